import { sheetFields, type Field } from '../../../src/shared/sheets.ts'
import { intakeWords } from '../../words/intake.ts'
import { useText, useWords } from '../../parts/index.ts'
import type { Heading, SheetDraft } from './draft.ts'
import style from './grid.module.css'

/** What a column is read as, with why it was guessed; a native select, so that a phone shows its own. */
export function FieldSelect({ sheet, heading, onField }: { sheet: SheetDraft; heading: Heading; onField: (field: string | null) => void }) {
  const t = useWords(intakeWords)
  const say = useText()
  const { kind, recipe } = sheet.preview
  const fields: [string, Field][] = kind ? Object.entries(sheetFields[kind]) : []
  const none = recipe?.wide ? t.ownIndicator : t.notRead
  const why = useWhy(sheet, heading)
  return (
    <span className={style.field}>
      <select className={style.select} aria-label={t.field(heading.letter, heading.text)} value={heading.field ?? ''} disabled={recipe === null} onChange={(event) => onField(event.currentTarget.value || null)}>
        <option value="">{none}</option>
        {fields.map(([name, field]) => <option key={name} value={name}>{say(field.title)}</option>)}
      </select>
      {why && <span className={style.why}>{why}</span>}
    </span>
  )
}

function useWhy({ chosen, standing }: SheetDraft, { letter, field, why }: Heading): string | null {
  const t = useWords(intakeWords)
  if (chosen.includes(letter)) return t.whyChosen
  if (field === null || standing === 'known') return null
  return why === 'exact' ? t.whyExact : why === 'similar' ? t.whySimilar : why === 'values' ? t.whyValues : null
}
