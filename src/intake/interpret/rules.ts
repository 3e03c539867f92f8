import { endFields, sheetFields, type FieldValue } from '../../shared/sheets.ts'
import type { SheetKind, Text } from '../../shared/vocabulary.ts'
import { refuse, type Log } from './log.ts'
import { messages } from './messages.ts'
import { settlePlace } from './places.ts'

/** A row as read so far: its values and the columns they came from, which rows share: whoever changes them replaces them. */
export type Draft = { values: Record<string, FieldValue>; columns: Readonly<Record<string, string>> }
type Rule = (draft: Draft, log: Log) => void

/** What a row of each kind must have, said so that a person can mend it. */
export const rules: Record<SheetKind, Rule> = {
  organisations: organisationRule,
  nodes: nodeRule,
  inputs: inputRule,
  supplies: supplyRule,
  links: linkRule,
  observations: observationRule,
}

const wanted = {
  organisation: { zh: '主体名称（或信用代码、证券代码、编码之一）', en: 'The name (or a credit code, stock code or code)' },
  node: { zh: '环节名称（或环节编码）', en: 'The node (or its code)' },
  requirer: { zh: '需方环节（或其编码）', en: 'The node that requires (or its code)' },
  input: { zh: '投入环节（或其编码）', en: 'The input (or its code)' },
  relation: { zh: '关系（投入／属于）', en: 'The relation (requires / is a kind of)' },
  provider: { zh: '供给方（名称、编码、证券代码或信用代码）', en: 'The provider (name, code, stock code or credit code)' },
  supplied: { zh: '所供环节（或其编码）', en: 'The node supplied (or its code)' },
  supplier: { zh: '卖方（名称、编码、证券代码或信用代码）', en: 'The supplier (name, code, stock code or credit code)' },
  customer: { zh: '买方（名称、编码、证券代码或信用代码）', en: 'The customer (name, code, stock code or credit code)' },
  indicator: { zh: '指标', en: 'The indicator' },
  subject: { zh: '对象', en: 'The subject' },
  period: { zh: '时期', en: 'The period' },
} satisfies Record<string, Text>

function need(present: boolean, what: Text, field: string, log: Log): void {
  if (!present) refuse(log, 'missing-required', messages.missing(what), { field, title: what })
}

function has(values: Draft['values'], ...fields: string[]): boolean {
  return fields.some((field) => values[field] !== undefined)
}

/** A name or a code that identifies. Of province and city columns the finer region known counts. */
function organisationRule(draft: Draft, log: Log): void {
  const { values, columns } = draft
  need(has(values, 'name', 'code', 'creditCode', 'stockCode'), wanted.organisation, 'name', log)
  const city = values.city
  if (typeof city === 'string' && /^\d{6}$/.test(city)) {
    values.region = city
    if (columns.city !== undefined) draft.columns = { ...columns, region: columns.city }
  }
  settlePlace(draft, log)
}

function nodeRule({ values }: Draft, log: Log): void {
  need(has(values, 'name', 'code', 'stageName', 'stageCode'), wanted.node, 'name', log)
}

function inputRule({ values, columns }: Draft, log: Log): void {
  need(has(values, 'node', 'nodeCode'), wanted.requirer, 'node', log)
  need(has(values, 'input', 'inputCode'), wanted.input, 'input', log)
  need(has(values, 'relation'), wanted.relation, 'relation', log)
  if (!log.failed && isLoop(values)) {
    const field = values.input === undefined ? 'inputCode' : 'input'
    const letter = columns[field]
    const place = { field, title: wanted.input, heading: letter === undefined ? undefined : { letter } }
    refuse(log, 'self-loop', messages.selfLoop(String(values.node ?? values.nodeCode), values.relation === 'isA'), place, String(values[field]))
  }
}

/** The same node on both ends: by code where both have one, else by name, sign for sign, for products differ in a single one. */
function isLoop({ nodeCode, inputCode, node, input }: Draft['values']): boolean {
  if (nodeCode !== undefined && inputCode !== undefined) return nodeCode === inputCode
  return node !== undefined && node === input
}

function supplyRule({ values }: Draft, log: Log): void {
  need(has(values, 'provider', 'providerCode', 'providerStockCode', 'providerCreditCode'), wanted.provider, 'provider', log)
  need(has(values, 'node', 'nodeCode'), wanted.supplied, 'node', log)
}

function linkRule({ values, columns }: Draft, log: Log): void {
  need(has(values, ...endFields('supplier')), wanted.supplier, 'supplier', log)
  need(has(values, ...endFields('customer')), wanted.customer, 'customer', log)
  const { volume } = values
  if (typeof volume !== 'number' || volume >= 0) return
  refuse(log, 'negative', messages.negativeVolume(), { field: 'volume', title: sheetFields.links.volume.title, heading: columns.volume === undefined ? undefined : { letter: columns.volume } }, String(volume))
}

function observationRule({ values }: Draft, log: Log): void {
  need(has(values, 'indicator'), wanted.indicator, 'indicator', log)
  need(has(values, 'subject', 'subjectCode'), wanted.subject, 'subject', log)
  need(has(values, 'period'), wanted.period, 'period', log)
}

/** Exchanges the two ends of a link, for sheets that name the input first. */
export function swapEnds(draft: Draft): void {
  const { values } = draft
  const columns = { ...draft.columns }
  exchange(values, 'node', 'input')
  exchange(values, 'nodeCode', 'inputCode')
  exchange(columns, 'node', 'input')
  exchange(columns, 'nodeCode', 'inputCode')
  draft.columns = columns
}

function exchange<V>(record: Record<string, V>, one: string, other: string): void {
  const left = record[one]
  const right = record[other]
  if (right === undefined) delete record[one]
  else record[one] = right
  if (left === undefined) delete record[other]
  else record[other] = left
}
