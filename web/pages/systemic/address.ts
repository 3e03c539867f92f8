/** What is struck, `organisation:7` or `origin:JPN`, and the share of capacity it loses. */
export type Shock = { key: string; share: number }

/** Reads the shocks of an address: `shock=organisation:7~0.5&shock=origin:JPN~1`. What is no shock is left out. */
export function readShocks(search: URLSearchParams): Shock[] {
  const found = search.getAll('shock').flatMap((text): Shock[] => {
    const at = text.lastIndexOf('~')
    const share = Number(text.slice(at + 1) || NaN)
    return at > 0 && share >= 0 && share <= 1 ? [{ key: text.slice(0, at), share }] : []
  })
  return [...new Map(found.map((shock) => [shock.key, shock])).values()]
}

/** Writes them back. */
export function writeShocks(search: URLSearchParams, shocks: readonly Shock[]): void {
  search.delete('shock')
  for (const { key, share } of shocks) search.append('shock', `${key}~${share}`)
}

/** The parameters of the cascade that can be chosen. */
export const choiceNames = ['inputs', 'replaceability', 'unknown', 'revenue', 'eps'] as const
