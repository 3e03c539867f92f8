import { Button, Textarea } from '@mantine/core'
import { IconHash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { ReportView } from '../../../src/shared/contract/reports.ts'
import { reportWords } from '../../words/reports.ts'
import { call, Failure, keyOf, useAct, useClusterId, useLanguage, useText, useWords, withCluster } from '../../parts/index.ts'
import { FigurePicker } from './figure-picker.tsx'
import type { Own } from './own-text.tsx'
import style from './report.module.css'

type Props = { block: Own; report: ReportView; onClose: () => void }

/** Writes an own text. What was typed is never lost: a refusal, or somebody else's change, leaves it standing. */
export function OwnEditor({ block, report, onClose }: Props) {
  const t = useWords(reportWords)
  const say = useText()
  const [text, setText] = useState(block.text)
  const [picking, setPicking] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const saving = useSaving({ block, report, text, onClose })
  const insert = (code: string | null) => {
    setPicking(false)
    const field = box.current
    if (!field) return
    if (code) {
      const from = text.slice(0, field.selectionStart).replace(/\[\[$/, '')
      setText(`${from}[[${code}]]${text.slice(field.selectionEnd)}`)
      requestAnimationFrame(() => field.setSelectionRange(from.length + code.length + 4, from.length + code.length + 4))
    }
    requestAnimationFrame(() => field.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) saving.save()
    else if (event.key === 'Escape' && text === block.text) onClose()
    else return
    event.preventDefault()
  }
  const type = (typed: string) => {
    setText(typed)
    if (typed.length > text.length && typed.slice(0, box.current?.selectionStart).endsWith('[[')) setPicking(true)
  }
  return (
    <div className={`${style.editor} no-print`}>
      <Textarea ref={box} aria-label={t.textLabel(say(block.title))} description={t.textHelp} inputWrapperOrder={['input', 'description']} autosize minRows={4} maxLength={20_000} value={text} autoFocus onChange={(event) => type(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <div className="row">
        <Button size="xs" loading={saving.pending} onClick={saving.save}>{t.save}</Button>
        <Button size="xs" variant="default" leftSection={<IconHash size={13} />} onClick={() => setPicking(true)}>{t.insert}</Button>
        <Button size="xs" variant="subtle" onClick={onClose}>{t.discard}</Button>
        <span className="muted small" role="status">{text === block.text ? '' : t.unsaved}</span>
      </div>
      {saving.conflict && <Conflict theirs={saving.conflict.text} mine={text} base={block.text} onMine={saving.save} onTheirs={() => { setText(saving.conflict?.text ?? ''); saving.settle() }} onBoth={() => { setText(`${text}\n\n${saving.conflict?.text ?? ''}`); saving.settle() }} />}
      {saving.error && !saving.conflict && <Failure error={saving.error} compact />}
      {picking && <FigurePicker figures={report.figures} onPick={insert} />}
    </div>
  )
}

type Saving = { block: Own; report: ReportView; text: string; onClose: () => void }

/** Saves against the edition that was read; where that has moved on, fetches what is kept now and asks. */
function useSaving({ block, report, text, onClose }: Saving) {
  const client = useQueryClient()
  const cluster = useClusterId()
  const { lang } = useLanguage()
  const key = keyOf('getReport', withCluster<'getReport'>(cluster, { params: { report: report.report }, query: { lang } }))
  const [conflict, setConflict] = useState<{ text: string; edition: number } | null>(null)
  const put = useAct('putReportText', { refresh: ['getReport', 'getWorkbench'], onDone: (answer) => { if (lang === 'zh') client.setQueryData(key, answer); onClose() } })
  const save = () => put.mutate({ params: { report: report.report, key: block.key }, body: { text, edition: conflict?.edition ?? report.edition } }, {
    onError: (error) => {
      if (error.code !== 'changed-meanwhile') return
      void call('getReport', { params: { cluster, report: report.report }, query: { lang } }).then((now) => setConflict({ text: textOf(now, block.key), edition: now.edition }))
    },
  })
  return { save, pending: put.isPending, error: put.error, conflict, settle: () => { put.reset(); setConflict((before) => before && { ...before, text: before.text }) } }
}

function textOf({ blocks }: ReportView, key: string): string {
  const found = blocks.find((block) => block.kind === 'own' && block.key === key)
  return found?.kind === 'own' ? found.text : ''
}

type ConflictProps = { theirs: string; mine: string; base: string; onMine: () => void; onTheirs: () => void; onBoth: () => void }

/** Both stand there; the person chooses. */
function Conflict({ theirs, base, onMine, onTheirs, onBoth }: ConflictProps) {
  const t = useWords(reportWords)
  const same = theirs === base
  return (
    <div className={style.conflict} role="alert">
      <p><strong>{same ? t.conflictElsewhere : t.conflictTitle}</strong></p>
      {!same && <><p>{t.conflictWhat}</p><blockquote>{theirs || '—'}</blockquote></>}
      <div className="row">
        <Button size="xs" variant="default" onClick={onMine}>{same ? t.save : t.conflictMine}</Button>
        {!same && <Button size="xs" variant="default" onClick={onBoth}>{t.conflictBoth}</Button>}
        {!same && <Button size="xs" variant="default" onClick={onTheirs}>{t.conflictTheirs}</Button>}
      </div>
    </div>
  )
}
