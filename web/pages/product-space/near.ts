import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'

/** An industry near to a region: the key of its row, its own key, and the industries that the region has nearest to it. */
export type Near = { key: string; industry: string; name: Text; density: number; because: { name: Text; proximity: number }[] }

const shownAtMost = 10

/** What is near to a region, the nearest first, from the table of a result. */
export function nearOf({ tables }: ResultView, region: string): Near[] {
  const table = tables.find(({ id }) => id === 'near')
  if (!table) return []
  const at = (key: string): number => table.columns.findIndex((column) => column.key === key)
  const terms = table.columns[at('industry')]?.terms ?? {}
  const nameOf = (code: unknown): Text => terms[String(code)] ?? { zh: String(code), en: String(code) }
  return table.rows.filter(({ key }) => key.startsWith(`${region}:industry:`)).slice(0, shownAtMost).map(({ key, cells }) => ({
    key, industry: key.slice(region.length + 1), name: nameOf(cells[at('industry')]), density: Number(cells[at('density')]),
    because: [1, 2, 3].flatMap((n) => {
      const [code, proximity] = [cells[at(`because${n}`)], cells[at(`proximity${n}`)]]
      return typeof proximity === 'number' ? [{ name: nameOf(code), proximity }] : []
    }),
  }))
}
