import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Fragment, useRef, useState } from 'react'
import type { ReportBlock, ReportView } from '../../../src/shared/contract/reports.ts'
import { reportWords } from '../../words/reports.ts'
import { useText, useWords } from '../../parts/index.ts'
import { Inlines } from './figure-chip.tsx'
import { OwnEditor } from './own-editor.tsx'
import { BreakBefore, BreaksOf, BreaksWithin } from './page-breaks.tsx'
import { readOwnText } from './places.ts'
import style from './report.module.css'

export type Own = Extract<ReportBlock, { kind: 'own' }>
type Props = { id: string; block: Own; report: ReportView; canWrite: boolean; onWriting: (key: string, on: boolean) => void; onTyped: (key: string, text: string | null) => void }

/** A place of the analyst's own text: read as it will print, written in place. */
export function OwnText({ id, block, report, canWrite, onWriting, onTyped }: Props) {
  const t = useWords(reportWords)
  const say = useText()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const title = say(block.title)
  const turn = (on: boolean) => {
    setOpen(on)
    onWriting(block.key, on)
    if (!on) onTyped(block.key, null)
    if (!on) requestAnimationFrame(() => button.current?.focus())
  }
  if (!canWrite) return block.text.trim() ? <section id={id} tabIndex={-1}><OwnBody id={id} block={block} /></section> : null
  return (
    <section id={id} tabIndex={-1} className={style.own} data-empty={block.text.trim() === '' || undefined} aria-label={`${title} · ${t.own}`}>
      <div className={`${style.ownHead} no-print`}>
        <span><strong>{title}</strong> <span className={style.tag}>{t.own}</span></span>
        {!open && <Button ref={button} size="compact-xs" variant="subtle" leftSection={<IconPencil size={13} />} aria-label={block.text ? t.editTitle(title) : t.writeTitle(title)} onClick={() => turn(true)}>{block.text ? t.edit : t.write}</Button>}
      </div>
      {open ? <><OwnEditor block={block} report={report} onClose={() => turn(false)} onTyped={onTyped} /><BreaksOf id={id} /></> : <OwnBody id={id} block={block} />}
    </section>
  )
}

/** Paragraphs as they print; sentences whose figures have changed are marked. */
function OwnBody({ id, block }: { id: string; block: Own }) {
  const t = useWords(reportWords)
  const paragraphs = readOwnText(block.text, block.stale)
  if (paragraphs.length === 0) return <p className={`${style.body} muted no-print`}>{t.nothingYet}</p>
  return (
    <>
      {paragraphs.map((sentences, at) => (
        <Fragment key={at}>
          {at > 0 && <BreakBefore id={id} item={at} />}
          <p className={style.body}>
            {sentences.map(({ pieces, stale }, n) => (stale ? <mark key={n} className={style.stale} data-hint={t.staleMark}><Inlines inlines={pieces} /><span className="visually-hidden">（{t.staleMark}）</span></mark> : <Inlines key={n} inlines={pieces} />))}
            <BreaksWithin id={id} item={at} />
          </p>
        </Fragment>
      ))}
      {block.stale.length > 0 && <p className={`${style.staleNote} no-print`}>{t.staleNote(block.stale.join('、'))}</p>}
    </>
  )
}
