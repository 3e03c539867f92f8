import type { Statement } from '../../ledger/claims.ts'
import { identifiersOf, nodeOf, unknownNode } from './nodes.ts'
import { placeOf, textOf } from './statements.ts'
import type { Loader, Loading } from './types.ts'
import type { ReadRow } from '../../shared/sheets.ts'

/** Which node requires which, and which is a kind of which. Nodes that are named here for the first time are made. */
export const loadInputs: Loader = async (loading) => {
  const { sheet, register } = loading
  await register.fetch('node', sheet.rows.flatMap((row) => [...identifiersOf(loading, row, 'nodeCode', 'node'), ...identifiersOf(loading, row, 'inputCode', 'input')]))
  const statements: Statement[] = []
  for (const row of sheet.rows) {
    const node = await endOf(loading, row, 'nodeCode', 'node', statements)
    const input = await endOf(loading, row, 'inputCode', 'input', statements)
    if (node === undefined || input === undefined) continue
    if (node === input) {
      loading.refuse(row, 'self-loop', 'input', `“${textOf(row, 'node') ?? textOf(row, 'nodeCode')}”的投入是它自己。请改正一端，或删去此行。`,
        `“${textOf(row, 'node') ?? textOf(row, 'nodeCode')}” is given as its own input. Correct one end, or delete the row.`)
      continue
    }
    const place = placeOf(row, row.columns.input ? 'input' : 'inputCode')
    statements.push({ subjectKind: 'node', subjectId: node, predicate: textOf(row, 'relation') ?? 'requires', objectId: input, value: true, ...place })
  }
  await register.flush()
  return statements
}

/** One end of a relation or supply; a node that is new is claimed with the name the row gives it. */
export async function endOf(loading: Loading, row: ReadRow, codeField: string, nameField: string, statements: Statement[]): Promise<number | undefined> {
  const node = await nodeOf(loading, row, codeField, nameField)
  if (!node) {
    loading.refuse(row, 'unknown-node', codeField, ...unknownNode(textOf(row, codeField) ?? ''))
    return undefined
  }
  if (node.created) {
    const subject = { subjectKind: 'node' as const, subjectId: node.id }
    statements.push({ ...subject, ...placeOf(row, nameField), predicate: 'name', value: textOf(row, nameField) ?? '' })
    const code = textOf(row, codeField)
    if (code !== undefined) statements.push({ ...subject, ...placeOf(row, codeField), predicate: 'code', value: code })
  }
  return node.id
}
