import { AppError } from '../shared/errors.ts'
import { sheetFields } from '../shared/sheets.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { SubjectKind } from './claims.ts'
import { linkPrefix, supplyPrefix } from './facts/tables.ts'

/** What a value's address points at in the ledger: everything said of one subject, predicate, object, period and scope. */
export type ClaimKey = { subjectKind: SubjectKind; subjectId: number; predicate: string; objectId: number; /** undefined: whatever the period, the latest first */ period: string | undefined; /** undefined: whatever the scope (a list) */ scope: string | undefined }

/** Reads the address of a claimed value; `claim:ID`, `figure:CODE` and computed values are read elsewhere. */
export function readRef(ref: string): ClaimKey {
  const [kind, ...parts] = ref.split(':')
  const key = { subjectKind: 'node' as SubjectKind, subjectId: 0, predicate: '', objectId: 0, period: undefined as string | undefined, scope: '' as string | undefined }
  switch (kind) {
    case 'organisation':
    case 'node':
    case 'indicator':
      return { ...key, subjectKind: kind, subjectId: number(parts[0], ref), predicate: parts[1] ?? unread(ref), scope: listFields.has(parts[1] ?? '') ? undefined : '' }
    case 'supplies':
      return { ...key, subjectKind: 'organisation', subjectId: number(parts[0], ref), objectId: number(parts[1], ref), predicate: parts[2] === undefined || parts[2] === 'exists' ? 'supplies' : supplyPrefix + parts[2] }
    case 'sells':
      return { ...key, subjectKind: 'organisation', subjectId: number(parts[0], ref), objectId: number(parts[1], ref), predicate: parts[2] === undefined || parts[2] === 'exists' ? 'sells' : linkPrefix + parts[2] }
    case 'origin':
      return { ...key, subjectId: number(parts[0], ref), predicate: 'origin', scope: parts[1] ?? unread(ref) }
    case 'link':
      return { ...key, subjectId: number(parts[0], ref), predicate: parts[1] ?? unread(ref), objectId: number(parts[2], ref) }
    case 'observation':
      return { ...key, subjectKind: (parts[0] ?? unread(ref)) as SubjectKind, subjectId: number(parts[1], ref), predicate: 'observation', objectId: number(parts[2], ref), period: parts[3] ?? unread(ref) }
    default:
      return unread(ref)
  }
}

/** The address of the value a claim speaks of. */
export function refOf(key: { subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string }): string {
  const { subjectKind, subjectId, predicate, objectId, period, scope } = key
  if (predicate === 'observation') return `observation:${subjectKind}:${subjectId}:${objectId}:${period}`
  if (predicate === 'origin') return `origin:${subjectId}:${scope}`
  if (predicate === 'requires' || predicate === 'isA') return `link:${subjectId}:${predicate}:${objectId}`
  if (predicate === 'supplies') return `supplies:${subjectId}:${objectId}:exists`
  if (predicate.startsWith(supplyPrefix)) return `supplies:${subjectId}:${objectId}:${predicate.slice(supplyPrefix.length)}`
  if (predicate === 'sells') return `sells:${subjectId}:${objectId}:exists`
  if (predicate.startsWith(linkPrefix)) return `sells:${subjectId}:${objectId}:${predicate.slice(linkPrefix.length)}`
  return `${subjectKind}:${subjectId}:${predicate}`
}

/** What the other end of a claim is: an observation's indicator, a link's customer, else a node. */
export function objectKindOf(predicate: string): 'indicator' | 'organisation' | 'node' {
  if (predicate === 'observation') return 'indicator'
  return predicate === 'sells' || predicate.startsWith(linkPrefix) ? 'organisation' : 'node'
}

/** What a predicate is called on screen. */
export function predicateTitle(subjectKind: string, predicate: string): Text {
  if (predicate in ownTitles) return ownTitles[predicate]!
  const fields: Record<string, { title: Text }> = predicate.startsWith(supplyPrefix) ? sheetFields.supplies : predicate.startsWith(linkPrefix) ? sheetFields.links : subjectKind === 'node' ? sheetFields.nodes : sheetFields.organisations
  return fields[predicate.replace(supplyPrefix, '').replace(linkPrefix, '')]?.title ?? { zh: predicate, en: predicate }
}

const ownTitles: Record<string, Text> = {
  supplies: { zh: '供给', en: 'Supplies' },
  sells: { zh: '销售给', en: 'Sells to' },
  origin: { zh: '来源份额', en: 'Origin share' },
  requires: { zh: '投入', en: 'Requires' },
  isA: { zh: '属于', en: 'Is a kind of' },
  observation: { zh: '观测值', en: 'Observation' },
  isStage: { zh: '是阶段', en: 'Is a stage' },
  stageId: { zh: '所属阶段', en: 'Stage' },
  unit: { zh: '单位', en: 'Unit' },
}

const listFields = new Set(['formerNames', 'otherNames'])

function number(text: string | undefined, ref: string): number {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : unread(ref)
}

function unread(ref: string): never {
  throw new AppError('invalid-request', { zh: `“${ref}”不是一个值的地址。请从页面上的数值打开证据。`, en: `“${ref}” is not the address of a value. Open the evidence from a value on a page.` })
}
