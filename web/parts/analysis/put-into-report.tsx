import { Button, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatCount, formatMonth } from '../../../src/shared/format.ts'
import { partWords } from '../../words/parts.ts'
import { putIntoReportWords } from '../../words/put-into-report.ts'
import { reportWords } from '../../words/reports.ts'
import type { Output } from '../client.ts'
import { JobProgress } from '../job-progress.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { useAct, useCall } from '../queries.ts'
import { useCan } from '../session.tsx'
import { Empty, Failure, Loaded } from '../states.tsx'
import { useAnalysis, type Parameters } from './use-analysis.ts'

/** Values of a result: rows of one of its tables, and columns, all that hold numbers unless they are named. */
export type Chosen = { table: string; rows: readonly string[]; columns: readonly string[] }
type Of = Pick<ResultView, 'analysis' | 'parameters'>
type Draft = Output<'listReports'>[number]

/** Offers to put values of a result into a draft report, to who may write one. */
export function PutIntoReport({ result, chosen, label }: { result: Of; chosen: Chosen; label?: string }) {
  const t = useWords(putIntoReportWords)
  const can = useCan()
  const [asking, setAsking] = useState(false)
  if (!can('analyst')) return null
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>{label ?? t.put}</Button>
      {asking && <Dialog of={result} chosen={chosen} onClose={() => setAsking(false)} />}
    </>
  )
}

function Dialog({ of, chosen, onClose }: { of: Of; chosen: Chosen; onClose: () => void }) {
  const t = useWords(putIntoReportWords)
  const p = useWords(partWords)
  const query = useCall('listReports', {})
  return (
    <Modal opened onClose={onClose} title={t.title} closeButtonProps={{ 'aria-label': p.close }}>
      <Loaded query={query}>
        {(reports) => {
          const drafts = reports.filter(({ status }) => status === 'draft')
          return drafts.length === 0
            ? <Empty title={t.noDraft} action={<Button component={Link} href="/reports">{t.toReports}</Button>}>{t.noDraftWhat}</Empty>
            : <Choice drafts={drafts} of={of} chosen={chosen} />
        }}
      </Loaded>
    </Modal>
  )
}

function Choice({ drafts, of, chosen }: { drafts: readonly Draft[]; of: Of; chosen: Chosen }) {
  const t = useWords(putIntoReportWords)
  const r = useWords(reportWords)
  const { lang } = useLanguage()
  const [id, setId] = useState(drafts[0]!.report)
  const draft = drafts.find(({ report }) => report === id) ?? drafts[0]!
  const nameOf = ({ period, audience }: Draft) => t.reportName(formatMonth(period, lang), r[audience])
  return (
    <div className="stack">
      <p>{t.what(formatCount(chosen.rows.length * chosen.columns.length))}</p>
      <NativeSelect label={t.report} value={draft.report} onChange={(event) => setId(Number(event.currentTarget.value))} data={drafts.map((one) => ({ value: String(one.report), label: nameOf(one) }))} />
      <Placing key={draft.report} draft={draft} of={of} chosen={chosen} action={t.action(nameOf(draft))} />
    </div>
  )
}

/** What is put in is computed from the facts as they stand, as the readers of the report may use them; mostly it is there already. */
function Placing({ draft, of, chosen, action }: { draft: Draft; of: Of; chosen: Chosen; action: string }) {
  const t = useWords(putIntoReportWords)
  const { result, job, error, run } = useAnalysis(of.analysis, of.parameters as Parameters, { auto: true, rows: 0, audience: draft.audience })
  const place = useAct('placeAnalysis', { refresh: ['getReport', 'getWorkbench'] })
  const failed = error ?? place.error
  if (place.isSuccess) return <p role="status">{t.done} <Link href={`/reports/${draft.report}`}>{t.open}</Link></p>
  return (
    <>
      {job && <><p className="muted small">{t.computing}</p><JobProgress job={job} /></>}
      {failed && <Failure error={failed} compact {...(error ? { onRetry: run } : {})} />}
      <div className="row"><Button disabled={!result} loading={place.isPending} onClick={() => result && place.mutate({ params: { report: draft.report }, body: { result: result.result, table: chosen.table, rows: [...chosen.rows], columns: [...chosen.columns] } })}>{action}</Button></div>
    </>
  )
}
