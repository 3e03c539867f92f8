import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { paces, type Pace } from '../../../src/shared/notices.ts'
import { Failure, Loaded, useAct, useCall, useCan, useText, useWords, type Output } from '../../parts/index.ts'
import { noticeWords } from '../../words/notices.ts'
import { Webhooks } from './webhooks.tsx'

type Settings = Output<'getNotices'>

/** How the person is written to; for administrators also which other systems are told what happens. */
export function NoticesPart() {
  const can = useCan()
  return (
    <div className="stack" style={{ gap: '2rem' }}>
      <Loaded query={useCall('getNotices', {})}>{(settings) => <DigestForm settings={settings} />}</Loaded>
      {can('administrator') && <Webhooks />}
    </div>
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))
const night = { from: 22, to: 7 }

function DigestForm({ settings }: { settings: Settings }) {
  const t = useWords(noticeWords)
  const say = useText()
  const [rule, setRule] = useState({ pace: settings.pace, hour: settings.hour, quiet: settings.quiet })
  const put = useAct('putNotices', {})
  const send = useAct('sendDigest', { refresh: [] })
  const change = (part: Partial<typeof rule>) => { put.reset(); setRule({ ...rule, ...part }) }
  return (
    <form className="stack" style={{ maxWidth: '34rem' }} onSubmit={(event) => { event.preventDefault(); put.mutate({ body: rule }) }}>
      <h2>{t.digest}</h2>
      <p className="muted">{t.digestWhat(settings.email)}</p>
      {!settings.canMail && <p>{t.noServer}</p>}
      {settings.failure !== null && <p role="alert">{t.failed(settings.failure)}</p>}
      <NativeSelect label={t.pace} value={rule.pace} data={Object.entries(paces).map(([value, label]) => ({ value, label: say(label) }))} onChange={(event) => change({ pace: event.currentTarget.value as Pace })} />
      {(rule.pace === 'daily' || rule.pace === 'weekly') && <NativeSelect label={t.hour} value={String(rule.hour)} data={hours} onChange={(event) => change({ hour: Number(event.currentTarget.value) })} />}
      <Checkbox label={t.quiet} checked={rule.quiet !== null} onChange={(event) => change({ quiet: event.currentTarget.checked ? night : null })} />
      {rule.quiet && (
        <div className="row">
          <NativeSelect label={t.from} value={String(rule.quiet.from)} data={hours} onChange={(event) => change({ quiet: { ...rule.quiet!, from: Number(event.currentTarget.value) } })} />
          <NativeSelect label={t.to} value={String(rule.quiet.to)} data={hours} onChange={(event) => change({ quiet: { ...rule.quiet!, to: Number(event.currentTarget.value) } })} />
        </div>
      )}
      {(put.error ?? send.error) && <Failure error={(put.error ?? send.error)!} compact />}
      <div className="row">
        <Button type="submit" loading={put.isPending}>{t.save}</Button>
        {settings.canMail && <Button variant="default" loading={send.isPending} onClick={() => send.mutate({})}>{t.sendNow}</Button>}
        <span role="status">{send.data ? t.sentTo(send.data.email) : put.isSuccess ? t.saved : ''}</span>
      </div>
    </form>
  )
}
