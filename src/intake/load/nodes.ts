import type { Identifier } from '../../registry/register.ts'
import { sheetFields, type ReadRow } from '../../shared/sheets.ts'
import { placeOf, sayFields, textOf } from './statements.ts'
import { eachRow, type Loader, type Loading } from './types.ts'

const claimed = Object.keys(sheetFields.nodes).filter((field) => !['stageName', 'stageCode'].includes(field))

/** A list of nodes, and of stages with a name of their own. */
export const loadNodes: Loader = async (loading) => {
  const { sheet, register } = loading
  await register.fetch('node', sheet.rows.flatMap((row) => [...identifiersOf(loading, row, 'code', 'name'), ...identifiersOf(loading, row, 'stageCode', 'stageName')]))
  await eachRow(loading, (row) => {
    const stageId = stageOf(loading, row)
    const name = textOf(row, 'name')
    if (name === undefined && textOf(row, 'code') === undefined) return
    const node = nodeOf(loading, row, 'code', 'name')
    if (!node) {
      loading.refuse(row, 'unknown-node', 'code', ...unknownNode(textOf(row, 'code') ?? ''))
      return
    }
    const subject = { subjectKind: 'node' as const, subjectId: node.id }
    sayFields(loading, row, subject, { fields: claimed })
    if (stageId !== undefined) loading.say({ ...subject, ...placeOf(row, row.columns.stageCode ? 'stageCode' : 'stageName'), predicate: 'stageId', value: stageId })
  })
}

/** A stage that is named or coded in a row stands as an entry of its own: it can be supplied as a whole. */
function stageOf(loading: Loading, row: ReadRow): number | undefined {
  const stage = nodeOf(loading, row, 'stageCode', 'stageName')
  if (!stage) return undefined
  const subject = { subjectKind: 'node' as const, subjectId: stage.id }
  const onlyStage = textOf(row, 'name') === undefined && textOf(row, 'code') === undefined
  if (stage.created || onlyStage) {
    const name = textOf(row, 'stageName')
    const code = textOf(row, 'stageCode')
    loading.say({ ...subject, ...placeOf(row, 'stageName'), predicate: 'isStage', value: true })
    if (name !== undefined) loading.say({ ...subject, ...placeOf(row, 'stageName'), predicate: 'name', value: name })
    if (code !== undefined) loading.say({ ...subject, ...placeOf(row, 'stageCode'), predicate: 'code', value: code })
  }
  return stage.id
}

/** Fetches what the rows of a sheet call by these two fields. */
export function identifiersOf({ sheet }: Pick<Loading, 'sheet'>, row: ReadRow, codeField: string, nameField: string): Identifier[] {
  const code = textOf(row, codeField)
  const name = textOf(row, nameField)
  return [
    ...(code === undefined ? [] : [{ scheme: sheet.recipe.codeScheme, value: code }]),
    ...(name === undefined ? [] : [{ scheme: 'name', value: nodeKey(name) }]),
  ]
}

/**
 * The node a row calls by code, else by name; made when it is new and has a name. A code that is known decides alone, so that a
 * node may be renamed; a name is taken only where it does not carry another code of the same scheme.
 */
export function nodeOf(loading: Loading, row: ReadRow, codeField: string, nameField: string): { id: number; created: boolean } | undefined {
  const { register, sheet } = loading
  const code = textOf(row, codeField)
  const name = textOf(row, nameField)
  const named = name === undefined ? undefined : { scheme: 'name', value: nodeKey(name) }
  const first = code === undefined ? named : { scheme: sheet.recipe.codeScheme, value: code }
  const second = code === undefined ? undefined : named
  if (!first) return undefined
  const byCode = register.find('node', first)[0]
  const byName = second ? register.find('node', second)[0] : undefined
  const found = byCode ?? (byName && !register.carries('node', byName.id, first.scheme) ? byName : undefined)
  if (!found && name === undefined) return undefined
  const id = found?.id ?? register.next()
  note(loading, id, first, second, name)
  return { id, created: !found }
}

function note({ register, found }: Loading, id: number, first: Identifier, second: Identifier | undefined, name: string | undefined): void {
  const byFirst = register.add('node', first, id, name)
  const bySecond = second !== undefined && register.add('node', second, id, name)
  // What was known by this name already is found by it already.
  if (name !== undefined && (byFirst || bySecond)) found('node', id, name)
}

/**
 * The key by which names of nodes are compared: as they are written, for products differ in a single sign, but for space at the
 * ends, signs without a width, and the backslashes that an export leaves before quotes or instead of a stroke.
 */
export function nodeKey(name: string): string {
  const plain = name.trim()
  return unseen.test(plain) ? plain.replace(/\p{Cc}|\p{Cf}/gu, '').replace(/\\+(?=["'])/g, '').replace(/\\+/g, '/') : plain
}

/** Control and format signs, which have no shape, and backslashes. */
const unseen = /\p{Cc}|\p{Cf}|\\/u

/** Says, in both languages, that a code belongs to no node yet. */
export function unknownNode(code: string): [zh: string, en: string] {
  return [
    `图谱中没有编码为“${code}”的环节，且本行没有名称。请先导入环节清单，或在本行补上名称。`,
    `No node with the code “${code}” is known, and the row gives no name. Load the list of nodes first, or add the name here.`,
  ]
}
