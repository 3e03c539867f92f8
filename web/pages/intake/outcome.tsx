import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { importResult, type ImportResult, type JobState } from '../../../src/shared/contract/intake.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { sheetKinds } from '../../../src/shared/vocabulary.ts'
import { intakeWords } from '../../words/intake.ts'
import { call, JobProgress, useClusterId, useJob, useText, useWords } from '../../parts/index.ts'
import type { Draft } from './draft.ts'
import style from './intake.module.css'
import { Downloads } from './problems-band.tsx'
import type { Change } from './store.ts'
import type { Intake } from './work.ts'

/** The import as it runs, live; when it is done, what came of it stands in its place. */
export function Running({ intake }: { intake: Intake }) {
  const t = useWords(intakeWords)
  const client = useQueryClient()
  const { run } = intake.draft
  useTakeUp(intake.change)
  const job = useJob(run?.job ?? null)
  const status = job?.status
  useEffect(() => {
    if (!job || !run) return
    if (status !== 'done') {
      if (!isRunning(job)) intake.change((draft) => ({ ...draft, run: { ...run, job } }))
      return
    }
    const { success, data } = importResult.safeParse(job.result)
    intake.change((draft) => ({ ...draft, run: null, outcome: success ? { result: data, dryRun: run.dryRun } : null }))
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'getSession' })
    // The end of the job comes once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [status])
  const heading = useComeForward(run)
  if (!run || !job) return null
  return (
    <section className={style.band} aria-labelledby="band-running">
      <h2 id="band-running" ref={heading} tabIndex={-1}>{run.dryRun ? t.trying : t.loading}</h2>
      <JobProgress job={job} />
    </section>
  )
}

/** After a reload of the page only the server knows of the import that is under way; nothing that is on the page gives way to it. */
function useTakeUp(change: Change): void {
  const cluster = useClusterId()
  useEffect(() => {
    let left = false
    const take = (job: JobState) => change((draft) => (draft.run || draft.outcome || draft.files.length > 0 ? draft : { ...draft, run: { job, dryRun: job.kind === 'trial' } }))
    call('listJobs', { params: { cluster } }).then((jobs) => {
      const job = jobs.find(({ kind }) => kind === 'import' || kind === 'trial')
      if (job && !left) take(job)
    }, () => undefined)
    return () => { left = true }
  }, [cluster, change])
}

/** What has just come is brought into sight and takes the focus: the button that asked for it is gone. */
function useComeForward(what: unknown) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(what)
  useEffect(() => {
    if (what !== null && what !== before.current) {
      heading.current?.scrollIntoView({ block: 'center' })
      heading.current?.focus({ preventScroll: true })
    }
    before.current = what
  }, [what])
  return heading
}

/** Whether an import is under way: until it ends nothing else is started. */
export function isRunning(job: JobState | null): boolean {
  return job !== null && (job.status === 'waiting' || job.status === 'running')
}

/** What came of it, plainly. */
export function Outcome({ intake }: { intake: Intake }) {
  const t = useWords(intakeWords)
  const { outcome } = intake.draft
  const heading = useComeForward(outcome)
  if (!outcome) return null
  const { result, dryRun } = outcome
  const accepted = formatCount(result.files.reduce((sum, file) => sum + file.accepted, 0))
  const nothing = result.created + result.changed + result.retired + result.claims === 0
  return (
    <section className={style.outcome} aria-labelledby="band-outcome">
      <h2 id="band-outcome" ref={heading} tabIndex={-1}>{dryRun ? t.tried : t.outcome}</h2>
      <p className={style.answer} role="status">{nothing ? t.nothingChanged : dryRun ? t.wouldLoad(accepted) : t.loadedLine(accepted)}</p>
      <Totals result={result} />
      <FileTable result={result} />
      {result.problems.length > 0 && <LateProblems result={result} />}
      {!dryRun && <NextSteps draft={intake.draft} result={result} onAnother={intake.clear} />}
    </section>
  )
}

function Totals({ result }: { result: ImportResult }) {
  const t = useWords(intakeWords)
  const items: [string, number][] = [[t.created, result.created], [t.changed, result.changed], [t.retired, result.retired], [t.claims, result.claims], [t.questions, result.questions]]
  return <dl className={style.totals}>{items.map(([title, count]) => <div key={title}><dt>{title}</dt><dd>{formatCount(count)}</dd></div>)}</dl>
}

function FileTable({ result }: { result: ImportResult }) {
  const t = useWords(intakeWords)
  const say = useText()
  return (
    <div className="plain-box">
      <table className="plain">
        <thead><tr><th scope="col">{t.fileName}</th><th scope="col">{t.kind}</th><th scope="col">{t.recipe}</th><th scope="col" className="number">{t.tallyRows}</th><th scope="col" className="number">{t.accepted}</th><th scope="col" className="number">{t.rejected}</th><th scope="col" className="number">{t.unchanged}</th></tr></thead>
        <tbody>
          {result.files.map((file, at) => (
            <tr key={at}>
              <th scope="row">{file.file}{file.sheet && !file.file.includes(file.sheet) ? ` · ${file.sheet}` : ''}</th><td>{say(sheetKinds[file.kind])}</td><td>{file.recipe}</td>
              <td className="number">{formatCount(file.rows)}</td><td className="number">{formatCount(file.accepted)}</td><td className="number">{formatCount(file.rejected)}</td><td className="number">{formatCount(file.unchanged)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Some rows are refused only against what is there already: a node nobody knows. The first ones, in words. */
function LateProblems({ result }: { result: ImportResult }) {
  const t = useWords(intakeWords)
  const say = useText()
  const shown = result.problems.slice(0, 20)
  return (
    <details className={style.late}>
      <summary>{t.problems} {formatCount(result.problemsTotal)}</summary>
      <ul>{shown.map((problem, at) => <li key={at}>{[problem.sheet, t.cellAt(String(problem.row), [problem.column, problem.heading].filter(Boolean).join(' '))].filter(Boolean).join(' · ')} — {say(problem.message)}</li>)}</ul>
      {result.problemsTotal > shown.length && <p className="muted small">{t.problemsCut(formatCount(shown.length), formatCount(result.problemsTotal))}</p>}
    </details>
  )
}

function NextSteps({ draft, result, onAnother }: { draft: Draft; result: ImportResult; onAnother: () => void }) {
  const t = useWords(intakeWords)
  const kinds = new Set(result.files.map((file) => file.kind))
  const chain = kinds.has('nodes') || kinds.has('inputs') || kinds.has('supplies')
  return (
    <>
      <div className="row">
        {result.questions > 0 && <Button component={Link} href="/duplicates">{`${t.answer} · ${formatCount(result.questions)}`}</Button>}
        {kinds.has('organisations') && <Button component={Link} href="/organisations" variant="default">{t.toRegistry}</Button>}
        {chain && <Button component={Link} href="/map" variant="default">{t.toMap}</Button>}
        {kinds.has('observations') && <Button component={Link} href="/observations" variant="default">{t.toObservations}</Button>}
        <Button component={Link} href="/sources" variant="default">{t.toSources}</Button>
        <Button variant="subtle" onClick={onAnother}>{t.another}</Button>
      </div>
      <Downloads draft={draft} />
    </>
  )
}
