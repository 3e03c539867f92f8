import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { organisationsNamed } from '../../registry/search.ts'
import { refused } from './acts.ts'
import { textOf } from './columns.ts'
import type { SheetLine } from './lines.ts'
import type { Resolve } from './values.ts'

const numbered = /#(\d{1,15})$/

/** The names that rows give to leads and co-owners, each once. */
function namesIn(lines: readonly SheetLine[]): string[] {
  const texts = new Set(lines.flatMap(({ cells }) => [textOf(cells.lead), textOf(cells.coOwners)]))
  return [...new Set([...texts].flatMap((text) => [text, ...text.split(/[；;、\n]/)]).map((one) => one.trim()))].filter((one) => one !== '' && !numbered.test(one))
}

/** How rows name organisations, and all organisations that are named. */
export async function readResolve(tx: Tx, viewer: Viewer, lines: readonly SheetLine[]): Promise<{ resolve: Resolve; named: number[] }> {
  const found = await organisationsNamed(tx, viewer, namesIn(lines))
  const byNumber = lines.flatMap(({ cells }) => [...`${textOf(cells.lead)};${textOf(cells.coOwners)}`.matchAll(/#(\d{1,15})/g)].map((match) => Number(match[1])))
  return { resolve: (text, meant) => pick(text, found.get(text) ?? [], meant), named: [...new Set([...found.values(), byNumber].flat())] }
}

function pick(text: string, found: readonly number[], meant: readonly number[]): number {
  const number = numbered.exec(text)?.[1]
  if (number !== undefined) return Number(number)
  if (found.length === 0) throw refused(`没有名为“${text}”的主体。请按“名称 #编号”填写，或先登记此主体。`, `No organisation is called "${text}". Write "name #number", or add the organisation first.`)
  const [only, more] = found
  const standing = found.find((one) => meant.includes(one))
  if (standing === undefined && more !== undefined) throw refused(`有 ${found.length} 个主体名为“${text}”。请写“${text} #编号”：${found.map((one) => `#${one}`).join('、')}。`, `${found.length} organisations are called "${text}". Write "${text} #number": ${found.map((one) => `#${one}`).join(', ')}.`)
  return standing ?? only!
}
