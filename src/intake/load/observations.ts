import type { SubjectKind } from '../../ledger/claims.ts'
import { findRegion } from '../../registry/codes/region.ts'
import { normalKey } from '../../registry/matching/index.ts'
import type { ReadRow } from '../../shared/sheets.ts'
import { nodeKey } from './nodes.ts'
import { placeOf, textOf } from './statements.ts'
import { eachRow, type Loader, type Loading } from './types.ts'

type Subject = { kind: SubjectKind; id: number }

/** Indicators observed on regions, organisations, nodes or the cluster itself. */
export const loadObservations: Loader = async (loading) => {
  const { sheet, register } = loading
  const subjects = new Set(sheet.rows.flatMap((row) => [textOf(row, 'subject'), textOf(row, 'subjectCode')]).filter((one) => one !== undefined))
  await register.fetch('indicator', sheet.rows.map((row) => ({ scheme: 'name', value: normalKey(textOf(row, 'indicator') ?? '') })))
  await register.fetch('organisation', [...subjects].flatMap((one) => [{ scheme: 'name', value: normalKey(one) }, { scheme: 'uscc', value: one }]))
  await register.fetch('node', [...subjects].flatMap((one) => [{ scheme: 'name', value: nodeKey(one) }, { scheme: sheet.recipe.codeScheme, value: one }]))
  const units = new Map<number, string>()
  await eachRow(loading, (row) => {
    const subject = subjectOf(loading, row)
    if (!subject) {
      const name = textOf(row, 'subject') ?? ''
      loading.refuse(row, 'unknown-subject', 'subject', `“${name}”既不是已知的地区，也不是主体库或图谱中的名称。请改正，或先导入它。`,
        `“${name}” is no region that is known, nor an organisation or node of the cluster. Correct it, or load it first.`)
      return
    }
    const indicator = indicatorOf(loading, row, units)
    const value = row.values.value
    loading.say({
      subjectKind: subject.kind, subjectId: subject.id, predicate: 'observation', objectId: indicator, period: textOf(row, 'period') ?? '',
      value: typeof value === 'number' ? value : null, unit: textOf(row, 'unit'),
      ...(typeof value === 'number' ? {} : { blankReason: row.blanks?.value ?? '' }),
      ...(row.flag === undefined ? {} : { flag: row.flag }),
      ...placeOf(row, 'value'),
    })
  })
}

/** The cluster itself, a region by code or name, an organisation, or a node: the kind the row names, else the first that fits. */
function subjectOf({ register, sheet, place }: Loading, row: ReadRow): Subject | undefined {
  const kind = textOf(row, 'subjectKind')
  const texts = [textOf(row, 'subjectCode'), textOf(row, 'subject')].filter((one) => one !== undefined)
  if (kind === 'cluster') return { kind: 'cluster', id: 0 }
  if (kind === undefined || kind === 'region') {
    for (const text of texts) {
      const region = findRegion(text)
      if (region) {
        place(Number(region.code), region.name)
        return { kind: 'region', id: Number(region.code) }
      }
    }
  }
  if (kind !== 'region' && kind !== 'node') {
    for (const text of texts) for (const scheme of ['uscc', 'name']) {
      const found = register.find('organisation', { scheme, value: scheme === 'name' ? normalKey(text) : text })[0]
      if (found) return { kind: 'organisation', id: found.id }
    }
  }
  if (kind !== 'region' && kind !== 'organisation') {
    for (const text of texts) for (const scheme of [sheet.recipe.codeScheme, 'name']) {
      const found = register.find('node', { scheme, value: nodeKey(text) })[0]
      if (found) return { kind: 'node', id: found.id }
    }
  }
  return kind === undefined || kind === 'region' ? namedRegion(place, texts.at(-1)) : undefined
}

/** A place without a code of its own today (a city since dissolved) is still a place: it is known by its name. */
function namedRegion(place: Loading['place'], name: string | undefined): Subject | undefined {
  if (name === undefined || !/[省市州盟区县旗]$/.test(name)) return undefined
  const id = -stableNumber(normalKey(name))
  place(id, name)
  return { kind: 'region', id }
}

/** A number made of a name, the same every time; negative numbers of regions are never codes. */
function stableNumber(name: string): number {
  let number = 7
  for (const char of name) number = (number * 1_000_003 + char.codePointAt(0)!) % 9_007_199_254
  return number + 1
}

function indicatorOf({ register, found, say }: Loading, row: ReadRow, units: Map<number, string>): number {
  const name = textOf(row, 'indicator') ?? ''
  const identifier = { scheme: 'name', value: normalKey(name) }
  const known = register.find('indicator', identifier)[0]
  const id = known?.id ?? register.next()
  const unit = textOf(row, 'unit')
  if (!known) {
    register.add('indicator', identifier, id, name)
    found('indicator', id, name)
    say({ subjectKind: 'indicator', subjectId: id, predicate: 'name', value: name, ...placeOf(row, 'indicator') })
  }
  if (unit !== undefined && !known && !units.has(id)) {
    units.set(id, unit)
    say({ subjectKind: 'indicator', subjectId: id, predicate: 'unit', value: unit, ...placeOf(row, 'unit') })
  }
  return id
}
