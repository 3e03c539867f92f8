import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Condition, Line } from '../shared/contract/policies.ts'
import { findRegion } from '../registry/codes/region.ts'
import { AppError } from '../shared/errors.ts'
import { conditionsOf } from './rules/eligibility.ts'

type Mention = string | number
type Mentioning = { nodes?: Mention[] | undefined; indicators?: Mention[] | undefined; rules?: Line[] | undefined }
type Resolved<F> = { [K in keyof F]: K extends 'nodes' | 'indicators' ? number[] | Extract<F[K], undefined> : F[K] }
type Kind = 'node' | 'indicator' | 'region'

/** The fields of a policy with nodes and indicators by their ids, regions by their codes: what is called by a code or a name is looked up, what is not there is refused. */
export async function resolveMentions<F extends Mentioning>(tx: Tx, viewer: Viewer, fields: F): Promise<Resolved<F>> {
  const { nodes, indicators, rules } = fields
  const conditions = conditionsOf(rules ?? [])
  const node = await lookUp(tx, viewer, 'node', [...(nodes ?? []), ...conditions.flatMap(({ fact, values }) => (fact === 'suppliesNode' ? values : []))])
  const indicator = await lookUp(tx, viewer, 'indicator', [...(indicators ?? []), ...conditions.flatMap((one) => one.indicator ?? [])])
  const inCondition = (one: Condition): Condition => ({ ...one, ...(one.fact === 'suppliesNode' ? { values: one.values.map(node) } : one.fact === 'region' ? { values: one.values.map(regionCode) } : {}), ...(one.indicator === undefined ? {} : { indicator: indicator(one.indicator) }) })
  const inLine = (line: Line): Line => ('any' in line ? { any: line.any.map((part) => ('all' in part ? { all: part.all.map(inCondition) } : inCondition(part))) } : inCondition(line))
  return {
    ...fields, ...(nodes && { nodes: [...new Set(nodes.map(node))] }), ...(indicators && { indicators: [...new Set(indicators.map(indicator))] }), ...(rules && { rules: rules.map(inLine) }),
  } as Resolved<F>
}

async function lookUp(tx: Tx, viewer: Viewer, kind: Kind, mentions: readonly Mention[]): Promise<(mention: Mention) => number> {
  const [ids, names] = [mentions.filter((one) => typeof one === 'number'), mentions.filter((one) => typeof one === 'string')]
  const rows = mentions.length === 0 ? [] : await tx.query<{ id: number; name: string; code: string | null }>(kind === 'node'
    ? sql`select node_id as id, name, code from node where ${visibleTo(viewer, 'node')} and retired_at is null and (node_id = any (${ids}::bigint[]) or name = any (${names}::text[]) or code = any (${names}::text[]))`
    : sql`select indicator_id as id, name, null as code from indicator where ${visibleTo(viewer, 'indicator')} and (indicator_id = any (${ids}::bigint[]) or name = any (${names}::text[]))`)
  return (mention) => {
    const coded = rows.filter(({ code }) => code === mention)
    const found = coded.length > 0 ? coded : rows.filter(({ id, name }) => id === mention || name === mention)
    if (found.length !== 1) throw found.length === 0 ? noSuch(kind, mention) : several(kind, mention)
    return found[0]!.id
  }
}

const titles: Record<Kind, readonly [zh: string, en: string]> = { node: ['环节', 'node'], indicator: ['指标', 'indicator'], region: ['地区', 'region'] }

function regionCode(mention: Mention): string {
  const found = findRegion(String(mention))
  if (!found) throw noSuch('region', mention)
  return found.code
}

function noSuch(kind: Kind, mention: Mention): AppError {
  const [zh, en] = titles[kind]
  return new AppError('not-found', { zh: `没有名为“${mention}”的${zh}，或您无权查看。请核对名称、编码或编号。`, en: `There is no ${en} "${mention}", or you may not see it. Check its name, code or id.` })
}

function several(kind: Kind, mention: Mention): AppError {
  const [zh, en] = titles[kind]
  return new AppError('invalid-request', { zh: `名为“${mention}”的${zh}不止一个。请改用编号。`, en: `More than one ${en} is called "${mention}". Use the id.` })
}
