import type { Column } from './types.ts'

/** Rows as text with tabs, as sheets take them; tabs and line breaks inside a cell become spaces. */
export function asText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const clean = (value: string | number | null | undefined) => String(value ?? '').replace(/[\t\r\n]+/g, ' ')
  return [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => clean(column.text(row))))].map((cells) => cells.join('\t')).join('\n')
}

/** Puts text on the clipboard; the clipboard of the browser needs https and leave, so an older way serves on a plain office network. */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext && await navigator.clipboard.writeText(text).then(() => true, () => false)) return true
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  const back = document.activeElement
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (back instanceof HTMLElement) back.focus()
  return done
}
