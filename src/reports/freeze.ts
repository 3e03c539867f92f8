import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { listClaimViews } from '../ledger/evidence.ts'
import { speakAs } from './audience.ts'
import { claimsOfSet, describeSet, type ClaimSet } from './claim-sets.ts'
import type { ComputedReport } from './compute.ts'
import type { Basis, Figure, FrozenFigure, KeptClaim } from './shape.ts'

/** How many claims of a set a figure keeps as copies; of the rest it keeps number, definition and hash. */
export const keptOfSet = 200

type SetContent = { ids: number[]; total: number; hash: string; sources: number[] }
type Kept = ReadonlyMap<number, KeptClaim>

/** All figures of a report with copies of the claims behind them, as they stand in this transaction. */
export function freezeFigures(tx: Tx, viewer: Viewer, { book, reader }: ComputedReport): Promise<FrozenFigure[]> {
  return speakAs(tx, viewer, reader, async () => {
    const sets = new Map<string, SetContent>()
    for (const { basis } of book.all) {
      if ('set' in basis && !sets.has(keyOf(basis.set))) sets.set(keyOf(basis.set), await readSet(tx, reader, basis.set))
    }
    const ids = book.all.flatMap(({ basis }) => ('set' in basis ? sets.get(keyOf(basis.set))!.ids : basis.ids))
    const kept = await readClaims(tx, reader, ids)
    return book.all.map((figure) => freeze(figure, kept, 'set' in figure.basis ? sets.get(keyOf(figure.basis.set)) : undefined))
  })
}

/** One figure as it stands now, with its claims: what a draft shows when a figure is opened. */
export async function freezeFigure(tx: Tx, viewer: Viewer, { reader }: ComputedReport, figure: Figure): Promise<FrozenFigure> {
  return speakAs(tx, viewer, reader, async () => {
    const set = 'set' in figure.basis ? await readSet(tx, reader, figure.basis.set) : undefined
    return freeze(figure, await readClaims(tx, reader, set?.ids ?? (figure.basis as Exclude<Basis, { set: ClaimSet }>).ids), set)
  })
}

function keyOf({ name, parameters }: ClaimSet): string {
  return JSON.stringify([name, parameters])
}

async function readSet(tx: Tx, reader: Viewer, set: ClaimSet): Promise<SetContent> {
  const rows = await tx.query<SetContent>(sql`
    with member as materialized (${claimsOfSet(reader, set)}),
    content as (
      select claim.claim_id, claim.source_id, concat_ws(E'\t', claim.claim_id, claim.value_text, claim.value_number, claim.unit, claim.period, claim.grade, claim.source_id, claim.sheet, claim.row_number, claim.column_name) as line
      from member join claim on claim.cluster_id = ${reader.cluster} and claim.claim_id = member.claim_id)
    select count(*) as total, coalesce((array_agg(claim_id order by claim_id))[1:${keptOfSet}], '{}') as ids,
      encode(sha256(convert_to(coalesce(string_agg(line, E'\n' order by claim_id), ''), 'UTF8')), 'hex') as hash,
      coalesce(array_agg(distinct source_id), '{}') as sources
    from content`)
  return rows[0]!
}

async function readClaims(tx: Tx, reader: Viewer, ids: readonly number[]): Promise<Kept> {
  const wanted = [...new Set(ids)]
  const views = await listClaimViews(tx, reader, wanted)
  const about = await tx.query<{ id: number; task: string; subjectKind: string; subjectId: number }>(sql`
    select claim_id as id, task, subject_kind as "subjectKind", subject_id as "subjectId" from claim where ${visibleTo(reader, 'claim')} and claim_id = any (${wanted}::bigint[])`)
  const known = new Map(about.map(({ id, ...rest }) => [id, rest]))
  return new Map(views.flatMap((view) => {
    const more = known.get(view.id)
    return more ? [[view.id, { ...view, ...more }] as const] : []
  }))
}

function freeze(figure: Figure, kept: Kept, set: SetContent | undefined): FrozenFigure {
  const ids = set?.ids ?? [...new Set((figure.basis as Exclude<Basis, { set: ClaimSet }>).ids)]
  const claims = ids.flatMap((id) => kept.get(id) ?? [])
  const { code, name, scope, title, value, shown, unit, missing, mark, formula, worked, inputs, snapshot } = figure
  return {
    figure: code, name, scope, title, value, shown, unit, missing, mark, formula: { ...formula, worked }, inputs: inputs.map((input) => ({ ...input })), claims, claimsTotal: set?.total ?? claims.length,
    set: set && 'set' in figure.basis ? { definition: figure.basis.set, text: describeSet(figure.basis.set), hash: set.hash } : null,
    ...(snapshot === undefined ? {} : { snapshot }), sources: set?.sources ?? [...new Set(claims.map(({ source }) => source.id))].sort((a, b) => a - b),
  }
}
