import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure, useAct, useWords } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'
import type { Paragraph } from './paragraph.tsx'

/** A paragraph being changed. It is decided on the version at which the change began: who was quicker is shown, and both texts stand. */
export function ParagraphEditor({ paragraph: { paragraph, text, item }, meeting: { meeting, version, minutes }, onEnd }: { paragraph: Paragraph; meeting: Meeting; onEnd: () => void }) {
  const t = useWords(meetingWords)
  const client = useQueryClient()
  const [typed, setTyped] = useState(text)
  const [read, setRead] = useState(version)
  const act = useAct('actOnMeeting', { onDone: onEnd })
  const stale = act.error?.code === 'changed-meanwhile'
  const send = (on: number) => {
    setRead(on)
    act.mutate({ params: { meeting }, body: { event: 'write', version: on, input: { paragraph, text: typed.trim(), item } } }, { onError: () => void client.invalidateQueries({ queryKey: ['getMeeting'] }) })
  }
  return (
    <form aria-label={t.number(paragraph)} className={own.composer} onSubmit={(event) => { event.preventDefault(); send(read) }}>
      <Textarea aria-label={t.number(paragraph)} autosize minRows={2} maxLength={4000} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} ref={(element) => { if (element && element.dataset['seen'] === undefined) { element.dataset['seen'] = ''; element.focus() } }} onKeyDown={(event) => { if (event.key === 'Escape') onEnd() }} />
      {stale && (
        <div className={own.conflict} role="alert">
          <p><strong>{t.stale}</strong></p>
          <p>{t.standsNow}{minutes.find((one) => one.paragraph === paragraph)?.text ?? t.gone}</p>
          <div className="row"><Button size="xs" loading={act.isPending} onClick={() => send(version)}>{t.mine}</Button><Button size="xs" variant="default" onClick={onEnd}>{t.theirs}</Button></div>
        </div>
      )}
      {act.error && !stale && <Failure error={act.error} compact />}
      {!stale && <div className="row"><Button type="submit" size="xs" loading={act.isPending} disabled={typed.trim() === ''}>{t.keep}</Button><Button size="xs" variant="default" onClick={onEnd}>{t.cancel}</Button></div>}
    </form>
  )
}
