import { Button, Menu } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReportView } from '../../../src/shared/contract/reports.ts'
import type { Lang } from '../../../src/shared/format.ts'
import { reportWords } from '../../words/reports.ts'
import { Confirm, download, Failure, useAct, useClusterId, useWords } from '../../parts/index.ts'

const formats = ['docx', 'pdf', 'xlsx', 'html'] as const

/** Taking the report out, and issuing it. */
export function ReportActions({ report, canIssue, unsaved }: { report: ReportView; canIssue: boolean; unsaved: boolean }) {
  return (
    <>
      <Download report={report} />
      {canIssue && <Issue report={report} unsaved={unsaved} />}
    </>
  )
}

function Download({ report }: { report: ReportView }) {
  const t = useWords(reportWords)
  const cluster = useClusterId()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Error | null>(null)
  const save = (format: (typeof formats)[number], lang: Lang) => {
    setBusy(true)
    setFailed(null)
    void download('downloadReport', { params: { cluster, report: report.report, format }, query: { lang } }, `${report.title}.${format}`).catch(setFailed).finally(() => setBusy(false))
  }
  return (
    <>
      {failed && <Failure error={failed} compact />}
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default" loading={busy} leftSection={<IconDownload size={15} />}>{t.download}</Button></Menu.Target>
        <Menu.Dropdown>
          {([['zh', t.inChinese], ['en', t.inEnglish]] as const).map(([lang, title]) => [
            <Menu.Label key={lang}>{title}</Menu.Label>,
            ...formats.map((format) => <Menu.Item key={`${lang}-${format}`} aria-label={`${title} ${t[format]}`} onClick={() => save(format, lang)}>{t[format]}</Menu.Item>),
          ])}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPrinter size={14} />} onClick={() => requestAnimationFrame(() => window.print())}>{t.print}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className="visually-hidden" role="status">{busy ? t.downloading : ''}</span>
    </>
  )
}

function Issue({ report, unsaved }: { report: ReportView; unsaved: boolean }) {
  const t = useWords(reportWords)
  const [asking, setAsking] = useState(false)
  const issue = useAct('issueReport', { onDone: () => setAsking(false) })
  const own = report.blocks.filter((block) => block.kind === 'own')
  const stale = own.filter((block) => block.stale.length > 0).length
  const empty = own.filter((block) => block.text.trim() === '').length
  return (
    <>
      <Button disabled={unsaved} data-hint={unsaved ? t.issueUnsaved : undefined} onClick={() => setAsking(true)}>{t.issue}</Button>
      <Confirm
        opened={asking} onClose={() => setAsking(false)} title={t.issueTitle(report.title)} action={t.issueAction} pending={issue.isPending} error={issue.error}
        onConfirm={() => issue.mutate({ params: { report: report.report }, body: { edition: report.edition } })}
      >
        <div className="stack">
          <p>{t.issueWhat}</p>
          {stale > 0 && <p><strong>{t.issueStale(stale)}</strong></p>}
          {empty > 0 && <p>{t.issueEmpty(empty)}</p>}
        </div>
      </Confirm>
    </>
  )
}
