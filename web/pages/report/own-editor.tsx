import { Button, Textarea } from '@mantine/core'
import { IconHash } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { ReportView } from '../../../src/shared/contract/reports.ts'
import { reportWords } from '../../words/reports.ts'
import { call, Failure, useAct, useClusterId, useLanguage, useText, useWords } from '../../parts/index.ts'
import { FigurePicker } from './figure-picker.tsx'
import type { Own } from './own-text.tsx'
import style from './report.module.css'

type Props = { block: Own; report: ReportView; onClose: () => void; /** For the layout, which follows what is being typed. */ onTyped: (key: string, text: string) => void }

/** Writes an own text. What was typed is never lost: a refusal, or somebody else's change, leaves it standing. */
export function OwnEditor({ block, report, onClose, onTyped }: Props) {
  const t = useWords(reportWords)
  const say = useText()
  const [text, setText] = useState(block.text)
  const put = (next: string) => { setText(next); onTyped(block.key, next) }
  const [picking, setPicking] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const saving = useSaving({ block, report, text, onClose })
  const insert = (code: string | null) => {
    setPicking(false)
    if (code && box.current) insertAt(box.current, text, code, put)
    requestAnimationFrame(() => box.current?.focus())
  }
  const take = (next: string) => { put(next); saving.settle() }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) saving.save()
    else if (event.key === 'Escape' && text === saving.base.text) onClose()
    else return
    event.preventDefault()
  }
  const type = (typed: string) => {
    put(typed)
    if (typed.length > text.length && typed.slice(0, box.current?.selectionStart).endsWith('[[')) setPicking(true)
  }
  return (
    <div className={`${style.editor} no-print`}>
      <Textarea ref={box} aria-label={t.textLabel(say(block.title))} description={t.textHelp} inputWrapperOrder={['input', 'description']} autosize minRows={4} maxLength={20_000} value={text} autoFocus onChange={(event) => type(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <div className="row">
        <Button size="xs" loading={saving.pending} onClick={saving.save}>{t.save}</Button>
        <Button size="xs" variant="default" leftSection={<IconHash size={13} />} onClick={() => setPicking(true)}>{t.insert}</Button>
        <Button size="xs" variant="subtle" onClick={onClose}>{t.discard}</Button>
        <span className="muted small" role="status">{text === saving.base.text ? '' : t.unsaved}</span>
      </div>
      {saving.theirs && <Conflict theirs={saving.theirs.text} onMine={saving.save} onTheirs={() => take(saving.theirs?.text ?? '')} onBoth={() => take(`${text}\n\n${saving.theirs?.text ?? ''}`)} />}
      {saving.error && <Failure error={saving.error} compact />}
      {picking && <FigurePicker figures={report.figures} onPick={insert} />}
    </div>
  )
}

/** The figure takes the place of what is selected, and of the brackets that asked for it; the caret comes after it. */
function insertAt(field: HTMLTextAreaElement, text: string, code: string, set: (text: string) => void): void {
  const before = `${text.slice(0, field.selectionStart).replace(/\[\[$/, '')}[[${code}]]`
  set(before + text.slice(field.selectionEnd))
  requestAnimationFrame(() => field.setSelectionRange(before.length, before.length))
}

type Kept = { text: string; edition: number }
type Saving = { block: Own; report: ReportView; text: string; onClose: () => void }

/**
 * Saves against the edition that the writing began from, whatever has been fetched since. Where the report has moved on
 * elsewhere only, it is saved again by itself; where this very text has changed, the person is asked.
 */
function useSaving({ block, report, text, onClose }: Saving) {
  const cluster = useClusterId()
  const { lang } = useLanguage()
  const [base, setBase] = useState<Kept>({ text: block.text, edition: report.edition })
  const [theirs, setTheirs] = useState<Kept | null>(null)
  const put = useAct('putReportText', { refresh: ['getReport', 'getWorkbench', 'layReportPages'], onDone: onClose })
  const send = (edition: number, again: boolean) => put.mutate({ params: { report: report.report, key: block.key }, body: { text, edition } }, {
    onError: (error) => { if (error.code === 'changed-meanwhile') void lookAgain(again) },
  })
  const lookAgain = async (again: boolean) => {
    const now = await call('getReport', { params: { cluster, report: report.report }, query: { lang } })
    const kept = { text: textOf(now, block.key), edition: now.edition }
    if (kept.text === base.text && again) send(kept.edition, false)
    else setTheirs(kept)
  }
  const settle = () => {
    if (theirs) setBase(theirs)
    setTheirs(null)
    put.reset()
  }
  return { base, theirs, settle, save: () => send(theirs?.edition ?? base.edition, true), pending: put.isPending, error: theirs ? null : put.error }
}

function textOf({ blocks }: ReportView, key: string): string {
  const found = blocks.find((block) => block.kind === 'own' && block.key === key)
  return found?.kind === 'own' ? found.text : ''
}

type ConflictProps = { theirs: string; onMine: () => void; onTheirs: () => void; onBoth: () => void }

/** Both stand there; the person chooses. */
function Conflict({ theirs, onMine, onTheirs, onBoth }: ConflictProps) {
  const t = useWords(reportWords)
  return (
    <div className={style.conflict} role="alert">
      <p><strong>{t.conflictTitle}</strong></p>
      <p>{t.conflictWhat}</p>
      <blockquote>{theirs || '—'}</blockquote>
      <div className="row">
        <Button size="xs" variant="default" onClick={onMine}>{t.conflictMine}</Button>
        <Button size="xs" variant="default" onClick={onBoth}>{t.conflictBoth}</Button>
        <Button size="xs" variant="default" onClick={onTheirs}>{t.conflictTheirs}</Button>
      </div>
    </div>
  )
}
