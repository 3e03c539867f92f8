import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { PlacedAnalysis, ReportView } from '../../../src/shared/contract/reports.ts'
import { Failure, JobProgress, useAct, useAnalysis, useText, useWords, type Parameters } from '../../parts/index.ts'
import { putIntoReportWords } from '../../words/put-into-report.ts'
import style from './report.module.css'

/** The results of analyses in a draft: what is out of date is computed anew, what is not wanted taken out. */
export function PlacedAnalyses({ report }: { report: ReportView }) {
  const t = useWords(putIntoReportWords)
  if (report.analyses.length === 0) return null
  return (
    <section className={`${style.placed} no-print`} aria-label={t.placed}>
      <h2>{t.placed}</h2>
      <ul>{report.analyses.map((placed) => <Placed key={placed.key} placed={placed} report={report.report} />)}</ul>
    </section>
  )
}

function Placed({ placed, report }: { placed: PlacedAnalysis; report: number }) {
  const t = useWords(putIntoReportWords)
  const say = useText()
  const [renewing, setRenewing] = useState(false)
  const remove = useAct('removeAnalysis', { refresh: ['getReport'] })
  const title = `${say(placed.title)} · ${say(placed.tableTitle)}`
  return (
    <li>
      <span>{title}</span>
      {placed.stale && <span className={style.tag} data-stale>{t.stale}</span>}
      <span className="row">
        {placed.stale && <Button size="compact-xs" variant="default" loading={renewing} aria-label={t.renewOf(title)} onClick={() => setRenewing(true)}>{t.renew}</Button>}
        <Button size="compact-xs" variant="subtle" loading={remove.isPending} aria-label={t.removeOf(title)} onClick={() => remove.mutate({ params: { report, key: placed.key } })}>{t.remove}</Button>
      </span>
      {renewing && <Renewing placed={placed} report={report} onEnd={() => setRenewing(false)} />}
      {remove.error && <Failure error={remove.error} compact />}
    </li>
  )
}

/** Computes the same with the facts as they stand, and puts it in the place of the old one. */
function Renewing({ placed, report, onEnd }: { placed: PlacedAnalysis; report: number; onEnd: () => void }) {
  const { result, job, error, run } = useAnalysis(placed.analysis, placed.parameters as Parameters, { auto: true, rows: 0, audience: placed.audience })
  const place = useAct('placeAnalysis', { refresh: ['getReport'], onDone: onEnd })
  const sent = useRef(false)
  useEffect(() => {
    if (!result || sent.current) return
    sent.current = true
    place.mutate({ params: { report }, body: { result: result.result, table: placed.table } })
  }, [result, place, placed.table, report])
  const failed = error ?? place.error
  if (failed) return <Failure error={failed} compact {...(error ? { onRetry: run } : {})} />
  return job && <JobProgress job={job} />
}
