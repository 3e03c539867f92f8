/** What a terminal calls a node: its code where it has one, else its number. */
export function idOf({ id, code }: { id: number; code: string | null }): string {
  return code ?? String(id)
}
