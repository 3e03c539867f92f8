import { Link } from 'wouter'
import { useState } from 'react'
import type { PageBreak, ReportView } from '../../src/shared/contract/reports.ts'
import { formatDate } from '../../src/shared/format.ts'
import { Loaded, Loading, PageHead, useCall, useCan, useLanguage, useWords } from '../parts/index.ts'
import { reportWords } from '../words/reports.ts'
import type { PageProps } from './index.ts'
import { ReportActions } from './report/actions.tsx'
import { Outline } from './report/outline.tsx'
import { PageBreaksContext, PageCount, usePages, useTyped } from './report/page-breaks.tsx'
import { Sheet } from './report/sheet.tsx'
import style from './report/report.module.css'

/** Outline, the A4 page as it will print, and the evidence of any figure beside it. */
export default function ReportPage({ params }: PageProps) {
  const { lang } = useLanguage()
  const id = Number(params['report'])
  // What is being written outlives a change of language, not a change of report.
  const query = useCall('getReport', { params: { report: id }, query: { lang } }, { keepPrevious: true })
  return <Loaded query={query}>{(report) => (report.report === id ? <Studio key={id} report={report} /> : <Loading />)}</Loaded>
}

const none: readonly PageBreak[] = []

function Studio({ report }: { report: ReportView }) {
  const t = useWords(reportWords)
  const can = useCan()
  const [writing, setWriting] = useState<ReadonlySet<string>>(new Set())
  const canWrite = report.status === 'draft' && can('analyst')
  const onWriting = (key: string, on: boolean) => setWriting((before) => {
    const next = new Set(before)
    if (on) next.add(key)
    else next.delete(key)
    return next
  })
  const { typed, onTyped } = useTyped()
  const pages = usePages(report, typed)
  return (
    <PageBreaksContext value={pages.data?.breaks ?? none}>
      <div className="no-print">
        <PageHead title={report.title} back={<Link href="/reports">← {t.back}</Link>} action={<ReportActions report={report} canIssue={canWrite} unsaved={writing.size > 0} />} />
        <Standing report={report} canWrite={canWrite} />
        <PageCount pages={pages} />
      </div>
      <div className={style.studio}>
        <Outline report={report} canWrite={canWrite} />
        <Sheet report={report} canWrite={canWrite} onWriting={onWriting} onTyped={onTyped} />
      </div>
    </PageBreaksContext>
  )
}

/** Where the report stands: a draft that follows the data, or frozen with its date and hash. */
function Standing({ report, canWrite }: { report: ReportView; canWrite: boolean }) {
  const t = useWords(reportWords)
  const { status, issuedAt, issuedBy, hash, withdrawnSources } = report
  const names = withdrawnSources.join('、')
  return (
    <div className={style.standing}>
      {status === 'issued'
        ? <p><strong>{t.issuedLine(formatDate(issuedAt), issuedBy ?? '')}</strong> · {t.frozen} {hash && <code className={style.hash}>{t.issuedHash(hash)}</code>}</p>
        : <p className="muted"><span className={style.status} data-status="draft">{t.statusDraft}</span> {canWrite && t.legend}</p>}
      {names && <p className={style.withdrawn}>{status === 'issued' ? t.withdrawn(names) : t.withdrawnDraft(names)}</p>}
    </div>
  )
}
