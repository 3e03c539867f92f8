import { reaches, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { ClaimView, Evidence } from '../shared/contract/ledger.ts'
import { AppError } from '../shared/errors.ts'
import { readCode } from './code.ts'
import { computeReport } from './compute.ts'
import { freezeFigure } from './freeze.ts'
import { readReport, withdrawnOf } from './report.ts'
import { usableBy } from './rights.ts'
import type { FrozenFigure, KeptClaim } from './shape.ts'

/** What the figures of a report are, one by one. */
const methodNote = 'docs/methods/monthly-report.md'

/** From how many parties on a count tells nothing about one of them. */
const enoughParties = 3

type Found = { figure: FrozenFigure; frozen: boolean; snapshot: string | null }

/** Everything behind a figure of a report, as far as the viewer may use it: formula, facts, claims with their rows. */
export async function explainFigure(tx: Tx, viewer: Viewer, code: string, now = new Date()): Promise<Evidence> {
  const { figure, frozen, snapshot } = await findFigure(tx, viewer, code, now)
  const withdrawn = await withdrawnOf(tx, viewer, figure.sources)
  const claims = figure.claims.filter((claim) => usableBy(viewer, claim)).map((claim) => viewOf(claim, withdrawn.ids))
  const hidden = claims.length < figure.claims.length
  const seen = new Set(claims.map(({ id }) => id))
  const { formula } = figure
  return {
    ref: `figure:${figure.figure}`, title: figure.title, value: figure.value === null ? wordsOf(figure) : String(figure.value), blankReason: figure.missing, unit: figure.unit,
    mark: { ...figure.mark, ...(figure.sources.some((source) => withdrawn.ids.has(source)) ? { withdrawn: true } : {}) },
    // The formula with its numbers would tell the values of claims that the viewer may not use.
    formula: { id: formula.id, version: formula.version, text: hidden ? formula.text : { zh: `${formula.text.zh}：${formula.worked.zh}`, en: `${formula.text.en}: ${formula.worked.en}` }, method: formula.method ?? methodNote },
    inputs: figure.inputs.map(({ ref, title, value, claims: behind }) => ({ ref, title, value: !hidden || behind.every((id) => seen.has(id)) ? value : null })),
    claims, claimsTotal: !hidden || partiesOf(figure) >= enoughParties ? figure.claimsTotal : claims.length,
    resolution: null, snapshot: figure.snapshot ?? snapshot, frozen,
  }
}

/** A kept claim as the evidence drawer shows it; whether its source was withdrawn is told as of now. */
function viewOf(claim: KeptClaim, withdrawn: ReadonlySet<number>): ClaimView {
  const { id, value, blankReason, unit, period, grade, giver, giverId, right, recordedAt, recordedBy, source, chosen, ended, endedAt, flag } = claim
  return { id, value, blankReason, unit, period, grade, giver, giverId, right, recordedAt, recordedBy, source: { ...source, withdrawn: withdrawn.has(source.id) }, chosen, ended, endedAt, flag }
}

function wordsOf({ missing, shown }: FrozenFigure): string | null {
  return missing === null ? shown.zh : null
}

function partiesOf({ claims, claimsTotal }: FrozenFigure): number {
  if (claimsTotal > claims.length) return claimsTotal
  return new Set(claims.map(({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`)).size
}

/** An issued figure by its row; a draft's by computing the drafts, which are the team's. */
async function findFigure(tx: Tx, viewer: Viewer, typed: string, now: Date): Promise<Found> {
  const code = readCode(typed)
  const rows = await tx.query<{ content: FrozenFigure; snapshot: string | null }>(sql`
    select figure.content, report.frozen ->> 'snapshot' as snapshot from figure join report using (cluster_id, report_id)
    where cluster_id = ${viewer.cluster} and figure_id = ${code}`)
  if (rows[0]) return { figure: rows[0].content, frozen: true, snapshot: rows[0].snapshot }
  const drafts = reaches(viewer, 'analyst') ? await tx.query<{ id: number }>(sql`
    select report_id as id from report where cluster_id = ${viewer.cluster} and status = 'draft' order by period desc, report_id desc`) : []
  for (const { id } of drafts) {
    const computed = await computeReport(tx, viewer, await readReport(tx, viewer, id), now)
    const figure = computed.book.byCode.get(code)
    if (figure) return { figure: await freezeFigure(tx, viewer, computed, figure), frozen: false, snapshot: computed.facts.chain.snapshot }
  }
  throw new AppError('not-found', {
    zh: `没有短码为“${typed.slice(0, 40)}”的数字，或您无权查看。短码印在报告中数字的右上角，共六位，不区分大小写。`,
    en: `There is no figure “${typed.slice(0, 40)}”, or you may not see it. The code of six characters stands beside each figure of a report.`,
  })
}
