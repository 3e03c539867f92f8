import { Button } from '@mantine/core'
import { useState } from 'react'
import { Confirm, Failure, FormDialog, Loaded, useAct, useCall, useWords, type Field, type Output, type PageInput } from '../../parts/index.ts'
import { noticeWords } from '../../words/notices.ts'
import { ShownOnce } from './shown-once.tsx'

type Row = Output<'listWebhooks'>[number]

/** Other systems that are told what happens. */
export function Webhooks() {
  const t = useWords(noticeWords)
  const query = useCall('listWebhooks', {})
  const [isAdding, setAdding] = useState(false)
  const create = useAct('createWebhook', { onDone: () => setAdding(false) })
  return (
    <section className="stack">
      <h2>{t.webhooks}</h2>
      <p className="muted" style={{ maxWidth: '46rem' }}>{t.webhooksWhat}</p>
      <div><Button variant="default" onClick={() => { create.reset(); setAdding(true) }}>{t.add}</Button></div>
      <Loaded query={query}>{(rows) => (rows.length === 0 ? <p className="muted">{t.none}</p> : <Table rows={rows} />)}</Loaded>
      {isAdding && <AddDialog pending={create.isPending} error={create.error} onClose={() => setAdding(false)} onSubmit={(body) => create.mutate({ body } as PageInput<'createWebhook'>)} />}
      {create.data && <ShownOnce title={t.secret} what={t.secretWhat} value={create.data.secret} onClose={() => create.reset()} />}
    </section>
  )
}

type AddProps = { pending: boolean; error: ReturnType<typeof useAct<'createWebhook'>>['error']; onClose: () => void; onSubmit: (body: { url: string; account: number }) => void }

function AddDialog({ pending, error, onClose, onSubmit }: AddProps) {
  const t = useWords(noticeWords)
  const members = useCall('listMembers', {})
  return (
    <Loaded query={members}>{(rows) => {
      const fields: Field[] = [
        { key: 'url', kind: 'line', label: t.url, required: true, initial: 'https://' },
        { key: 'account', kind: 'choice', label: t.readsAs, options: rows.map(({ account, name, organisation }) => ({ value: String(account), label: organisation === null ? name : `${name} · ${organisation}` })) },
      ]
      return <FormDialog title={t.add} lead={t.webhooksWhat} fields={fields} action={t.add} pending={pending} error={error} onClose={onClose} onSubmit={({ url, account }) => onSubmit({ url: String(url), account: Number(account) })} />
    }}</Loaded>
  )
}

function Table({ rows }: { rows: readonly Row[] }) {
  const t = useWords(noticeWords)
  const [removing, setRemoving] = useState<Row | null>(null)
  const restart = useAct('restartWebhook', {})
  const remove = useAct('deleteWebhook', { onDone: () => setRemoving(null) })
  const stateOf = ({ stoppedAt, failures, failure, told }: Row): string => (stoppedAt !== null ? t.stopped(failure ?? '') : failures > 0 ? t.fails(failures, failure ?? '') : t.works(told))
  return (
    <>
      <div className="plain-box">
        <table className="plain">
          <thead><tr><th scope="col">{t.url}</th><th scope="col">{t.readsAs}</th><th scope="col">{t.state}</th><th scope="col">{t.actions}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.webhook}>
                <th scope="row">{row.url}</th><td>{row.readsAs ?? t.gone}</td><td>{stateOf(row)}</td>
                <td className="nowrap">
                  {row.stoppedAt !== null && <Button size="compact-sm" variant="subtle" onClick={() => restart.mutate({ params: { webhook: row.webhook } })}>{t.restart}</Button>}
                  <Button size="compact-sm" variant="subtle" onClick={() => { remove.reset(); setRemoving(row) }}>{t.remove}</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {restart.error && <Failure error={restart.error} compact />}
      {removing && <Confirm opened danger onClose={() => setRemoving(null)} title={t.removeTitle} action={t.remove} pending={remove.isPending} error={remove.error} onConfirm={() => remove.mutate({ params: { webhook: removing.webhook } })}>{removing.url}</Confirm>}
    </>
  )
}
