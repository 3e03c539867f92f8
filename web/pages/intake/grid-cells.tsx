import { IconAlertTriangle, IconPencil, IconX } from '@tabler/icons-react'
import type { VirtualItem } from '@tanstack/react-virtual'
import { memo, useRef, useState, type CSSProperties } from 'react'
import { intakeWords } from '../../words/intake.ts'
import { useText, useWords } from '../../parts/index.ts'
import { isRead, type CellValue, type Heading, type Mended, type Preview, type SheetDraft } from './draft.ts'
import { FieldSelect } from './field-select.tsx'
import style from './grid.module.css'

export type Marked = { problems: readonly Preview['problems'][number][]; mended?: Mended | undefined }

type HeadProps = { sheet: SheetDraft; items: readonly VirtualItem[]; left: number; width: number; active: number; onField: (heading: Heading, field: string | null) => void }

/** What each column is read as, and the heading line of the sheet beneath it. */
export function HeadCells({ sheet, items, left, width, active, onField }: HeadProps) {
  const t = useWords(intakeWords)
  const { headings, headerRow } = sheet.preview
  return (
    <div role="rowgroup" className={style.head} style={{ width }}>
      <div role="row" aria-rowindex={1} className={style.headRow}>
        <div role="columnheader" className={style.corner} style={{ width: left }}><span className="visually-hidden">{t.rowNumber}</span><span aria-hidden="true">{headerRow}</span></div>
        {items.map(({ index, start, size }) => {
          const heading = headings[index]
          return heading && (
            <div key={heading.letter} role="columnheader" aria-colindex={index + 2} className={style.headCell} data-mapped={isRead(sheet.preview, heading) || undefined} data-active={index === active || undefined} style={{ left: left + start, width: size }}>
              <FieldSelect sheet={sheet} heading={heading} onField={(field) => onField(heading, field)} />
              <span className={style.heading}><span className={style.letter} aria-hidden="true">{heading.letter}</span>{heading.text}{heading.unit && <span className={style.unit}>{t.unit(heading.unit)}</span>}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}

type RowProps = {
  gridId: string
  index: number
  top: number
  line: Preview['sample'][number]
  preview: Preview
  items: readonly VirtualItem[]
  left: number
  width: number
  marks: ReadonlyMap<string, Marked>
  active: number | undefined
  editing: boolean
  onPoint: (column: number, edit: boolean) => void
  onKeep: (value: CellValue) => void
  onLeave: () => void
}

/** One line of the sheet under its own number. */
export function RowCells({ gridId, index, top, line, preview, items, left, width, marks, active, editing, onPoint, onKeep, onLeave }: RowProps) {
  const whole = marks.get(`${line.row}:`)
  const place: CSSProperties = { transform: `translateY(${top}px)`, width }
  return (
    <div role="row" aria-rowindex={index + 2} className={style.row} style={place} data-active={active !== undefined || undefined}>
      <div role="rowheader" className={style.rowHead} style={{ width: left }} data-bad={badness(whole)} data-hint={useReason(whole)}>{line.row}{whole && <Sign mark={whole} />}</div>
      {items.map(({ index: at, start, size }) => {
        const heading = preview.headings[at]
        if (!heading) return null
        const mark = marks.get(`${line.row}:${heading.letter}`)
        const value = line.cells[heading.column] ?? null
        const isActive = active === at
        return (
          <div
            key={heading.letter} id={`${gridId}-${index}-${at}`} role="gridcell" aria-colindex={at + 2} className={style.cell} style={{ left: left + start, width: size }}
            data-mapped={isRead(preview, heading) || undefined} data-active={isActive || undefined} data-number={typeof value === 'number' || undefined} data-bad={badness(mark)} data-mended={mark?.mended ? true : undefined}
            aria-invalid={mark?.problems.some(({ severity }) => severity === 'error') || undefined} onMouseDown={() => { if (!(isActive && editing)) onPoint(at, false) }} onDoubleClick={() => onPoint(at, true)}
          >
            {isActive && editing ? <CellInput heading={heading} row={line.row} value={value} onKeep={onKeep} onLeave={onLeave} /> : <CellText value={value} mark={mark} />}
          </div>
        )
      })}
    </div>
  )
}

function badness(mark: Marked | undefined): 'error' | 'warning' | undefined {
  if (!mark || mark.problems.length === 0) return undefined
  return mark.problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
}

function useReason(mark: Marked | undefined): string | undefined {
  const say = useText()
  return mark && mark.problems.length > 0 ? mark.problems.map(({ message }) => say(message)).join(' ') : undefined
}

const CellText = memo(function CellText({ value, mark }: { value: CellValue; mark: Marked | undefined }) {
  const reason = useReason(mark)
  return (
    <>
      <span className={style.text} data-hint={reason}>{value === null ? '' : String(value)}</span>
      {mark && <Sign mark={mark} reason={reason} />}
    </>
  )
})

/** A sign beside the colour, and its words for the ear. */
function Sign({ mark, reason }: { mark: Marked; reason?: string | undefined }) {
  const t = useWords(intakeWords)
  const bad = badness(mark)
  const words = bad === 'error' ? t.toMendSign : bad === 'warning' ? t.doubtSign : t.mendedSign
  const Icon = bad === 'error' ? IconX : bad === 'warning' ? IconAlertTriangle : IconPencil
  return <span className={style.sign} data-bad={bad} data-hint={reason ?? words}><Icon size={13} stroke={2.2} aria-hidden="true" /><span className="visually-hidden">（{words}）</span></span>
}

type InputProps = { heading: Heading; row: number; value: CellValue; onKeep: (value: CellValue) => void; onLeave: () => void }

/** Enter and leaving keep what is typed, Esc lets go of it. A cell emptied is a blank. */
function CellInput({ heading, row, value, onKeep, onLeave }: InputProps) {
  const t = useWords(intakeWords)
  const [text, setText] = useState(value === null ? '' : String(value))
  // Letting go moves the focus, which would otherwise keep what was let go of.
  const over = useRef(false)
  const end = (act: () => void) => {
    if (over.current) return
    over.current = true
    act()
  }
  const keep = () => end(() => onKeep(text === String(value ?? '') ? value : text === '' ? null : text))
  return (
    <input
      className={style.input} aria-label={t.cellAt(String(row), t.columnAt(heading.letter, heading.text))} value={text} autoFocus onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)} onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') keep()
        else if (event.key === 'Escape') end(onLeave)
        else return
        event.preventDefault()
      }}
    />
  )
}
