import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { intakeWords } from '../../words/intake.ts'
import { Failure, useCall, useWords } from '../../parts/index.ts'
import { countsOf, nextStep, type Step } from './draft.ts'
import style from './intake.module.css'
import type { Intake } from './work.ts'

type Props = { intake: Intake; onConfirm: (sheets: readonly string[]) => void; onMend: () => void }

/** Says at all times how it stands; the one button says what will happen. */
export function LoadBar({ intake, onConfirm, onMend }: Props) {
  const t = useWords(intakeWords)
  const [failed, setFailed] = useState<Error | null>(null)
  const [starting, setStarting] = useState(false)
  const step = nextStep(intake.draft)
  const start = (dryRun: boolean) => {
    setStarting(true)
    setFailed(null)
    intake.start(dryRun).catch((error: unknown) => setFailed(error instanceof Error ? error : new Error(String(error)))).finally(() => setStarting(false))
  }
  const act = () => {
    if (step.do === 'confirm') onConfirm(step.sheets)
    else if (step.do === 'mend') onMend()
    else start(false)
  }
  return (
    <div className={`${style.loadBar} no-print`} role="region" aria-label={t.tally}>
      {failed && <Failure error={failed} compact />}
      <div className={style.loadLine}>
        <Tally intake={intake} />
        <div className="row">
          <Button variant="subtle" onClick={intake.clear}>{t.startOver}</Button>
          {step.do === 'load' && <Button variant="default" disabled={starting} onClick={() => start(true)}>{t.tryOut}</Button>}
          <Button id="intake-next" loading={starting} disabled={step.do === 'wait' || step.do === 'nothing'} onClick={act}>{useStepWords(step)}</Button>
        </div>
      </div>
    </div>
  )
}

function useStepWords(step: Step): string {
  const t = useWords(intakeWords)
  switch (step.do) {
    case 'wait': return t.busy
    case 'nothing': return t.nothingToLoad
    case 'confirm': return t.confirmFirst(step.sheets.length)
    case 'mend': return t.mendFirst(formatCount(step.rows))
    case 'load': return step.all ? t.loadAll(formatCount(step.rows)) : t.loadGood(formatCount(step.rows))
  }
}

function Tally({ intake }: { intake: Intake }) {
  const t = useWords(intakeWords)
  const { data } = useCall('getStatus', {})
  const { rows, good, toMend } = countsOf(intake.draft)
  const trial = intake.draft.outcome?.dryRun ? intake.draft.outcome.result.questions : 0
  const items: [number | undefined, string][] = [[rows, t.tallyRows], [good, t.tallyGood], [toMend, t.tallyMend], [data && data.questions + trial, t.tallyQuestions]]
  return (
    <p className={style.tally} role="status">
      {items.map(([count, word]) => <span key={word}><strong>{formatCount(count)}</strong> {word}</span>)}
    </p>
  )
}
