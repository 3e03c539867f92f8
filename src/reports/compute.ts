import { asProgram, type Audience, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Mark } from '../shared/contract/endpoint.ts'
import { formatDate } from '../shared/format.ts'
import type { Grade } from '../shared/vocabulary.ts'
import { hashOf } from '../ledger/canonical.ts'
import { readClusterMeta, speakAs, viewerOf, type ClusterMeta } from './audience.ts'
import { sameWhileUnchanged } from './cache.ts'
import { assignCodes, codeOf } from './code.ts'
import { readFacts, type Facts } from './facts/facts.ts'
import { readWindow } from './facts/window.ts'
import { analysisFigures, type Placed } from './figures/analysis.ts'
import { figureDefinitions } from './figures/index.ts'
import { said } from './figures/wording.ts'
import type { Basis, Computed, Figure, FigureDefinition } from './shape.ts'

/** The figures of a report by name and scope, as its text asks for them, and by code, as its readers do. */
export type Book = {
  all: readonly Figure[]
  byCode: ReadonlyMap<string, Figure>
  find: (name: string, scope?: string) => Figure | undefined
}

/** A report of a period, as the facts stand now. */
export type ComputedReport = { meta: ClusterMeta; facts: Facts; book: Book; reader: Viewer; placed: readonly Placed[] }

export type ReportKey = { report: number; period: string; audience: Audience; /** What was put into it from analyses. */ placed: readonly Placed[] }

/** Computes all figures of a period from the facts as they stand, as the report's audience may use them. */
export async function computeReport(tx: Tx, viewer: Viewer, key: ReportKey, now: Date): Promise<ComputedReport> {
  await preferHashJoins(tx)
  const meta = await readClusterMeta(tx, viewer)
  const reader = viewerOf(viewer, key.audience, meta.operator)
  const request = { name: `report ${key.report} ${hashOf(key.placed)}`, audience: key.audience, day: formatDate(now) }
  const { facts, book } = await asProgram(tx, viewer, () => sameWhileUnchanged(tx, viewer, request, () => computeAs(tx, viewer, reader, { ...key, meta, now })))
  return { meta, facts, reader, book, placed: key.placed }
}

async function computeAs(tx: Tx, viewer: Viewer, reader: Viewer, { report, period, audience, placed, meta, now }: ReportKey & { meta: ClusterMeta; now: Date }): Promise<Pick<ComputedReport, 'facts' | 'book'>> {
  const window = await readWindow(tx, viewer, { period, audience, now })
  const { facts, found, grades } = await speakAs(tx, { ...viewer, role: 'system' }, reader, async () => {
    const facts = await readFacts(tx, reader, { period, audience, window, revision: meta.revision })
    const found = [...figureDefinitions.flatMap((definition) => definition.compute(facts).map((computed) => ({ definition, computed }))), ...analysisFigures(placed, meta.revision)]
    return { facts, found, grades: await gradeClaims(tx, reader, found.flatMap(({ computed: { basis } }) => ('ids' in basis ? basis.ids : []))) }
  })
  const keys = found.map(({ definition, computed }) => ({ cluster: viewer.cluster, period, audience, name: definition.name, scope: computed.scope }))
  const codes = assignCodes(keys, await takenCodes(tx, viewer, report, keys.map((key) => codeOf(key))))
  return { facts, book: bookOf(found.map(({ definition, computed }, n) => figureOf(definition, computed, codes[n]!, grades))) }
}

/**
 * A report counts whole tables. Right after a large import the database has no statistics yet, takes every table for one of a single
 * row, and would join them row by row, which takes minutes; for the rest of this transaction it does not.
 */
async function preferHashJoins(tx: Tx): Promise<void> {
  await tx.exec('set local enable_nestloop = off')
}

/** Codes that figures of other issued reports bear already. */
async function takenCodes(tx: Tx, viewer: Viewer, report: number, wanted: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ code: string }>(sql`
    select figure_id as code from figure where cluster_id = ${viewer.cluster} and report_id <> ${report} and figure_id = any (${[...wanted]}::text[])`)
  return new Set(rows.map(({ code }) => code))
}

async function gradeClaims(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<Map<number, Grade>> {
  const rows = await tx.query<{ id: number; grade: Grade }>(sql`
    select claim_id as id, grade from claim where cluster_id = ${viewer.cluster} and claim_id = any (${[...new Set(ids)]}::bigint[])`)
  return new Map(rows.map(({ id, grade }) => [id, grade]))
}

function figureOf({ name, formula }: Pick<FigureDefinition, 'name' | 'formula'>, { mark, missing, words, ...computed }: Computed, code: string, grades: ReadonlyMap<number, Grade>): Figure {
  const grade = worstGrade(computed.basis, grades)
  return {
    ...computed, code, name, formula, missing: missing ?? null, shown: words ?? said(computed.value, computed.unit),
    mark: { ...mark, ...(grade ? { grade, ...(grade === 'D' ? { inferred: true } : {}) } : {}), ...(missing ? { blank: missing.zh } : {}) } satisfies Mark,
  }
}

/** A figure is as good as the poorest claim it rests on. */
function worstGrade(basis: Basis, grades: ReadonlyMap<number, Grade>): Grade | undefined {
  if ('set' in basis) return basis.grade ?? undefined
  let worst: Grade | undefined
  for (const id of basis.ids) {
    const grade = grades.get(id)
    if (grade !== undefined && (worst === undefined || grade > worst)) worst = grade
  }
  return worst
}

function bookOf(all: readonly Figure[]): Book {
  const byKey = new Map(all.map((figure) => [`${figure.name} ${figure.scope}`, figure]))
  return { all, byCode: new Map(all.map((figure) => [figure.code, figure])), find: (name, scope = '') => byKey.get(`${name} ${scope}`) }
}
