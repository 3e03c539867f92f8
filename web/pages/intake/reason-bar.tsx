import { Button } from '@mantine/core'
import { intakeWords } from '../../words/intake.ts'
import { useText, useWords } from '../../parts/index.ts'
import type { CellValue, Heading } from './draft.ts'
import type { Marked } from './grid-cells.tsx'
import style from './grid.module.css'

type Props = { row: number; heading: Heading; mark: Marked | undefined; onEdit: () => void; onTakeBack: (value: CellValue) => void; onStep: (step: 1 | -1) => void }

/** Where one is in the sheet, what is wrong there and what to do; also for fingers and screen readers. */
export function ReasonBar({ row, heading, mark, onEdit, onTakeBack, onStep }: Props) {
  const t = useWords(intakeWords)
  const say = useText()
  const before = mark?.mended
  return (
    <div className={style.reason}>
      <p role="status" className={style.words}>
        <strong>{t.cellAt(String(row), t.columnAt(heading.letter, heading.text))}</strong>{' '}
        {mark?.problems.map(({ code, message, severity }) => <span key={code} data-bad={severity}>{say(message)} </span>)}
        {before && mark.problems.length === 0 && <span>{t.mendedSign}</span>}
      </p>
      <div className="row">
        {before && <Button size="compact-sm" variant="subtle" onClick={() => onTakeBack(before.before)}>{t.takeBack(before.before === null ? t.blankCell : String(before.before))}</Button>}
        <Button size="compact-sm" variant="default" onClick={onEdit}>{t.edit}</Button>
        <Button size="compact-sm" variant="subtle" onClick={() => onStep(-1)}>{t.previous}</Button>
        <Button size="compact-sm" variant="subtle" onClick={() => onStep(1)}>{t.next}</Button>
      </div>
    </div>
  )
}
