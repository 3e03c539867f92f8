import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Evidence } from '../../../src/shared/contract/ledger.ts'
import { formatDate } from '../../../src/shared/format.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { Confirm } from '../dialogs.tsx'
import { useText, useWords } from '../language.tsx'
import { useAct } from '../queries.ts'
import style from './evidence.module.css'

/** By which rule or person the shown claim was chosen, and the way back. */
export function Resolution({ resolution, canUndo }: { resolution: NonNullable<Evidence['resolution']>; canUndo: boolean }) {
  const t = useWords(evidenceWords)
  const say = useText()
  const [asking, setAsking] = useState(false)
  const undo = useAct('undoResolution', { onDone: () => setAsking(false) })
  const made = resolution.resolution
  return (
    <section className={style.section}>
      <h3>{t.how}</h3>
      <p>{say(resolution.text)}</p>
      {resolution.by === 'person' && <p className="muted">{t.byPerson(resolution.person ?? '', formatDate(resolution.madeAt))}</p>}
      {resolution.reason && <p>{t.reasonGiven(resolution.reason)}</p>}
      {resolution.rule && <p className="muted small">{resolution.ruleVersion === null ? resolution.rule : t.formulaVersion(resolution.rule, resolution.ruleVersion)}</p>}
      {canUndo && made !== null && (
        <>
          <Button size="compact-sm" variant="default" mt={6} onClick={() => setAsking(true)}>{t.undo}</Button>
          <Confirm opened={asking} onClose={() => setAsking(false)} title={t.undo} action={t.undo} pending={undo.isPending} error={undo.error} onConfirm={() => undo.mutate({ params: { resolution: made } })}>{t.undoWhat}</Confirm>
        </>
      )}
    </section>
  )
}
