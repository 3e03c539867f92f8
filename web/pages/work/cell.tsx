import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { WorkRow } from '../../../src/shared/contract/governance.ts'
import { ApiError, Failure, OrganisationField, RegionField, useAct, useCall, useRegion, useWords, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { workWords } from '../../words/work.ts'
import style from '../governance/governance.module.css'
import cellStyle from './work.module.css'

/** A change of a cell: as it was typed, and as it is sent. */
export type CellEdit = { row: WorkRow; field: 'title' | 'due' | 'region' | 'lead'; value: string; sent: unknown }

type Props = { row: WorkRow; field: Exclude<CellEdit['field'], 'lead'>; editable: boolean; onEdit: (edit: CellEdit) => void }

/** A cell that Enter or a click turns into a field; Enter keeps what was typed, Esc drops it. */
export function EditableCell({ row, field, editable, onEdit }: Props) {
  const t = useWords(workWords)
  const [typed, setTyped] = useState<string | null>(null)
  const value = row[field] ?? ''
  const label = useFieldName()(field)
  const region = useRegion({ codes: true })
  const shown = value === '' ? '—' : field === 'region' ? region(value) : value
  if (!editable) return <>{shown}</>
  const end = (keep: boolean, back: boolean) => {
    if (keep && typed !== null && typed.trim() !== value) onEdit({ row, field, value: typed.trim(), sent: typed.trim() === '' ? null : typed.trim() })
    setTyped(null)
    if (back) backToTable()
  }
  if (typed === null) return <button type="button" tabIndex={-1} className={cellStyle.cell} aria-label={t.editCell(label, shown)} onClick={() => setTyped(value)}>{shown}</button>
  if (field === 'region') return <RegionCell label={label} code={value} onEnd={(code) => { if (code !== null && code !== value) onEdit({ row, field, value: code, sent: code === '' ? null : code }); setTyped(null) }} />
  return (
    <input
      className={cellStyle.input} type={field === 'due' ? 'date' : 'text'} aria-label={label} value={typed} ref={(element) => element?.focus()} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={() => end(true, false)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter' || event.key === 'Escape') { event.preventDefault(); end(event.key === 'Enter', true) }
      }}
    />
  )
}

/** A region is chosen, not typed; Esc, or going elsewhere, leaves it as it was. */
function RegionCell({ label, code, onEnd }: { label: string; code: string; onEnd: (code: string | null) => void }) {
  return <div role="presentation" onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Escape') onEnd(null) }}><RegionField label={label} code={code} onChange={onEnd} onLeave={() => onEnd(null)} /></div>
}

function backToTable(): void {
  document.querySelector<HTMLElement>('[data-table="work"]')?.focus({ preventScroll: true })
}

/** The cell of the lead: Enter or a click turns it into a field in which an organisation is found by typing. */
export function LeadCell({ row, editable, onEdit }: Omit<Props, 'field'>) {
  const t = useWords(workWords)
  const [open, setOpen] = useState(false)
  const { lead } = row
  const name = lead?.name ?? '—'
  if (!editable) return <>{name}</>
  if (!open) return <button type="button" tabIndex={-1} className={cellStyle.cell} aria-label={t.editCell(t.lead2, name)} onClick={() => setOpen(true)}>{name}</button>
  const choose = (id: number | null, chosen: string | null) => {
    if (id !== null && id !== lead?.id) onEdit({ row, field: 'lead', value: chosen ?? `#${id}`, sent: id })
    setOpen(false)
    backToTable()
  }
  return <OrganisationField label={t.lead2} id={lead?.id ?? null} name={lead?.name ?? null} suggested={[]} onChange={choose} onLeave={() => setOpen(false)} />
}

function useFieldName(): (field: CellEdit['field']) => string {
  const t = useWords(workWords)
  const g = useWords(governanceWords)
  return (field) => ({ title: g.title, due: t.due, region: t.region, lead: t.lead2 })[field]
}

function shownIn(work: Output<'getWork'>, field: CellEdit['field']): string {
  return (field === 'lead' ? work.lead?.name : work[field]) ?? ''
}

/** Sends a cell's change; if it is refused, says so above the table and keeps what was typed until it is sent again or dropped. */
export function CellNotice({ edit, onEnd }: { edit: CellEdit; onEnd: () => void }) {
  const t = useWords(workWords)
  const { row, field, value, sent } = edit
  const client = useQueryClient()
  const act = useAct('actOnWork', { onDone: onEnd })
  const { mutate } = act
  const stale = act.error instanceof ApiError && act.error.code === 'changed-meanwhile'
  const now = useCall('getWork', { params: { item: row.item } }, { enabled: stale })
  const name = useFieldName()(field)
  const region = useRegion({ codes: true })
  const shown = (text: string): string => (text !== '' && field === 'region' ? region(text) : text || '—')
  useEffect(() => { mutate({ params: { item: row.item }, body: { event: 'edit', version: row.version, input: { [field]: sent } } }) }, [mutate, row, field, sent])
  const keep = () => { onEnd(); void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'listWork' }) }
  if (!act.error) return null
  return (
    <div className={style.conflict} role="alert">
      <p><strong>{t.cellFailed(row.title)}</strong></p>
      {!stale && <Failure error={act.error} compact />}
      {stale && now.data && <p>{t.cellStale(name, shown(value), shown(shownIn(now.data, field)))}</p>}
      <div className="row">
        {stale && now.data && <Button size="xs" onClick={() => mutate({ params: { item: row.item }, body: { event: 'edit', version: now.data!.version, input: { [field]: sent } } })}>{t.cellAgain}</Button>}
        <Button size="xs" variant="default" onClick={keep}>{t.cellDrop}</Button>
      </div>
    </div>
  )
}
