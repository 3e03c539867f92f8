import { asProgram, asViewer, demand, type Viewer } from '../../access/viewer.ts'
import type { Db, Tx } from '../../db/db.ts'
import { json, sql } from '../../db/sql.ts'
import { openOrigin, openStaging, supersede, type Recorded } from '../../ledger/claims.ts'
import { noteChange, type Derived } from '../../ledger/facts/derive.ts'
import { earlierSources, markReplaced, putSource } from '../../ledger/sources.ts'
import { openRecogniser, type Recogniser } from '../../registry/recognise.ts'
import { openRegister, type Register } from '../../registry/register.ts'
import { prepareSearchEntries, writeSearchEntries, type Searchable } from '../../registry/search-keys.ts'
import type { ImportResult } from '../../shared/contract/intake.ts'
import { AppError } from '../../shared/errors.ts'
import type { Problem } from '../../shared/sheets.ts'
import type { GovernanceTask, Right, SheetKind, Text } from '../../shared/vocabulary.ts'
import { loadInputs } from './inputs.ts'
import { loadLinks } from './links.ts'
import { loadNodes } from './nodes.ts'
import { loadObservations } from './observations.ts'
import { loadOrganisations } from './organisations.ts'
import { openRecording, type Recording } from './recording.ts'
import { loadSupplies } from './supplies.ts'
import type { Loader, LoadRequest, SheetToLoad } from './types.ts'

/** What each kind of sheet is loaded by, in the order in which one may name things of another. */
const loaders: Record<SheetKind, { load: Loader; task: GovernanceTask; right: Right }> = {
  organisations: { load: loadOrganisations, task: 'T1', right: 'cluster' },
  nodes: { load: loadNodes, task: 'T2', right: 'cluster' },
  inputs: { load: loadInputs, task: 'T2', right: 'cluster' },
  // Who supplies whom is a business secret unless somebody says otherwise.
  supplies: { load: loadSupplies, task: 'T2', right: 'owner' },
  // So is who buys from whom.
  links: { load: loadLinks, task: 'T2', right: 'owner' },
  observations: { load: loadObservations, task: 'T5', right: 'cluster' },
}
const order = Object.keys(loaders) as SheetKind[]

export type LoadOptions = { signal?: AbortSignal; onProgress?: (done: number, total: number, message: Text) => void }

/**
 * Loads sheets that have been read: entities are recognised, statements recorded as claims, facts derived, questions asked,
 * all in one transaction. With `choice: 'all'` any problem means that nothing is loaded and the problems come back in the
 * error; with `dryRun` everything is done and taken back.
 */
