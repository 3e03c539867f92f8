/**
 * The sheet as the sheet it is: its heading line, its rows with their own numbers, a select above each column that says what it
 * is read as. Rows and columns are drawn as far as they are on screen. One tab stop; arrows move, Enter mends the cell.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { intakeWords } from '../../words/intake.ts'
import { isTyping, useWords } from '../../parts/index.ts'
import { moveOf, type Cell } from '../../parts/table/moves.ts'
import type { CellValue, Heading, Mended, SheetDraft } from './draft.ts'
import { HeadCells, RowCells, type Marked } from './grid-cells.tsx'
import style from './grid.module.css'
import { ReasonBar } from './reason-bar.tsx'

export type Target = { sheet: string; row: number; column: string | undefined; edit: boolean; turn: number }

type Props = {
  sheet: SheetDraft
  name: string
  target: Target | null
  onField: (heading: Heading, field: string | null) => void
  onCell: (cell: Mended) => void
  onStep: (step: 1 | -1) => void
}

const rowHeight = 30
const numberWidth = 60
const headHeight = 84

export function SheetGrid(props: Props) {
  const { sheet, name, onField, onStep } = props
  const t = useWords(intakeWords)
  const gridId = useId().replaceAll(':', '')
  const grid = useSheetGrid(props)
  const { box, active, editing, marks, rows, columns, line, heading } = grid
  const { headings, sample } = sheet.preview
  const width = numberWidth + columns.total
  const isDrawn = rows.items.some(({ index }) => index === active.row) && columns.items.some(({ index }) => index === active.column)
  return (
    <div className={style.sheet}>
      <div
        ref={box} className={style.box} role="grid" tabIndex={0} aria-label={t.sheet(name)} aria-describedby={`${gridId}-help`} aria-rowcount={sample.length + 1} aria-colcount={headings.length + 1}
        aria-activedescendant={isDrawn ? `${gridId}-${active.row}-${active.column}` : undefined} onKeyDown={grid.onKeyDown}
      >
        <HeadCells sheet={sheet} items={columns.items} left={numberWidth} width={width} active={active.column} onField={onField} />
        <div role="rowgroup" className={style.body} style={{ height: rows.total, width }}>
          {rows.items.map(({ index, start }) => {
            const one = sample[index]
            const isHere = active.row === index
            return one && (
              <RowCells
                key={one.row} gridId={gridId} index={index} top={start} line={one} preview={sheet.preview} items={columns.items} left={numberWidth} width={width} marks={marks} active={isHere ? active.column : undefined}
                editing={editing && isHere} onPoint={(column, edit) => grid.point({ row: index, column }, edit)} onKeep={grid.keep} onLeave={grid.leave}
              />
            )
          })}
        </div>
      </div>
      <p id={`${gridId}-help`} className="visually-hidden">{t.gridHelp}</p>
      {line && heading && <ReasonBar row={line.row} heading={heading} mark={marks.get(`${line.row}:${heading.letter}`) ?? marks.get(`${line.row}:`)} onEdit={() => grid.point(active, true)} onTakeBack={grid.keep} onStep={onStep} />}
    </div>
  )
}

/** Where one is in the sheet, what the keys do, what is being mended. */
function useSheetGrid({ sheet, target, onCell }: Props) {
  const { headings, sample } = sheet.preview
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 })
  const [editing, setEditing] = useState(false)
  const marks = useMemo(() => marksOf(sheet), [sheet])
  const { rows, columns, show } = useSheetWindow(sheet, box)
  const point = (cell: Cell, edit: boolean) => {
    setActive(cell)
    setEditing(edit)
  }
  useTarget(target, sheet, { box, go: (cell, edit) => { point(cell, edit); show(cell) } })
  const heading = headings[active.column]
  const line = sample[active.row]
  const value = line && heading ? line.cells[heading.column] ?? null : null
  const leave = () => {
    setEditing(false)
    box.current?.focus()
  }
  const keep = (next: CellValue) => {
    if (line && heading && next !== value) onCell({ row: line.row, column: heading.letter, value: next, before: value })
    leave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const screen = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 3)
    const next = moveOf(event.key, active, { rows: sample.length, columns: headings.length, screen })
    const cell = next && { row: Math.max(0, next.row), column: next.column }
    if (cell) setActive(cell)
    else if (['Enter', 'F2', 'e'].includes(event.key)) setEditing(true)
    else return
    if (cell) show(cell)
    event.preventDefault()
  }
  return { box, active, editing, marks, rows, columns, line, heading, point, leave, keep, onKeyDown }
}

