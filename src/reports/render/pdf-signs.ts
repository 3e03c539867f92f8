import { writeTrueType, type Outline } from './true-type.ts'

/** Outlines in the box of 12 × 12, `y` down, in which the screen draws the same signs: its strokes as areas. */
const shapes: Record<string, readonly Outline[]> = {
  '✕': [cross(6, 4.64, 1.27)],
  '⧗': [[[1.7, 0.7], [10.3, 0.7], [6.4, 6], [10.3, 11.3], [1.7, 11.3], [5.6, 6]]],
  '◷': [circle(5.45), circle(4.15).toReversed(), [[5.35, 1], [6.65, 1], [6.65, 5.35], [11, 5.35], [11, 6.65], [5.35, 6.65]]],
}

export const signFont = 'PolycenterSigns'
const signs = new RegExp(`([${Object.keys(shapes).join('')}])`, 'u')

/** The signs of ours that the typeface of the text lacks, as a typeface of their own with its line height: vectors that can be searched and copied. */
export function signTypeface(): Buffer {
  const glyphs = Object.entries(shapes).map(([sign, outlines]) => ({ sign, outlines: outlines.map((outline) => outline.map(placed)) }))
  return writeTrueType({ name: signFont, unitsPerEm: 1000, ascent: 880, descent: -120, lineGap: 500, advance: 1000, glyphs })
}

/** The text cut before and after each of these signs; a sign stands alone. */
export function cutAtSigns(text: string): { text: string; isSign: boolean }[] {
  return text.split(signs).map((part, index) => ({ text: part, isSign: index % 2 === 1 })).filter((part) => part.text !== '')
}

/** 13 units of the box are one em; the middle of the box stands where the middle of a Chinese character does. */
function placed([x, y]: readonly [number, number]): readonly [number, number] {
  const unit = 1000 / 13
  return [(x + 0.5) * unit, 380 + (6 - y) * unit]
}

/** Two crossed bars: `arm` is how far their corners lie from the middle along an axis, `half` half a bar’s width along an axis. */
function cross(middle: number, arm: number, half: number): Outline {
  const side: Outline = [[half - arm, -arm], [0, -half], [arm - half, -arm]]
  const turns = [[1, 0], [0, 1], [-1, 0], [0, -1]] as const
  return turns.flatMap(([c, s]) => side.map(([x, y]) => [middle + c * x - s * y, middle + s * x + c * y] as const))
}

/** A circle round the middle of the box, of edges too short to be seen, clockwise. */
function circle(radius: number): Outline {
  return Array.from({ length: 48 }, (_, step) => {
    const angle = (step / 24) * Math.PI
    return [6 + radius * Math.cos(angle), 6 + radius * Math.sin(angle)] as const
  })
}
