import { identifiersOf, nodeOf, unknownNode } from './nodes.ts'
import { placeOf, textOf } from './statements.ts'
import { eachRow, type Loader, type Loading } from './types.ts'
import type { ReadRow } from '../../shared/sheets.ts'

/** Which node requires which, and which is a kind of which. Nodes that are named here for the first time are made. */
export const loadInputs: Loader = async (loading) => {
  const { sheet, register } = loading
  await register.fetch('node', sheet.rows.flatMap((row) => [...identifiersOf(loading, row, 'nodeCode', 'node'), ...identifiersOf(loading, row, 'inputCode', 'input')]))
  await eachRow(loading, (row) => {
    const node = endOf(loading, row, 'nodeCode', 'node')
    const input = endOf(loading, row, 'inputCode', 'input')
    if (node === undefined || input === undefined) return
    if (node !== input) {
      loading.say({ subjectKind: 'node', subjectId: node, predicate: textOf(row, 'relation') ?? 'requires', objectId: input, value: true, ...placeOf(row, row.columns.input ? 'input' : 'inputCode') })
      return
    }
    const name = textOf(row, 'node') ?? textOf(row, 'nodeCode')
    loading.refuse(row, 'self-loop', 'input', `“${name}”的投入是它自己。请改正一端，或删去此行。`, `“${name}” is given as its own input. Correct one end, or delete the row.`)
  })
}

/** One end of a relation or supply; a node that is new is claimed with the name the row gives it. */
export function endOf(loading: Loading, row: ReadRow, codeField: string, nameField: string): number | undefined {
  const node = nodeOf(loading, row, codeField, nameField)
  if (!node) {
    loading.refuse(row, 'unknown-node', codeField, ...unknownNode(textOf(row, codeField) ?? ''))
    return undefined
  }
  if (node.created) {
    const subject = { subjectKind: 'node' as const, subjectId: node.id }
    loading.say({ ...subject, ...placeOf(row, nameField), predicate: 'name', value: textOf(row, nameField) ?? '' })
    const code = textOf(row, codeField)
    if (code !== undefined) loading.say({ ...subject, ...placeOf(row, codeField), predicate: 'code', value: code })
  }
  return node.id
}
