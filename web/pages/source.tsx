import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatCount, formatDate } from '../../src/shared/format.ts'
import { rights, sourceKinds } from '../../src/shared/vocabulary.ts'
import { Confirm, DataTable, download, Empty, Failure, Grade, Loaded, PageHead, useAct, useCall, useCan, useClusterId, useEvidence, useRemoteRows, useTableState, useText, useWords, type RowOf } from '../parts/index.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useClaimColumns } from './claim-columns.tsx'
import type { PageProps } from './index.ts'
import style from './source.module.css'

type Source = RowOf<'listSources'>

/** One source: what it is, every claim it makes, and withdrawing it as a unit. */
export default function SourcePage({ params }: PageProps) {
  const t = useWords(ledgerWords)
  const id = Number(params['source'])
  const query = useCall('listSources', { query: { limit: 1000 } })
  return (
    <Loaded query={query} head={<PageHead title={t.name} back={<Link href="/sources">← {t.back}</Link>} />}>
      {({ items }) => {
        const source = items.find((item) => item.source === id)
        return source ? <SourceView key={id} source={source} /> : <><PageHead title={t.name} back={<Link href="/sources">← {t.back}</Link>} /><Empty title={t.noSource} /></>
      }}
    </Loaded>
  )
}

function SourceView({ source }: { source: Source }) {
  const t = useWords(ledgerWords)
  const can = useCan()
  const { open } = useEvidence()
  const state = useTableState<Record<string, string | undefined>>([])
  const claims = useRemoteRows('listClaims', { query: { source: source.source } })
  const columns = useClaimColumns(false)
  const [done, setDone] = useState('')
  return (
    <>
      <PageHead title={source.name} back={<Link href="/sources">← {t.back}</Link>} action={can('analyst') && <Actions source={source} onDone={setDone} />} />
      <p role="status">{done}</p>
      {source.withdrawnAt && <p className={style.withdrawn}>{t.withdrawnOn(formatDate(source.withdrawnAt), source.withdrawnReason ?? '')}</p>}
      <SourceFacts source={source} />
      <DataTable id="claims" label={t.claims} source={claims} columns={columns} state={state} rowId={(row) => row.id} onOpen={(row) => open(row.ref)} empty={<Empty title={t.noClaims} />} />
    </>
  )
}

function SourceFacts({ source }: { source: Source }) {
  const t = useWords(ledgerWords)
  const say = useText()
  return (
    <dl className={style.facts}>
      <div><dt>{t.kind}</dt><dd>{say(sourceKinds[source.kind])}</dd></div>
      <div><dt>{t.giver}</dt><dd>{source.giver ?? '—'}</dd></div>
      <div><dt>{t.grade}</dt><dd><Grade grade={source.grade} /></dd></div>
      <div><dt>{t.right}</dt><dd>{say(rights[source.right])}</dd></div>
      <div><dt>{t.recorded}</dt><dd>{[formatDate(source.recordedAt), source.recordedBy].filter(Boolean).join(' · ')}</dd></div>
      {source.bytes !== null && <div><dt>{t.size}</dt><dd>{formatBytes(source.bytes)}</dd></div>}
      {source.sha256 && <div><dt>{t.hash}</dt><dd className={style.hash} data-hint={source.sha256}>{source.sha256.slice(0, 16)}…</dd></div>}
      {source.replacedBy !== null && <div><dt>{t.replacedBy}</dt><dd><Link href={`/sources/${source.replacedBy}`}>{t.replacedBy}</Link></dd></div>}
    </dl>
  )
}

function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${formatCount(Math.max(1, Math.round(bytes / 1e3)))} KB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function Actions({ source, onDone }: { source: Source; onDone: (words: string) => void }) {
  const t = useWords(ledgerWords)
  const cluster = useClusterId()
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState<Error | null>(null)
  const close = () => setAsking(false)
  const withdraw = useAct('withdrawSource', { onDone: ({ claims, reports }) => { close(); onDone(t.withdrawnDone(formatCount(claims), reports.join('、'))) } })
  const restore = useAct('restoreSource', { onDone: ({ claims }) => { close(); onDone(t.restoredDone(formatCount(claims))) } })
  const params = { source: source.source }
  const save = () => void download('downloadSource', { params: { cluster, ...params } }, source.name).then(() => setFailed(null), setFailed)
  return (
    <>
      {failed && <Failure error={failed} compact />}
      {source.kind === 'file' && <Button variant="default" onClick={save}>{t.download}</Button>}
      <Button variant="default" onClick={() => setAsking(true)}>{source.withdrawnAt ? t.restore : t.withdraw}</Button>
      {asking && (source.withdrawnAt
        ? <Confirm opened onClose={close} title={t.restore} action={t.restoreAction(formatCount(source.claims))} pending={restore.isPending} error={restore.error} onConfirm={() => restore.mutate({ params, body: {} })}>{t.restoreWhat}</Confirm>
        : <Confirm opened onClose={close} title={t.withdraw} danger withReason action={t.withdrawAction(formatCount(source.claims))} pending={withdraw.isPending} error={withdraw.error} onConfirm={(reason) => withdraw.mutate({ params, body: { reason } })}>{t.withdrawWhat}</Confirm>)}
    </>
  )
}
