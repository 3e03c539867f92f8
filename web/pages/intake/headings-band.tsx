import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { sheetFields, type Field } from '../../../src/shared/sheets.ts'
import { keysOf, sheetKinds, type SheetKind, type Text } from '../../../src/shared/vocabulary.ts'
import { intakeWords } from '../../words/intake.ts'
import { Failure, useText, useWords } from '../../parts/index.ts'
import { changeSheet, nameOfSheet, type FileDraft, type SheetDraft } from './draft.ts'
import style from './intake.module.css'
import { KeepRecipe, RecipeSelect } from './recipe-tools.tsx'
import { SheetGrid, type Target } from './sheet-grid.tsx'
import type { Intake } from './work.ts'

type Props = { intake: Intake; isOpen: (sheet: SheetDraft) => boolean; onOpen: (sheet: SheetDraft, open: boolean) => void; target: Target | null; onStep: (step: 1 | -1) => void }

/** Every sheet: known ones as one line, guessed ones open with the field of each column to confirm. */
export function HeadingsBand({ intake, ...view }: Props) {
  const t = useWords(intakeWords)
  const sheets = intake.draft.files.flatMap((file) => file.sheets.map((sheet) => ({ file, sheet })))
  return (
    <section className={style.band} aria-labelledby="band-headings">
      <h2 id="band-headings">{t.headings}</h2>
      {sheets.length === 0 && <p className="muted">{t.headingsEmpty}</p>}
      {sheets.map(({ file, sheet }) => <SheetPart key={sheet.id} file={file} sheet={sheet} intake={intake} {...view} />)}
    </section>
  )
}

function SheetPart({ file, sheet, intake, isOpen, onOpen, target, onStep }: Props & { file: FileDraft; sheet: SheetDraft }) {
  const id = useId()
  const open = isOpen(sheet)
  const name = nameOfSheet(file, sheet)
  return (
    <article className={style.part} data-out={!sheet.include || undefined} aria-labelledby={id}>
      <SheetLine id={id} name={name} sheet={sheet} open={open} onOpen={(next) => onOpen(sheet, next)} intake={intake} />
      {open && (
        <div className={style.opened}>
          <SheetTools sheet={sheet} intake={intake} />
          <SheetNotes sheet={sheet} />
          {sheet.error && <Failure error={sheet.error} compact />}
          <SheetGrid sheet={sheet} name={name} target={target} onField={(heading, field) => intake.setField(sheet, heading, field)} onCell={(cell) => intake.setCell(sheet, cell)} onStep={onStep} />
          <SheetFoot sheet={sheet} intake={intake} onConfirmed={() => { onOpen(sheet, sheet.preview.toMend > 0); focusOn('intake-next') }} />
        </div>
      )}
    </article>
  )
}

type LineProps = { id: string; name: string; sheet: SheetDraft; open: boolean; onOpen: (open: boolean) => void; intake: Intake }

function SheetLine({ id, name, sheet, open, onOpen, intake }: LineProps) {
  const t = useWords(intakeWords)
  const say = useText()
  const { preview, include, standing } = sheet
  const words = preview.instead ? t.nothing : preview.kind === null ? t.unclear : !include ? t.leftOut : standing === 'known' ? t.known(titleOf(preview.recipe, say)) : standing === 'guessed' ? t.guessed : t.confirmed
  return (
    <div className={style.line}>
      <Checkbox aria-label={t.include(name)} checked={include} disabled={preview.kind === null} onChange={(event) => { const on = event.currentTarget.checked; intake.change((draft) => changeSheet(draft, sheet.id, (one) => ({ ...one, include: on }))) }} />
      <h3 id={id} className={style.sheetName}>{name}</h3>
      {preview.kind && <span>{say(sheetKinds[preview.kind])}</span>}
      <span className={style.standing} data-standing={include ? standing : 'out'}>{words}</span>
      <span className={style.counts}>{t.rowsLine(formatCount(preview.rows), formatCount(preview.toMend))}{preview.warnings > 0 && ` · ${t.warningsLine(formatCount(preview.warnings))}`}</span>
      <Button id={`show-${sheet.id}`} size="compact-sm" variant="subtle" aria-expanded={open} aria-describedby={id} leftSection={open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />} onClick={() => onOpen(!open)}>{open ? t.hideSheet : t.showSheet}</Button>
    </div>
  )
}

function titleOf(recipe: SheetDraft['preview']['recipe'], say: ReturnType<typeof useText>): string {
  return recipe?.title ? say(recipe.title) : recipe?.name ?? ''
}

function SheetTools({ sheet, intake }: { sheet: SheetDraft; intake: Intake }) {
  const t = useWords(intakeWords)
  const say = useText()
  const { kind, recipe } = sheet.preview
  return (
    <div className={style.tools}>
      <NativeSelect
        size="xs" label={t.kind} value={kind ?? ''} onChange={(event) => { if (event.currentTarget.value) intake.setKind(sheet, event.currentTarget.value as SheetKind) }}
        data={[...(kind ? [] : [{ value: '', label: t.kindNone }]), ...keysOf(sheetKinds).map((value) => ({ value, label: say(sheetKinds[value]) }))]}
      />
      <RecipeSelect sheet={sheet} intake={intake} />
      {kind === 'observations' && recipe && <Checkbox size="xs" label={t.wide} checked={recipe.wide} onChange={(event) => intake.setRecipe(sheet, { ...recipe, wide: event.currentTarget.checked })} />}
      <span role="status" className={`${style.checking} muted small`}>{sheet.checking ? t.checking : ''}</span>
    </div>
  )
}

/** What stands above the table, and what is taken from there for every row. */
function SheetNotes({ sheet }: { sheet: SheetDraft }) {
  const t = useWords(intakeWords)
  const say = useText()
  const { notes, recipe, instead } = sheet.preview
  const constants = Object.entries(recipe?.constants ?? {})
  if (instead) return <p>{say(instead)}</p>
  if (notes.length === 0 && constants.length === 0) return null
  return (
    <p className="small muted">
      {notes.length > 0 && <>{t.notes}：{notes.map(say).join('；')} </>}
      {constants.length > 0 && <>{t.constants}：{constants.map(([field, value]) => `${say(fieldTitle(sheet, field))} = ${String(value)}`).join('；')}</>}
    </p>
  )
}

function SheetFoot({ sheet, intake, onConfirmed }: { sheet: SheetDraft; intake: Intake; onConfirmed: () => void }) {
  const t = useWords(intakeWords)
  const { rows, sample, kind } = sheet.preview
  const confirm = () => {
    intake.change((draft) => changeSheet(draft, sheet.id, (one) => ({ ...one, standing: 'confirmed' })))
    onConfirmed()
  }
  return (
    <div className={style.foot}>
      {rows > sample.length && <span className="muted small">{t.shownRows(formatCount(sample.length), formatCount(rows))}</span>}
      {sheet.standing !== 'known' && kind !== null && <KeepRecipe sheet={sheet} intake={intake} />}
      {sheet.standing === 'guessed' && kind !== null && sheet.include && <Button id={`confirm-${sheet.id}`} variant="outline" disabled={sheet.checking} onClick={confirm}>{t.confirm}</Button>}
    </div>
  )
}

function fieldTitle({ preview: { kind } }: SheetDraft, field: string): Text {
  const fields: Record<string, Field> = kind ? sheetFields[kind] : {}
  return fields[field]?.title ?? { zh: field, en: field }
}

/** The button that was pressed is gone; the next step takes its place. */
function focusOn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus({ preventScroll: true }))
}
