import { asProgram, demand, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { openStaging, recordStaged, stage, type Origin, type Statement } from '../ledger/claims.ts'
import { deriveFacts } from '../ledger/facts/derive.ts'
import { nodeColumns } from '../ledger/facts/tables.ts'
import { objectKindOf } from '../ledger/refs.ts'
import { openRegister } from '../registry/register.ts'
import { putKnownNames } from '../registry/search-keys.ts'
import type { ImportResult } from '../shared/contract/intake.ts'
import { keysOf, sheetKinds } from '../shared/vocabulary.ts'
import type { Manifest } from './export.ts'
import { claimLine, sourceLine, thingLine, type ClaimLine, type ThingLine } from './ledger.ts'
import { matchThings, type Matching } from './match.ts'
import { readLines, verifyFiles } from './read.ts'
import { openSources } from './take-sources.ts'
import { takeChoices, takeMerges, takePairs } from './take-decisions.ts'

const ledgerFiles = ['claims', 'sources', 'things', 'choices', 'pairs'].map((name) => `ledger/${name}.jsonl`)
/** Statements of one origin go to the database this many at a time. */
const batch = 20_000

/**
 * Takes an export in whole: its live claims with their sources, grades and rights, what people decided, and so the same facts. What
 * is known here already is recognised; an export taken in a second time changes nothing. Run it in one transaction.
 */
export async function takeExport(tx: Tx, viewer: Viewer, folder: string, manifest: Manifest): Promise<ImportResult> {
  demand(viewer, 'analyst')
  await verifyFiles(folder, manifest, ledgerFiles)
  await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`import ${viewer.cluster}`}))`)
  await openStaging(tx)
  const register = openRegister(tx, viewer)
  const importId = await register.take()
  const things: ThingLine[] = []
  for await (const thing of readLines(folder, 'ledger/things.jsonl', thingLine)) things.push(thing)
  const matching = await matchThings(register, viewer, manifest, things)
  await stageClaims(tx, viewer, { folder, manifest, matching })
  for (const { kind, id, identifiers } of things) if (kind === 'country') for (const { label, ...one } of identifiers) register.add('country', one, id, label ?? undefined)
  const recorded = await recordStaged(tx, viewer, importId)
  await takeChoices(tx, viewer, folder, matching)
  const derived = await asProgram(tx, viewer, () => deriveFacts(tx, viewer))
  await putPlaces(tx, viewer, things)
  await putIndicators(tx, viewer, matching)
  const merges = await takeMerges(tx, viewer, things, matching)
  const questions = await takePairs(tx, viewer, folder, { matching, importId })
  await register.flush()
  await asProgram(tx, viewer, () => putKnownNames(tx, viewer, [...matching.used()].map(([id]) => id)))
  const outcome = { ...derived, changed: derived.changed + merges, claims: recorded.claims, questions }
  const files = filesOf(manifest, outcome.claims === 0)
  await putImport(tx, viewer, importId, files, outcome)
  return { import: importId, files, ...outcome, problems: [], problemsTotal: 0, dryRun: false }
}

type Taking = { folder: string; manifest: Manifest; matching: Matching }

async function stageClaims(tx: Tx, viewer: Viewer, { folder, manifest, matching }: Taking): Promise<void> {
  const sources = await openSources(tx, viewer, readLines(folder, 'ledger/sources.jsonl', sourceLine))
  const giverOf = (giver: number | null): Promise<number | null> =>
    // What the team there gave is given by the team here.
    giver === null || giver === manifest.cluster.operator ? Promise.resolve(viewer.organisation) : matching.idOf('organisation', giver)
  let held: Statement[] = []
  let origin: Origin | undefined
  let originKey = ''
  const send = async (): Promise<void> => {
    if (origin) await stage(tx, held, origin)
    held = []
  }
  for await (const claim of readLines(folder, 'ledger/claims.jsonl', claimLine)) {
    if (claim.endedAt !== null) continue
    const { source, giver, grade, right, task } = claim
    const key = JSON.stringify([source, giver, grade, right, task])
    if (key !== originKey || held.length >= batch) await send()
    if (key !== originKey) origin = { sourceId: await sources.idOf(source, giverOf), giverId: await giverOf(giver), grade, right, task }
    originKey = key
    held.push(await statementOf(claim, matching))
  }
  await send()
}

/** Predicates whose value is the number of a node. */
const references = new Set(Object.entries(nodeColumns).filter(([, column]) => column.type === 'reference').map(([predicate]) => predicate))

async function statementOf(claim: ClaimLine, matching: Matching): Promise<Statement> {
  const { subjectKind, subject, predicate, object, period, scope, blankReason, unit, flag, sheet, row, column } = claim
  const number = claim.number !== null && references.has(predicate) ? await matching.idOf('node', claim.number) : claim.number
  return {
    subjectKind, subjectId: await matching.idOf(subjectKind, subject), predicate, period, scope, value: claim.text ?? number,
    objectId: object === 0 ? 0 : await matching.idOf(objectKindOf(predicate), object),
    blankReason: blankReason ?? undefined, unit: unit ?? undefined, flag: flag ?? undefined, sheet: sheet ?? undefined, row: row ?? undefined, column: column ?? undefined,
  }
}

async function putPlaces(tx: Tx, viewer: Viewer, things: readonly ThingLine[]): Promise<void> {
  const places = things.filter(({ kind, name }) => kind === 'region' && name !== null)
  await tx.query(sql`
    insert into region (cluster_id, region_id, code, name, normal)
    select ${viewer.cluster}, id, code, name, name
    from unnest(${places.map(({ id }) => id)}::bigint[], ${places.map(({ code }) => code)}::text[], ${places.map(({ name }) => name)}::text[]) as place (id, code, name)
    on conflict do nothing`)
}

/** Indicators follow from the claims that name them, as they do when a sheet is loaded. */
async function putIndicators(tx: Tx, viewer: Viewer, matching: Matching): Promise<void> {
  const indicators = [...matching.used()].filter(([, { kind }]) => kind === 'indicator')
  await tx.query(sql`
    insert into indicator (cluster_id, indicator_id, name, unit, right_of_use, giver_id)
    select ${viewer.cluster}, made.id, made.name, made.unit, min(claim.right_of_use), min(claim.giver_id)
    from unnest(${indicators.map(([id]) => id)}::bigint[], ${indicators.map(([, { name }]) => name)}::text[], ${indicators.map(([, { unit }]) => unit)}::text[]) as made (id, name, unit)
    join claim on claim.cluster_id = ${viewer.cluster} and claim.subject_kind = 'indicator' and claim.subject_id = made.id
    group by made.id, made.name, made.unit
    on conflict do nothing`)
}

function filesOf(manifest: Manifest, unchanged: boolean): ImportResult['files'] {
  return keysOf(sheetKinds).map((kind) => {
    const rows = manifest.files[`${kind}.csv`]?.rows ?? 0
    return { file: `${kind}.csv`, sheet: kind, kind, recipe: `polycenter-export-${kind}`, rows, accepted: rows, rejected: 0, unchanged: unchanged ? rows : 0 }
  })
}

async function putImport(tx: Tx, viewer: Viewer, importId: number, files: ImportResult['files'], outcome: Pick<ImportResult, 'created' | 'changed' | 'retired' | 'claims' | 'questions'>): Promise<void> {
  await tx.query(sql`
    insert into import (cluster_id, import_id, account_id, files, created, changed, retired, claims, questions)
    values (${viewer.cluster}, ${importId}, ${viewer.account}, ${json(files)}, ${outcome.created}, ${outcome.changed}, ${outcome.retired}, ${outcome.claims}, ${outcome.questions})`)
}
