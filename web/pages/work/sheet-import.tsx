import { Button, FileButton, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobState } from '../../../src/shared/contract/intake.ts'
import type { WorkImportResult } from '../../../src/shared/contract/work-sheet.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { workEvents } from '../../../src/shared/governance.ts'
import { download, Failure, JobProgress, upload, useClusterId, useJob, useLanguage, useText, useWords } from '../../parts/index.ts'
import { partWords } from '../../words/parts.ts'
import { workSheetWords } from '../../words/work-sheet.ts'
import style from '../governance/governance.module.css'

/** A changed sheet is tried first; what it would do is looked at before it is done. */
export function SheetImport() {
  const t = useWords(workSheetWords)
  const p = useWords(partWords)
  const cluster = useClusterId()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [started, setStarted] = useState<JobState | null>(null)
  const [failed, setFailed] = useState<Error | null>(null)
  const job = useJob(started, ({ kind }) => { if (kind === 'work-import') void client.invalidateQueries() })
  const send = async (chosen: File, dryRun: boolean) => {
    setFailed(null)
    setStarted(null)
    try {
      setStarted(await upload('importWork', { params: { cluster }, query: { dryRun: dryRun ? 'true' : 'false' } }, [chosen]))
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const choose = (chosen: File | null) => { if (chosen) { setFile(chosen); void send(chosen, true) } }
  const close = () => { setFile(null); setStarted(null); setFailed(null) }
  const result = job?.status === 'done' ? job.result as WorkImportResult : undefined
  return (
    <>
      <FileButton onChange={choose} accept=".xlsx,.csv" inputProps={{ 'aria-label': t.choose, tabIndex: -1 }}>{(props) => <Button {...props} variant="default">{t.importSheet}</Button>}</FileButton>
      <Modal opened={file !== null} onClose={close} size="lg" title={t.title(file?.name ?? '')} closeButtonProps={{ 'aria-label': p.close }}>
        <div className="stack">
          {failed && <Failure error={failed} />}
          {!failed && !job && <p role="status">{t.reading}</p>}
          {job && !result && <JobProgress job={job} />}
          {job && result && <Outcome job={job.job} result={result} />}
          {result?.dryRun && result.events > 0 && <div><Button data-autofocus onClick={() => void send(file!, false)}>{t.make(formatCount(result.changed + result.created))}</Button></div>}
        </div>
      </Modal>
    </>
  )
}

/** How many lines of a list stand in the dialog; the file holds them all. */
const shown = 100

function Outcome({ job, result }: { job: string; result: WorkImportResult }) {
  const t = useWords(workSheetWords)
  const say = useText()
  const { lang } = useLanguage()
  const cluster = useClusterId()
  const { rows, unchanged, changed, created, conflicts, refused, changes, problems, dryRun } = result
  const same = changed + created + problems.length === 0
  const save = () => download('getWorkImportProblems', { params: { cluster, job }, query: { lang } }, 'work-problems.xlsx')
  return (
    <>
      <p role="status"><strong>{same ? t.same(formatCount(rows)) : (dryRun ? t.would : t.did)(formatCount(changed), formatCount(created))}</strong> {!same && t.rest(formatCount(unchanged), formatCount(conflicts), formatCount(refused))}</p>
      {changes.length > 0 && (
        <section>
          <h3>{dryRun ? t.toChange : t.changes} <span className="muted">{formatCount(changes.length)}</span></h3>
          <ul className={style.tree}>{changes.slice(0, shown).map(({ row, title, events }) => <li key={row}><span className="muted">{t.row(row)}</span> {title} <span className="muted">{events.map((event) => say(workEvents[event])).join(t.comma)}</span></li>)}</ul>
          {changes.length > shown && <p className="muted">{t.more(formatCount(changes.length - shown))}</p>}
        </section>
      )}
      {problems.length > 0 && (
        <section>
          <h3>{t.problems} <span className="muted">{formatCount(problems.length)}</span></h3>
          <ul className={style.tree}>{problems.slice(0, shown).map(({ row, title, kind, reason }) => <li key={row}><span className="muted">{t.row(row)} {kind === 'conflict' ? `⇄ ${t.conflict}` : `✕ ${t.refused}`}</span> <strong>{title}</strong> {say(reason)}</li>)}</ul>
          {problems.length > shown && <p className="muted">{t.more(formatCount(problems.length - shown))}</p>}
          <Button size="xs" variant="default" onClick={() => void save()}>{t.saveProblems}</Button>
        </section>
      )}
    </>
  )
}
