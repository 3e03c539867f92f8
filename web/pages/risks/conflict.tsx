import { Button } from '@mantine/core'
import { riskGrades, riskStatuses } from '../../../src/shared/vocabulary.ts'
import { useCall, useText, useWords } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'
import type { Draft, Now } from './risk.ts'
import style from './risks.module.css'

/** Somebody else was quicker: what stands now where it differs from what was typed, and the two ways on. */
export function Conflict({ now, draft, onSave, onTake, pending }: { now: Now; draft: Draft; onSave: () => void; onTake: () => void; pending: boolean }) {
  const t = useWords(riskWords)
  const say = useText()
  const owner = useCall('getOrganisation', { params: { organisation: now.owner ?? 0 } }, { enabled: now.owner !== null && now.owner !== draft.ownerId })
  const lines = [
    [t.status, say(riskStatuses[now.status])] as const,
    ...(now.grade !== draft.grade ? [[t.grade, now.grade ? say(riskGrades[now.grade]) : t.noGrade] as const] : []),
    ...(now.owner !== draft.ownerId ? [[t.owner, now.owner === null ? t.noOwner : owner.data?.name ?? t.organisationNumber(now.owner)] as const] : []),
    ...((now.dueDate?.slice(0, 10) ?? null) !== draft.dueDate ? [[t.due, now.dueDate?.slice(0, 10) ?? t.noDue] as const] : []),
    ...((now.note ?? '') !== draft.note.trim() ? [[t.note, now.note ?? t.none] as const] : []),
  ]
  return (
    <div className={style.conflict} role="alert">
      <p><strong>{t.conflictTitle}</strong></p>
      <p>{t.conflictWhat}</p>
      <ul>{lines.map(([field, value]) => <li key={field}>{t.nowIs(field, value)}</li>)}</ul>
      <div className="row"><Button size="xs" loading={pending} onClick={onSave}>{t.saveAnyway}</Button><Button size="xs" variant="default" onClick={onTake}>{t.takeTheirs}</Button></div>
    </div>
  )
}
