import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { stateColours } from '../src/shared/state-colours.ts'

const accent: MantineColorsTuple = ['#eef4fd', '#dce7f8', '#b6cdf0', '#8ab4f8', '#5f93e0', '#2f6ecf', '#1f5fbf', '#1a52a6', '#15448b', '#0f3570']

/** The library's theme made of the design's tokens. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent },
  fontFamily: 'var(--font)',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: 'var(--font)', fontWeight: '650', sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } } },
  defaultRadius: 4,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    Tooltip: { defaultProps: { withArrow: false, events: { hover: true, focus: true, touch: true } } },
    // Borders of fields are told from the paper by everybody; those in error keep their own.
    Input: { vars: (_theme: unknown, props: { error?: unknown }) => ({ wrapper: props.error ? {} : { '--input-bd': 'var(--line-strong)' } }) },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } }, styles: { title: { fontSize: '1rem', fontWeight: 600 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-accent-text': 'var(--accent)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-light-hover': 'var(--accent-soft)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
}

/** On paper a state has the colour it has in reports and pictures; the dark theme has its own in tokens.css. */
const states = Object.fromEntries(Object.entries(stateColours).map(([state, colour]) => [`--state-${state}`, colour]))

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: { ...shared, ...states }, dark: shared })