export async function load(db: Db, viewer: Viewer, request: LoadRequest, options: LoadOptions = {}): Promise<ImportResult> {
  demand(viewer, 'analyst')
  refuseProblems(request, request.sheets.flatMap((sheet) => ('read' in sheet ? [] : sheet.problems)))
  let result: ImportResult | undefined
  try {
    await asViewer(db, viewer, async (tx) => {
      // As the program: who says something again is told by all claims, and what is given by others may be closed to the viewer.
      result = await asProgram(tx, viewer, () => loadIn(tx, viewer, request, options))
      if (request.dryRun) throw new DryRun()
    }, { signal: options.signal })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return result!
}

/** Thrown to take a trial back: the transaction must not commit. */
class DryRun extends Error {}

type Loaded = Omit<SheetToLoad, 'rows'> & { sourceId: number; refused: Problem[] }

/** What a load works with from beginning to end. */
type Work = {
  request: LoadRequest; importId: number; giverId: number | null
  register: Register; recogniser: Recogniser
  found: Map<string, Searchable>; places: Map<number, string>
  breathe: () => Promise<void>
}

async function loadIn(tx: Tx, viewer: Viewer, request: LoadRequest, options: LoadOptions): Promise<ImportResult> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`import ${viewer.cluster}`}))`)
  await openStaging(tx)
  const register = openRegister(tx, viewer)
  const work: Work = {
    request, register, recogniser: openRecogniser(tx, viewer, register), importId: await register.take(), giverId: request.giverId ?? await operatorOf(tx, viewer),
    found: new Map(), places: new Map(), breathe: () => breathe(options.signal),
  }
  const sheets = [...request.sheets].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const loaded: Loaded[] = []
  const recording = openRecording(tx, viewer, work)
  try {
    for (const [n, sheet] of sheets.entries()) {
      const name = 'read' in sheet ? sheet.name : sheet.file.name
      options.onProgress?.(n, sheets.length + 2, { zh: `正在读入 ${name}`, en: `Loading ${name}` })
      const next = sheets[n + 1]
      const read = 'read' in sheet ? await sheet.read() : sheet
      if (next && 'prepare' in next) next.prepare()
      loaded.push(await loadSheet(tx, viewer, read, { ...work, recording, last: next?.kind !== sheet.kind }))
    }
    refuseProblems(request, loaded.flatMap((sheet) => [...sheet.problems, ...sheet.refused]))
    options.onProgress?.(sheets.length, sheets.length + 2, { zh: '正在登记主张、推导事实', en: 'Recording claims and deriving facts' })
    return await finish(tx, viewer, loaded, { ...work, recording })
  } finally {
    await recording.settle()
  }
}

async function loadSheet(tx: Tx, viewer: Viewer, { rows, ...sheet }: SheetToLoad, work: Work & { recording: Recording; last: boolean }): Promise<Loaded> {
  const { request, giverId, register, recogniser, found, places, breathe, recording, last } = work
  const { load: loader, task, right } = loaders[sheet.kind]
  const given = { giverId, grade: request.grade ?? sheet.recipe.grade ?? 'B', right: request.right ?? sheet.recipe.right ?? right, task } as const
  const sourceId = await putSource(tx, viewer, {
    kind: 'file', ...sheet.file, ...given, sheets: [{ sheet: sheet.sheet, ...listOf(sheet) }],
  })
  const staging = await openOrigin(tx, { sourceId, ...given, restates: sheet.recipe.restates }, sheet.sheet)
  const refused: Problem[] = []
  await loader({
    sheet: { ...sheet, rows }, register, recogniser, say: staging.say, breathe,
    refuse: (row, code, field, zh, en) => {
      const column = field === undefined ? undefined : row.columns[field]
      // A wide row gives many readings, which fail alike: it is said once.
      const last = refused.at(-1)
      if (last?.row === row.row && last.code === code && last.field === field && last.message.zh === zh) return
      refused.push({ sheet: sheet.sheet, row: row.row, code, severity: 'error', message: { zh, en }, ...(field === undefined ? {} : { field }), ...(column === undefined ? {} : { column }) })
    },
    found: (kind, id, label) => found.set(`${kind}${id} ${label}`, { kind, id, label }),
    place: (id, name) => places.set(id, name),
  })
  await recording.done()
  await staging.send()
  recording.begin(staging, last)
  return { ...sheet, sourceId, refused }
}

/** Gives other people's requests their turn, and ends the load where it has been cancelled. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (signal?.aborted) throw new AppError('cancelled', { zh: '导入已取消，没有载入任何内容。', en: 'The import was cancelled; nothing was loaded.' })
}

async function finish(tx: Tx, viewer: Viewer, loaded: readonly Loaded[], work: Work & { recording: Recording }): Promise<ImportResult> {
  const { request, importId, giverId, places } = work
  const searchable = prepareSearchEntries(work.found.values(), work.breathe)
  // Whoever awaits it first is told; a failure before that must not end the process.
  searchable.catch(() => undefined)
  const outcome = await work.recording.done()
  if (request.supersede) {
    await supersedeEarlier(tx, viewer, loaded, giverId)
    await outcome.derive()
  }
  await putRegions(tx, viewer, places)
  await writeSearchEntries(tx, viewer, await searchable)
  const questions = await work.recogniser.ask(importId, work.breathe)
  const { derived, claims, fresh } = outcome
  await noteChange(tx, viewer, derived)
  const files = loaded.map((sheet) => resultOf(sheet, fresh))
  await putImport(tx, viewer, importId, request, files, { ...derived, claims, questions })
  const problems = loaded.flatMap((sheet) => [...sheet.problems, ...sheet.refused])
  return {
    import: request.dryRun ? null : importId, files, ...derived, claims, questions,
    problems: problems.slice(0, shownProblems), problemsTotal: problems.length, dryRun: request.dryRun,
  }
}

function resultOf(sheet: Loaded, recorded: Recorded['fresh']): ImportResult['files'][number] {
  const rejected = new Set([...sheet.problems, ...sheet.refused].filter((problem) => problem.severity === 'error').map((problem) => problem.row)).size
  const fresh = recorded.find((one) => one.sourceId === sheet.sourceId && one.sheet === sheet.sheet)?.rows ?? 0
  const accepted = sheet.total - rejected
  return { file: sheet.file.name, sheet: sheet.sheet, kind: sheet.kind, recipe: sheet.recipe.name, rows: sheet.total, accepted, rejected, unchanged: accepted - fresh }
}

/** What a list is recognised by when its next version comes. */
function listOf({ kind, recipe }: Pick<SheetToLoad, 'kind' | 'recipe'>): { kind: SheetKind; recipe: string; headings: string } {
  return { kind, recipe: recipe.name, headings: [...recipe.recognisedBy].sort().join('|') }
}

/** How many problems an answer carries; all of them stand in the sheet that can be downloaded. */
const shownProblems = 2000

async function supersedeEarlier(tx: Tx, viewer: Viewer, loaded: readonly Loaded[], giverId: number | null): Promise<void> {
  const earlier = new Set<number>()
  const here = new Set(loaded.map((sheet) => sheet.sourceId))
  for (const sheet of loaded) {
    const sources = (await earlierSources(tx, viewer, { ...listOf(sheet), giverId, except: sheet.sourceId })).filter((id) => !here.has(id))
    await markReplaced(tx, viewer, sources, sheet.sourceId)
    for (const source of sources) earlier.add(source)
  }
  await supersede(tx, viewer, [...earlier])
}

async function putRegions(tx: Tx, viewer: Viewer, places: Map<number, string>): Promise<void> {
  await tx.query(sql`
    insert into region (cluster_id, region_id, code, name, normal)
    select ${viewer.cluster}, id, case when id > 0 then id::text end, name, name
    from unnest(${[...places.keys()]}::bigint[], ${[...places.values()]}::text[]) as place (id, name)
    on conflict do nothing`)
}

type Outcome = Derived & { claims: number; questions: number }

async function putImport(tx: Tx, viewer: Viewer, importId: number, request: LoadRequest, files: ImportResult['files'], outcome: Outcome): Promise<void> {
  await tx.query(sql`
    insert into import (cluster_id, import_id, account_id, supersede, good_rows, files, created, changed, retired, claims, questions)
    values (${viewer.cluster}, ${importId}, ${viewer.account}, ${request.supersede}, ${request.choice === 'good-rows'}, ${json(files)},
      ${outcome.created}, ${outcome.changed}, ${outcome.retired}, ${outcome.claims}, ${outcome.questions})`)
}

async function operatorOf(tx: Tx, viewer: Viewer): Promise<number | null> {
  const rows = await tx.query<{ id: number | null }>(sql`select operator_id as id from cluster where cluster_id = ${viewer.cluster}`)
  return viewer.organisation ?? rows[0]?.id ?? null
}

function refuseProblems(request: LoadRequest, problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (request.choice === 'good-rows' || errors.length === 0) return
  const rows = new Set(errors.map((problem) => `${problem.sheet}\u0001${problem.row}`)).size
  throw new AppError('import-has-problems', {
    zh: `有 ${rows} 行需要修正，未导入任何内容。请修正后重新提交，或选择只导入正确的行。`,
    en: `${rows === 1 ? 'One row needs' : `${rows} rows need`} mending, so nothing was loaded. Mend ${rows === 1 ? 'it' : 'them'} and send the file again, or choose to load the good rows.`,
  }, { problems: errors.slice(0, shownProblems), problemsTotal: errors.length })
}
