import type { NodeKind, NodeState, Stage } from '../../shared/vocabulary.ts'

/** A node as it is drawn and exported. `x` and `y` are cells of the layout (whole numbers), both or neither. */
export type DrawnNode = {
  id: string
  name: string
  kind: NodeKind | null
  stage: Stage | null
  state: NodeState
  group?: string
  x?: number
  y?: number
}

/** `requires`: `source` is an input of `target`; `isA`: `source` is a kind of `target`. Goods flow from source to target. */
export type DrawnEdge = { source: string; target: string; relation: 'requires' | 'isA' }

/** A chain map as plain data, as far as a picture or an exchange file needs it. */
export type ChainDrawing = { title: string; nodes: readonly DrawnNode[]; edges: readonly DrawnEdge[] }

/** The width of a text in ems of its font size, by kinds of characters: Chinese, Japanese, Korean and full-width ones take a whole em. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += widths.find(([kind]) => kind.test(character))?.[1] ?? 0.58
  return width
}

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const widths: readonly [RegExp, number][] = [
  [wide, 1],
  [/[mwMW@%&…—]/, 0.9],
  [/[A-Z0-9]/, 0.64],
  [/[iljI.,:;'|!()[\] ]/, 0.3],
  [/[tfr/-]/, 0.4],
]

/** Breaks a text into at most `lines` lines of `width` ems: between words, after hyphens, within Chinese anywhere; what does not fit ends in an ellipsis. */
export function wrapText(text: string, width: number, lines: number): string[] {
  const parts = text.trim().match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60-]+-?|-|\s+/gu) ?? []
  const result: string[] = ['']
  for (const part of parts) {
    const line = result.at(-1)!
    if (textWidth(line + part) <= width || line === '') result[result.length - 1] = line + part
    else result.push(part.trim())
  }
  const kept = result.map((line) => line.trim()).filter((line) => line !== '')
  const shown = kept.slice(0, lines).map((line) => cut(line, width, false))
  if (kept.length > lines) shown[lines - 1] = cut(shown[lines - 1]!, width, true)
  return shown
}

function cut(line: string, width: number, always: boolean): string {
  if (!always && textWidth(line) <= width) return line
  let kept = ''
  for (const character of line) {
    if (textWidth(kept + character) + 1 > width) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