/** The rows and columns that are on screen. */
function useSheetWindow({ preview: { headings, sample } }: SheetDraft, box: RefObject<HTMLDivElement | null>) {
  const widths = useMemo(() => headings.map((heading) => widthOf(heading, sample)), [headings, sample])
  const getScrollElement = () => box.current
  const rows = useVirtualizer<HTMLDivElement, Element>({ count: sample.length, getScrollElement, estimateSize: () => rowHeight, overscan: 8, scrollPaddingStart: headHeight })
  const columns = useVirtualizer<HTMLDivElement, Element>({ count: headings.length, horizontal: true, getScrollElement, estimateSize: (at) => widths[at] ?? 120, overscan: 4, scrollPaddingStart: numberWidth })
  useEffect(() => columns.measure(), [widths, columns])
  const show = ({ row, column }: Cell) => {
    rows.scrollToIndex(row, { align: 'auto' })
    columns.scrollToIndex(column, { align: 'auto' })
  }
  return { rows: { items: rows.getVirtualItems(), total: rows.getTotalSize() }, columns: { items: columns.getVirtualItems(), total: columns.getTotalSize() }, show }
}

type Mover = { box: RefObject<HTMLDivElement | null>; go: (cell: Cell, edit: boolean) => void }

/** Goes where the list of problems (or n and p) points; each turn once. */
function useTarget(target: Target | null, { id, preview }: SheetDraft, { box, go }: Mover): void {
  const done = useRef(0)
  useEffect(() => {
    if (!target || target.sheet !== id || target.turn === done.current) return
    const row = preview.sample.findIndex((line) => line.row === target.row)
    if (row < 0) return
    done.current = target.turn
    const column = preview.headings.findIndex((heading) => heading.letter === target.column)
    box.current?.scrollIntoView({ block: 'center' })
    box.current?.focus({ preventScroll: true })
    go({ row, column: Math.max(0, column) }, target.edit && column >= 0)
  })
}

/** What is wrong or mended, by `row:LETTER`; a problem of the whole row by `row:`. */
function marksOf({ preview, mended }: SheetDraft): Map<string, Marked> {
  const marks = new Map<string, Marked>()
  for (const cell of mended) marks.set(`${cell.row}:${cell.column}`, { problems: [], mended: cell })
  for (const problem of preview.problems) {
    const key = `${problem.row}:${problem.column ?? ''}`
    const mark = marks.get(key)
    marks.set(key, { problems: [...(mark?.problems ?? []), problem], mended: mark?.mended })
  }
  return marks
}

/** Wide enough for what mostly stands there. Chinese takes two places. */
function widthOf(heading: Heading, sample: SheetDraft['preview']['sample']): number {
  const lengths = sample.slice(0, 40).map(({ cells }) => placesOf(cells[heading.column] ?? null)).sort((a, b) => a - b)
  const usual = lengths[Math.floor(lengths.length * 0.85)] ?? 0
  return Math.min(300, Math.max(128, 36 + 7.4 * Math.max(usual, Math.min(placesOf(heading.text), 26))))
}

function placesOf(value: CellValue): number {
  return value === null ? 0 : [...String(value)].reduce((sum, letter) => sum + (letter > '⺀' ? 1.9 : 1), 0)
}
