import { Button, Radio } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { intakeWords } from '../../words/intake.ts'
import { DataTable, download, Empty, Failure, useClusterId, useLocalRows, useText, useWords, type Column, type Sort, type TableState } from '../../parts/index.ts'
import { countsOf, fixesOf, nameOfSheet, type Draft, type FileDraft, type ProblemAt, type SheetDraft } from './draft.ts'
import style from './intake.module.css'
import type { Intake } from './work.ts'

type Props = { intake: Intake; problems: readonly ProblemAt[]; onJump: (problem: ProblemAt) => void }

/** Everything that is wrong, where, and what to do; Enter goes to the cell. */
export function ProblemsBand({ intake, problems, onJump }: Props) {
  const t = useWords(intakeWords)
  const { draft } = intake
  const columns = useColumns()
  const source = useLocalRows(problems, columns)
  const state = useLocalState()
  const [beyond, setBeyond] = useState<ProblemAt | null>(null)
  const jump = (problem: ProblemAt) => {
    setBeyond(problem.shown ? null : problem)
    if (problem.shown) onJump(problem)
  }
  const total = draft.files.flatMap((file) => file.sheets).filter((sheet) => sheet.include).reduce((sum, sheet) => sum + sheet.preview.problemsTotal, 0)
  const isRead = draft.files.some((file) => file.sheets.length > 0)
  return (
    <section className={style.band} aria-labelledby="band-problems">
      <h2 id="band-problems">{t.problems}</h2>
      {!isRead && <p className="muted">{t.problemsEmpty}</p>}
      {isRead && problems.length === 0 && <p>{t.noProblems}</p>}
      {problems.length > 0 && (
        <div className={style.problems}>
          <DataTable id="intake-problems" label={t.problems} source={source} columns={columns} state={state} rowId={(row) => row.id} onOpen={jump} empty={<Empty title={t.noProblems} />} />
        </div>
      )}
      <p role="status">{beyond && t.notShown(beyond.sheetName, formatCount(beyond.row))}</p>
      {total > problems.length && <p className="muted small">{t.problemsCut(formatCount(problems.length), formatCount(total))}</p>}
      <Mending draft={draft} intake={intake} />
    </section>
  )
}

/** Sorting stays on the page: the address bar belongs to the list of past imports. */
function useLocalState(): TableState<Record<string, string | undefined>> {
  const [sort, setSort] = useState<Sort>([])
  return useMemo(() => ({ values: {}, sort, set: () => {}, setSort }), [sort])
}

function useColumns(): readonly Column<ProblemAt>[] {
  const t = useWords(intakeWords)
  const say = useText()
  return useMemo(() => [
    { key: 'row', title: t.problemRow, width: 90, sortable: true, sortBy: (row) => row.row, text: (row) => row.row, cell: (row) => formatCount(row.row) },
    { key: 'column', title: t.problemColumn, width: 150, sortable: true, text: (row) => place(row), cell: (row) => place(row) },
    { key: 'value', title: t.problemValue, width: 160, sortable: true, text: (row) => row.value, cell: (row) => row.value ?? '—' },
    { key: 'message', title: t.problemReason, width: 480, sortable: true, text: (row) => say(row.message), cell: (row) => <span data-hint={say(row.message)}>{say(row.message)}</span> },
    { key: 'severity', title: t.severity, width: 130, sortable: true, text: (row) => kindOf(row), cell: (row) => <span className={style.severity} data-severity={row.severity}>{kindOf(row)}</span> },
    { key: 'sheet', title: t.problemSheet, width: 160, sortable: true, text: (row) => row.sheetName, cell: (row) => row.sheetName },
  ], [t, say])
  function place({ column, heading }: ProblemAt): string {
    return [column, heading].filter(Boolean).join(' ') || '—'
  }
  function kindOf({ severity }: ProblemAt): string {
    return severity === 'error' ? t.severityError : t.severityWarning
  }
}

/** What is done with rows to mend: taken home as a sheet, and loaded without or not at all. */
function Mending({ draft, intake }: { draft: Draft; intake: Intake }) {
  const t = useWords(intakeWords)
  const { good, toMend } = countsOf(draft)
  if (toMend === 0) return null
  return (
    <div className={style.mending}>
      <Radio.Group size="sm" label={t.choice} value={draft.options.choice} onChange={(choice) => intake.change((now) => ({ ...now, options: { ...now.options, choice: choice === 'all' ? 'all' : 'good-rows' } }))}>
        <div className="stack" style={{ gap: '0.35rem', marginTop: '0.35rem' }}>
          <Radio value="good-rows" label={t.choiceGood(formatCount(good), formatCount(toMend))} />
          <Radio value="all" label={t.choiceAll} />
        </div>
      </Radio.Group>
      <Downloads draft={draft} />
    </div>
  )
}

/** The rows to mend of each sheet, as the person's own sheet with a column of reasons. */
export function Downloads({ draft }: { draft: Draft }) {
  const t = useWords(intakeWords)
  const sheets = draft.files.flatMap((file) => file.sheets.filter((sheet) => sheet.include && sheet.preview.toMend > 0).map((sheet) => ({ file, sheet })))
  return (
    <div className="stack" style={{ gap: '0.35rem' }}>
      {sheets.map(({ file, sheet }) => <DownloadButton key={sheet.id} file={file} sheet={sheet} words={sheets.length > 1 ? t.downloadOf(nameOfSheet(file, sheet)) : t.download} />)}
      {sheets.length > 0 && <p className="muted small">{t.downloadWhat}</p>}
    </div>
  )
}

function DownloadButton({ file, sheet, words }: { file: FileDraft; sheet: SheetDraft; words: string }) {
  const cluster = useClusterId()
  const [failed, setFailed] = useState<Error | null>(null)
  const { recipe, sheet: name, table } = sheet.preview
  const save = () => {
    if (!file.uploaded || !recipe) return
    void download('getProblemSheet', { params: { cluster, file: file.uploaded.file }, body: { name: file.name, sheet: name, table, recipe, fixes: fixesOf(sheet) } }, 'problems.xlsx').then(() => setFailed(null), setFailed)
  }
  return <div><Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />} onClick={save}>{words}</Button>{failed && <Failure error={failed} compact />}</div>
}
