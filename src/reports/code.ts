import { createHash } from 'node:crypto'

/** Crockford's digits: no I, L, O or U, so that a code read from paper is typed right. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const letters = digits.slice(10)

/** What a figure is called by within its cluster. */
export type FigureKey = { cluster: string; period: string; audience: string; name: string; scope: string }

/** The short code of a figure, a letter first, so that no sheet takes it for a number: always the same for the same key. `turn` gives another one where two keys meet in one code. */
export function codeOf({ cluster, period, audience, name, scope }: FigureKey, turn = 0): string {
  const hash = createHash('sha256').update(JSON.stringify([cluster, period, audience, name, scope, turn])).digest()
  const rest = [...hash.subarray(1, 6)].map((byte) => digits[byte % digits.length])
  return letters[hash[0]! % letters.length]! + rest.join('')
}

/** A code as a person typed it from paper: any case, O for 0, I and L for 1, with or without brackets. */
export function readCode(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/^FIGURE:/, '').replace(/[^0-9A-Z]/g, '')
  return plain.slice(0, 1) + plain.slice(1).replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** Gives every key its code: taken codes are passed over, in the order of the keys, the same way each time. */
export function assignCodes(keys: readonly FigureKey[], taken: ReadonlySet<string>): string[] {
  const used = new Set(taken)
  return keys.map((key) => {
    let turn = 0
    while (used.has(codeOf(key, turn))) turn += 1
    const code = codeOf(key, turn)
    used.add(code)
    return code
  })
}
