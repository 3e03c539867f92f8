/** What the page does with the server: uploads one after the other, checks again after a change, imports. */
import { useMemo } from 'react'
import type { Recipe } from '../../../src/shared/sheets.ts'
import type { SheetKind } from '../../../src/shared/vocabulary.ts'
import { ApiError, call, upload, useClusterId } from '../../parts/index.ts'
import { changeFile, changeSheet, countsOf, findSheet, fixesOf, mend, newFile, readColumnAs, readFile, requestOf, type CellValue, type Draft, type FileDraft, type Heading, type Mended, type SheetDraft } from './draft.ts'
import { useDraft, type Change } from './store.ts'

/** Long enough to type on, short enough to be answered at once. */
const pause = 450

let lastFile = 0
let uploads: Promise<void> = Promise.resolve()
const running = new Map<number, AbortController>()
const checks = new Map<string, { timer: ReturnType<typeof setTimeout>; abort: AbortController }>()

export type Intake = {
  draft: Draft
  change: Change
  add: (files: readonly File[]) => void
  drop: (file: FileDraft) => void
  setField: (sheet: SheetDraft, heading: Heading, field: string | null) => void
  setKind: (sheet: SheetDraft, kind: SheetKind) => void
  setRecipe: (sheet: SheetDraft, recipe: Recipe) => void
  setCell: (sheet: SheetDraft, cell: Mended) => void
  start: (dryRun: boolean) => Promise<void>
  clear: () => void
}

export function useIntake(): Intake {
  const cluster = useClusterId()
  const { draft, change, latest } = useDraft()
  const actions = useMemo(() => ({ ...fileActions(cluster, change, latest), ...sheetActions(cluster, change, latest), ...importActions(cluster, change, latest) }), [cluster, change, latest])
  return { draft, change, ...actions }
}

function fileActions(cluster: string, change: Change, latest: () => Draft) {
  const set = (id: number, next: Partial<FileDraft>) => change((draft) => changeFile(draft, id, (file) => ({ ...file, ...next })))
  const send = async (id: number, file: File) => {
    const abort = running.get(id)
    if (!abort || abort.signal.aborted) return
    set(id, { step: 'sending' })
    try {
      const [answer] = await upload('uploadFiles', { params: { cluster } }, [file], {
        signal: abort.signal,
        onProgress: (sent, total) => set(id, { sent: total > 0 ? sent / total : 0, step: sent >= total ? 'reading' : 'sending' }),
      })
      take(id, answer)
    } catch (error) {
      if (!abort.signal.aborted) set(id, { step: 'refused', refusal: sentenceOf(error) })
    } finally {
      running.delete(id)
    }
  }
  const take = (id: number, answer: Awaited<ReturnType<typeof upload<'uploadFiles'>>>[number] | undefined) => {
    if (!answer) return
    if ('error' in answer) return set(id, { step: 'refused', refusal: answer.error.message })
    const twin = latest().files.find((file) => file.id !== id && file.uploaded?.file === answer.file)
    if (twin) return set(id, { step: 'refused', refusal: { zh: `内容与“${twin.name}”相同，已略过。`, en: `Same content as “${twin.name}”; passed over.` } })
    change((draft) => changeFile(draft, id, (file) => readFile(file, answer)))
  }
  return {
    add: (files: readonly File[]) => {
      const added = files.map((file) => ({ file, draft: newFile(++lastFile, file) }))
      change((draft) => ({ ...draft, outcome: null, files: [...draft.files, ...added.map((item) => item.draft)] }))
      for (const { file, draft } of added) {
        running.set(draft.id, new AbortController())
        uploads = uploads.then(() => send(draft.id, file))
      }
    },
    drop: ({ id }: FileDraft) => {
      running.get(id)?.abort()
      change((draft) => ({ ...draft, files: draft.files.filter((file) => file.id !== id) }))
    },
  }
}

