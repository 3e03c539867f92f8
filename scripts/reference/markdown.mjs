// Small helpers for Markdown.

/** What stands at the head of every generated page. */
export const notice = '<!-- 由 node scripts/make-reference.mjs 生成，请勿手改。 Made by node scripts/make-reference.mjs; do not edit. -->'

/** A table; `|` within cells is kept. @param {readonly string[]} heads @param {readonly (readonly string[])[]} rows */
export function table(heads, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Both languages in one cell. @param {{ zh: string, en: string }} text */
export const both = ({ zh, en }) => (zh === en ? zh : `${zh} · ${en}`)

/** @param {unknown} text */
export const code = (text) => `\`${text}\``

/** Blocks with an empty line between them, and one line break at the end. @param {readonly (string | undefined)[]} blocks */
export const page = (blocks) => `${[notice, ...blocks.filter((block) => block !== undefined && block !== '')].join('\n\n')}\n`

/** @param {string} text */
function cell(text) {
  return text.replaceAll('\n', '<br>').replaceAll('|', '\\|')
}
