import { Modal, TextInput } from '@mantine/core'
import { useId, useState, type KeyboardEvent } from 'react'
import type { ReportView } from '../../../src/shared/contract/reports.ts'
import { partWords } from '../../words/parts.ts'
import { reportWords } from '../../words/reports.ts'
import { useText, useWords } from '../../parts/index.ts'
import style from './report.module.css'

/** Chooses a figure of the report by its name, value or code; `null` when nothing was chosen. */
export function FigurePicker({ figures, onPick }: { figures: ReportView['figures']; onPick: (code: string | null) => void }) {
  const t = useWords(reportWords)
  const p = useWords(partWords)
  const say = useText()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const wanted = typed.trim().toLowerCase()
  const found = figures.filter((figure) => [figure.figure, figure.name, say(figure.title), say(figure.shown)].some((text) => text.toLowerCase().includes(wanted)))
  const at = Math.min(active, found.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1))
    else if (event.key === 'Enter') { if (found[at]) onPick(found[at].figure) }
    else return
    event.preventDefault()
  }
  return (
    <Modal opened onClose={() => onPick(null)} title={t.insertTitle} closeButtonProps={{ 'aria-label': p.close }} returnFocus={false}>
      <TextInput
        data-autofocus role="combobox" aria-expanded="true" aria-controls={list} aria-label={t.insertSearch} placeholder={t.insertSearch} value={typed} aria-activedescendant={found[at] ? `${list}-${found[at].figure}` : undefined}
        onChange={(event) => { setTyped(event.currentTarget.value); setActive(0) }} onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label={t.insertTitle} className={style.figures}>
        {found.map((figure, index) => (
          <li
            key={figure.figure} id={`${list}-${figure.figure}`} role="option" aria-selected={index === at} ref={(element) => { if (index === at) element?.scrollIntoView({ block: 'nearest' }) }}
            onMouseDown={(event) => { event.preventDefault(); onPick(figure.figure) }}
          >
            <span>{say(figure.title)}</span><span className={style.figureValue}>{figure.missing ? '—' : say(figure.shown)}</span><code>{figure.figure}</code>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="muted">{t.insertNone}</p>}
    </Modal>
  )
}
