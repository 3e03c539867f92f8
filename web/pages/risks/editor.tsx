import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import { keysOf, riskGrades, riskStatuses, type RiskGrade, type RiskStatus } from '../../../src/shared/vocabulary.ts'
import { Failure, useAct, useText, useWords } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'
import { Conflict } from './conflict.tsx'
import { OwnerField } from './owner-field.tsx'
import { changeOf, draftOf, isChanged, nowOf, rebase, type Draft } from './risk.ts'
import style from './risks.module.css'

/**
 * Grade, owner, date, note, and what becomes of the risk. What was read stays the base of what is sent; if somebody else was quicker, what
 * was typed stays and what stands now is shown beside it.
 */
export function RiskEditor({ row }: { row: RiskRow }) {
  const t = useWords(riskWords)
  const [base, setBase] = useState(row)
  const [draft, setDraft] = useState<Draft>(() => draftOf(row))
  const [asked, setAsked] = useState<RiskStatus | undefined>(undefined)
  const [needGrade, setNeedGrade] = useState(false)
  const adopt = (next: RiskRow) => { setBase(next); setDraft(draftOf(next)) }
  const update = useAct('updateRisk', { onDone: adopt })
  const now = update.error?.code === 'changed-meanwhile' ? nowOf(update.error.details) : null
  const changed = isChanged(base, draft)
  useFresh(now?.edition)
  if (now && now.edition > base.edition) {
    const next = rebase(base, draft, now)
    setBase(next.base)
    setDraft(next.draft)
  } else if (!changed && !now && !update.isPending && row.edition > base.edition) adopt(row) // Nothing typed: what others did simply shows.

  const send = (status?: RiskStatus) => {
    const missing = status === 'confirmed' && draft.grade === null
    setNeedGrade(missing)
    if (missing) return
    setAsked(status)
    update.mutate({ params: { risk: row.risk }, body: changeOf(base, draft, base.edition, status) })
  }
  return (
    <form className={`${style.block} ${style.editor}`} aria-label={t.edit} onSubmit={(event) => { event.preventDefault(); if (changed) send() }}>
      <h3>{t.edit} <StatusWord status={base.status} /></h3>
      <Fields row={row} draft={draft} onDraft={(part) => { setDraft({ ...draft, ...part }); setNeedGrade(false) }} needGrade={needGrade} />
      {now && <Conflict now={now} draft={draft} onSave={() => send(asked)} onTake={() => { update.reset(); adopt(row.edition >= base.edition ? row : base) }} pending={update.isPending} />}
      {update.error && !now && <Failure error={update.error} compact />}
      {!now && <Actions status={base.status} changed={changed} pending={update.isPending} onSend={send} />}
      <p role="status" className="muted small">{changed && !update.isPending ? t.unsaved : update.isSuccess ? t.saved : ''}</p>
    </form>
  )
}

/** After a refusal the list is asked for again: what stands now is somebody else's edition. */
function useFresh(edition: number | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (edition !== undefined) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'listRisks' || queryKey[0] === 'listRiskEvents' })
  }, [client, edition])
}

function StatusWord({ status }: { status: RiskStatus }) {
  const say = useText()
  return <span className="muted">{say(riskStatuses[status])}</span>
}

type FieldsProps = { row: RiskRow; draft: Draft; onDraft: (part: Partial<Draft>) => void; needGrade: boolean }

function Fields({ row, draft, onDraft, needGrade }: FieldsProps) {
  const t = useWords(riskWords)
  const say = useText()
  const proposed = row.proposedGrade
  return (
    <>
      <div className={style.pair}>
        <div>
          <Select
            label={t.grade} placeholder={t.noGrade} clearable value={draft.grade} error={needGrade ? t.needGrade : undefined} data={keysOf(riskGrades).map((value) => ({ value, label: say(riskGrades[value]) }))}
            onChange={(value) => onDraft({ grade: value as RiskGrade | null })}
          />
          {proposed && draft.grade !== proposed && <Button size="compact-sm" variant="subtle" mt={4} onClick={() => onDraft({ grade: proposed })}>{t.proposedGrade(say(riskGrades[proposed]))} · {t.adopt(say(riskGrades[proposed]))}</Button>}
        </div>
        <TextInput type="date" label={t.due} value={draft.dueDate ?? ''} onChange={(event) => onDraft({ dueDate: event.currentTarget.value || null })} />
      </div>
      <OwnerField key={draft.ownerId} id={draft.ownerId} name={draft.owner ?? (row.ownerId === draft.ownerId ? row.owner : null)} suggested={row.own.organisations} onChange={(ownerId, owner) => onDraft({ ownerId, owner })} />
      <Textarea label={t.note} autosize minRows={2} maxLength={4000} value={draft.note} onChange={(event) => onDraft({ note: event.currentTarget.value })} />
    </>
  )
}

function Actions({ status, changed, pending, onSend }: { status: RiskStatus; changed: boolean; pending: boolean; onSend: (status?: RiskStatus) => void }) {
  const t = useWords(riskWords)
  return (
    <div className="row">
      {status === 'proposed' && <Button loading={pending} onClick={() => onSend('confirmed')}>{t.confirm}</Button>}
      {status !== 'proposed' && <Button type="submit" loading={pending} disabled={!changed}>{t.save}</Button>}
      {status === 'proposed' && changed && <Button type="submit" variant="default" disabled={pending}>{t.save}</Button>}
      {status === 'proposed' && <Button variant="default" disabled={pending} onClick={() => onSend('refused')}>{t.refuse}</Button>}
      {status === 'confirmed' && <Button variant="default" disabled={pending} onClick={() => onSend('closed')}>{t.closeRisk}</Button>}
      {(status === 'closed' || status === 'refused') && <Button variant="default" disabled={pending} onClick={() => onSend('proposed')}>{t.reopen}</Button>}
    </div>
  )
}
