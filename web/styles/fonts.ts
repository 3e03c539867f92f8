// Asked for after the first picture: the style sheet is large, and each slice of glyphs is fetched only when a page has them.
import '@fontsource-variable/noto-sans-sc/wght.css'