function sheetActions(cluster: string, change: Change, latest: () => Draft) {
  const check = checker(cluster, change, latest)
  const set = (id: string, next: (sheet: SheetDraft) => Partial<SheetDraft>) => change((draft) => changeSheet(draft, id, (sheet) => ({ ...sheet, ...next(sheet) })))
  const setRecipe = (sheet: SheetDraft, recipe: Recipe) => {
    set(sheet.id, ({ preview }) => ({ standing: 'guessed', preview: { ...preview, recipe, kind: recipe.kind }, include: true }))
    check(sheet.id, {}, 0)
  }
  return {
    setRecipe,
    setField: (sheet: SheetDraft, heading: Heading, field: string | null) => {
      if (!sheet.preview.recipe) return
      set(sheet.id, (one) => readColumnAs(one, heading, field))
      check(sheet.id, {}, pause)
    },
    setKind: (sheet: SheetDraft, kind: SheetKind) => {
      set(sheet.id, () => ({ standing: 'guessed', chosen: [], include: true }))
      check(sheet.id, { kind }, 0)
    },
    setCell: (sheet: SheetDraft, cell: Mended) => {
      set(sheet.id, ({ mended, preview }) => ({ mended: mend(mended, cell), preview: withCell(preview, cell) }))
      check(sheet.id, {}, pause)
    },
  }
}

/** Asks for the preview again, after a pause and only once for changes that follow on each other. */
function checker(cluster: string, change: Change, latest: () => Draft) {
  const set = (id: string, next: (sheet: SheetDraft) => Partial<SheetDraft>) => change((draft) => changeSheet(draft, id, (sheet) => ({ ...sheet, ...next(sheet) })))
  const ask = async (id: string, { kind }: { kind?: SheetKind }, abort: AbortController) => {
    const found = findSheet(latest(), id)
    if (!found?.file.uploaded) return
    const { sheet: { preview }, file } = found
    try {
      const answer = await call('previewSheet', {
        params: { cluster, file: found.file.uploaded.file },
        body: { name: file.name, sheet: preview.sheet, table: preview.table, fixes: fixesOf(found.sheet), ...(kind ? { kind } : preview.recipe ? { recipe: preview.recipe } : {}) },
      }, { signal: abort.signal })
      set(id, () => ({ preview: answer, checking: false, error: null, ...(kind ? { keepAs: answer.recipe?.name ?? null } : {}) }))
    } catch (error) {
      if (!abort.signal.aborted) set(id, () => ({ checking: false, error: error instanceof ApiError ? error : null }))
    }
  }
  return (id: string, asked: { kind?: SheetKind }, after: number) => {
    const earlier = checks.get(id)
    if (earlier) {
      clearTimeout(earlier.timer)
      earlier.abort.abort()
    }
    const abort = new AbortController()
    set(id, () => ({ checking: true, error: null }))
    checks.set(id, { abort, timer: setTimeout(() => void ask(id, asked, abort), after) })
  }
}

function importActions(cluster: string, change: Change, latest: () => Draft) {
  return {
    start: async (dryRun: boolean) => {
      const draft = latest()
      const job = await call('startImport', { params: { cluster }, body: requestOf(draft, countsOf(draft), dryRun) })
      change((now) => ({ ...now, outcome: null, run: { job, dryRun } }))
    },
    clear: () => {
      for (const abort of running.values()) abort.abort()
      change((draft) => ({ ...draft, files: [], run: null, outcome: null }))
    },
  }
}

/** The mended cell stands in the sheet at once; the server's word follows. */
function withCell(preview: SheetDraft['preview'], { row, column, value }: { row: number; column: string; value: CellValue }): SheetDraft['preview'] {
  const at = preview.headings.find((heading) => heading.letter === column)?.column
  if (at === undefined) return preview
  return { ...preview, sample: preview.sample.map((line) => (line.row === row ? { ...line, cells: Object.assign([...line.cells], { [at]: value }) } : line)) }
}

function sentenceOf(error: unknown) {
  if (error instanceof ApiError) return error.text
  return { zh: '上传没有完成。请重试。', en: 'The upload was not completed. Try again.' }
}
