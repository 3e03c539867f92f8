import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Failure, useAct, useWords } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import style from '../governance/governance.module.css'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'
import { ParagraphRow } from './paragraph.tsx'

/** The minutes as they are typed, paragraph by paragraph. */
export function MinutesBlock({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const { minutes, may } = meeting
  return (
    <section className={style.block}>
      <h2>{t.minutes} <span className="muted">{minutes.length}</span></h2>
      {minutes.length === 0 && <p className="muted">{t.minutesEmpty}</p>}
      <ol className={own.minutes}>{minutes.map((paragraph) => <ParagraphRow key={paragraph.paragraph} paragraph={paragraph} meeting={meeting} />)}</ol>
      {may['write']?.allowed && <Composer meeting={meeting} />}
    </section>
  )
}

/** A new paragraph stands in nobody's way: it is put at the end, whatever others typed meanwhile. */
function Composer({ meeting: { meeting, version, agenda } }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const [text, setText] = useState('')
  const [item, setItem] = useState('')
  const act = useAct('actOnMeeting', { onDone: () => setText('') })
  const keep = () => {
    if (text.trim() !== '' && !act.isPending) act.mutate({ params: { meeting }, body: { event: 'write', version, input: { text: text.trim(), item: item === '' ? null : Number(item) } } })
  }
  return (
    <form className={`${own.composer} no-print`} aria-label={t.typeHere} onSubmit={(event) => { event.preventDefault(); keep() }}>
      <NativeSelect size="xs" label={t.item} value={item} onChange={(event) => setItem(event.currentTarget.value)} data={[{ value: '', label: t.noItem }, ...agenda.map(({ key, title }) => ({ value: String(key), label: title }))]} />
      <Textarea
        label={t.typeHere} description={t.typeHint} autosize minRows={3} maxLength={4000} value={text} onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); keep() } }}
      />
      {act.error && <Failure error={act.error} compact />}
      <div><Button type="submit" size="xs" loading={act.isPending} disabled={text.trim() === ''}>{t.keep}</Button></div>
    </form>
  )
}
