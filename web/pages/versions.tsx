import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatDate, formatDateTime } from '../../src/shared/format.ts'
import { Confirm, Empty, Failure, Loaded, PageHead, useAct, useCall, useCan, useWords, type Output } from '../parts/index.ts'
import { versionWords } from '../words/versions.ts'
import { Compare } from './versions/compare.tsx'
import style from './versions/versions.module.css'

export type Version = Output<'listVersions'>[number]

/** Versions of the map, their review, and what differs between two moments. */
export default function VersionsPage() {
  const t = useWords(versionWords)
  const can = useCan()
  const query = useCall('listVersions', {})
  return (
    <>
      <PageHead title={t.title} lead={t.lead} back={<Link href="/map">← {t.back}</Link>} />
      <div className={style.top}>
        <section>
          <h2>{t.list}</h2>
          <Loaded query={query} isEmpty={(list) => list.length === 0} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}>{(list) => <VersionTable list={list} />}</Loaded>
        </section>
        {can('analyst') && <KeepForm />}
      </div>
      {can('analyst') ? <Compare versions={query.data ?? []} /> : <p className="muted section">{t.compareNeeds}</p>}
    </>
  )
}

function KeepForm() {
  const t = useWords(versionWords)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [said, setSaid] = useState('')
  const keep = useAct('createVersion', { refresh: ['listVersions'], onDone: (version) => { setSaid(t.kept(version.name)); setName(''); setNote('') } })
  const submit = () => keep.mutate({ body: { name: name.trim(), ...(note.trim() ? { note: note.trim() } : {}) } })
  return (
    <section className="no-print">
      <h2>{t.keepTitle}</h2>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (name.trim()) submit() }}>
        <TextInput label={t.name} placeholder={t.nameHint} required maxLength={100} value={name} onChange={(event) => { setName(event.currentTarget.value); setSaid('') }} />
        <TextInput label={t.note} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {keep.error && <Failure error={keep.error} compact />}
        <div><Button type="submit" loading={keep.isPending} disabled={name.trim() === ''}>{t.keep}</Button></div>
        <p role="status">{said}</p>
      </form>
    </section>
  )
}

function VersionTable({ list }: { list: readonly Version[] }) {
  const t = useWords(versionWords)
  const can = useCan()
  const [asking, setAsking] = useState<{ version: Version; status: 'reviewed' | 'refused' } | null>(null)
  const review = useAct('reviewVersion', { refresh: ['listVersions'], onDone: () => setAsking(null) })
  const confirm = (note: string) => asking && review.mutate({ params: { version: asking.version.version }, body: { status: asking.status, ...(note ? { note } : {}) } })
  const close = () => { setAsking(null); review.reset() }
  return (
    <div className="plain-box">
      <table className="plain">
        <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.asOf}</th><th scope="col">{t.status}</th><th scope="col">{t.madeBy}</th><th scope="col">{t.review}</th>{can('analyst') && <th scope="col" className="no-print">{t.actions}</th>}</tr></thead>
        <tbody>{list.map((version) => <VersionRow key={version.version} version={version} onReview={(status) => setAsking({ version, status })} />)}</tbody>
      </table>
      {asking && (
        <Confirm
          opened onClose={close} title={asking.status === 'reviewed' ? t.approveOf(asking.version.name) : t.refuseOf(asking.version.name)} action={asking.status === 'reviewed' ? t.approve : t.refuse}
          danger={asking.status === 'refused'} withReason={asking.status === 'refused'} pending={review.isPending} error={review.error} onConfirm={confirm}
        >{t.approveWhat}</Confirm>
      )}
    </div>
  )
}

const marks = { draft: '○', reviewed: '✓', refused: '✕' } as const

function VersionRow({ version, onReview }: { version: Version; onReview: (status: 'reviewed' | 'refused') => void }) {
  const t = useWords(versionWords)
  const can = useCan()
  const { name, note, asOf, status, madeBy, reviewedBy, reviewedAt, reviewNote } = version
  return (
    <tr>
      <th scope="row" className={style.rowHead}>{name}{note && <span className={style.note}>{note}</span>}</th>
      <td className="nowrap">{formatDateTime(asOf)}</td>
      <td className="nowrap"><span aria-hidden="true">{marks[status]}</span> {t[status]}</td>
      <td>{madeBy ?? '—'}</td>
      <td>{reviewedAt ? <>{t.reviewLine(reviewedBy ?? '—', formatDate(reviewedAt))}{reviewNote && <span className={style.note}>{reviewNote}</span>}</> : '—'}</td>
      {can('analyst') && (
        <td className="no-print">
          <span className={style.actions}>
            <Button component={Link} href={`/versions?from=version:${version.version}#compare`} size="compact-sm" variant="subtle" aria-label={t.compareWithOf(name)}>{t.compareWith}</Button>
            {status === 'draft' && can('administrator') && <><Button size="compact-sm" variant="default" aria-label={t.approveOf(name)} onClick={() => onReview('reviewed')}>{t.approve}</Button><Button size="compact-sm" variant="default" aria-label={t.refuseOf(name)} onClick={() => onReview('refused')}>{t.refuse}</Button></>}
          </span>
        </td>
      )}
    </tr>
  )
}
