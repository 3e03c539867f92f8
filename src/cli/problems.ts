import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ChosenFile } from './choose.ts'
import type { Io } from './command.ts'
import type { Operations } from './operations.ts'

type Wanted = { cluster: string; chosen: readonly ChosenFile[]; out: string }

/** Writes the rows to mend, with a reason column, one workbook for each sheet that has some. */
export async function writeProblems(io: Pick<Io, 'say'>, operations: Operations, { cluster, chosen, out }: Wanted): Promise<void> {
  const sheets = chosen.flatMap(({ file, name, sheets: all }) => all.filter((sheet) => sheet.toMend > 0).map((sheet) => ({ file, name, ...sheet })))
  for (const [n, { file, name, sheet, table, recipe }] of sheets.entries()) {
    const to = n === 0 ? out : numbered(out, n + 1)
    const content = await operations.download('getProblemSheet', { params: { cluster, file }, body: { name, sheet, table, recipe } })
    await pipeline(content, createWriteStream(to))
    io.say({ zh: `${name}“${sheet}”中待修正的行已写入 ${to}。`, en: `The rows to mend of ${name} “${sheet}” are in ${to}.` })
  }
}

function numbered(file: string, n: number): string {
  const { dir, name, ext } = path.parse(file)
  return path.join(dir, `${name}-${n}${ext}`)
}
