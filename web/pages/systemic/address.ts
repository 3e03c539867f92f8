/** What is struck, `organisation:7` or `origin:JPN`, and the share of capacity it loses. */
export type Shock = { key: string; share: number }

const choices = ['inputs', 'replaceability', 'unknown', 'revenue', 'eps'] as const

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

/** The chosen parameters of the cascade; what is not in the address has its default. */
export function readChoices(search: URLSearchParams): Record<string, string> {
  return Object.fromEntries(choices.flatMap((name) => { const value = search.get(name); return value === null ? [] : [[name, value]] }))
}

export function writeChoices(search: URLSearchParams, values: Readonly<Record<string, unknown>>): void {
  for (const name of choices) if (values[name] !== undefined) search.set(name, String(values[name]))
}

export const choiceNames: readonly string[] = choices
