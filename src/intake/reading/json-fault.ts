const token = /\s*(?:([[\]{},:])|("[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy

/** What may come next: a value, a key, what stands behind either, or the first of a list or record, which may also end. */
type Expected = 'value' | 'key' | 'colon' | 'next' | 'first-value' | 'first-key'

/** The place of the first character that makes a text no JSON (the language does not tell); its length where it stops short. */
export function findJsonFault(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    const found = tokenAt(text, at)
    if (!found) break
    const follows = step(expected, found[1] ?? (found[2] === undefined ? 'scalar' : 'string'), open)
    if (follows === undefined) break
    expected = follows
    at = token.lastIndex
  }
  while (/\s/.test(text.charAt(at))) at++
  return text.charAt(at) === '"' && !/^"(?:[^"\\]|\\.)*"/s.test(text.slice(at, at + 10_000)) ? text.length : at
}

/** A string with millions of escapes is more than the matcher can hold: taken for no token. */
function tokenAt(text: string, at: number): RegExpExecArray | null {
  token.lastIndex = at
  try {
    return token.exec(text)
  } catch {
    return null
  }
}

function step(expected: Expected, found: string, open: string[]): Expected | undefined {
  const inside = open.at(-1)
  const opens = expected === 'value' || expected === 'first-value'
  if (found === '{' || found === '[') {
    if (!opens) return undefined
    open.push(found)
    return found === '{' ? 'first-key' : 'first-value'
  }
  if (found === '}' || found === ']') {
    const fits = inside === (found === '}' ? '{' : '[') && (expected === 'next' || expected === (found === '}' ? 'first-key' : 'first-value'))
    return fits && open.pop() ? 'next' : undefined
  }
  if (found === ':') return expected === 'colon' ? 'value' : undefined
  if (found === ',') return expected === 'next' && inside ? (inside === '{' ? 'key' : 'value') : undefined
  if (opens) return 'next'
  return found === 'string' && (expected === 'key' || expected === 'first-key') ? 'colon' : undefined
}
