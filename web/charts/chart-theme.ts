import { useSyncExternalStore } from 'react'

/** The design's colours as a chart takes them. `series` are told apart by colour-blind people, and each is to have a shape or dash of its own beside. */
export type ChartTheme = {
  paper: string; raised: string; ink: string; muted: string; line: string; lineStrong: string; accent: string; accentSoft: string; danger: string; good: string; font: string
  actors: Record<'government' | 'enterprise' | 'research' | 'association' | 'service', string>
  series: string[]
}

const attribute = 'data-mantine-color-scheme'

/** Reads the tokens of the theme that is on. */
export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element)
  const of = (token: string): string => style.getPropertyValue(token).trim()
  const actors = { government: of('--actor-government'), enterprise: of('--actor-enterprise'), research: of('--actor-research'), association: of('--actor-association'), service: of('--actor-service') }
  return {
    paper: of('--paper'), raised: of('--raised'), ink: of('--ink'), muted: of('--muted'), line: of('--line'), lineStrong: of('--line-strong'), accent: of('--accent'), accentSoft: of('--accent-soft'),
    danger: of('--danger'), good: of('--good'), font: of('--font'), actors,
    series: [of('--accent'), of('--state-bottleneck'), of('--state-strength'), of('--state-choke'), of('--state-weak'), of('--state-ordinary')],
  }
}

/** Changes when the theme does, so that charts are drawn anew. */
export function useThemeName(): string | null {
  return useSyncExternalStore(subscribe, () => document.documentElement.getAttribute(attribute))
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [attribute] })
  return () => observer.disconnect()
}
