import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { partWords } from '../words/parts.ts'
import { useWords } from './language.tsx'
import { useCall } from './queries.ts'
import { useClosingList } from './use-closing-list.ts'

export type Named = { id: number; name: string | null }
type Common = { label: string; suggested: readonly { id: number; name: string }[]; required?: boolean | undefined; error?: string | undefined }
type Props = Common & {
  id: number | null; name: string | null; onChange: (id: number | null, name: string | null) => void
  /** In a cell: its label is read out alone, it takes the focus, and is left without a choice by Esc or by going elsewhere. */
  onLeave?: (() => void) | undefined
}

/** More suggestions than these are no help; the rest is found by typing. */
export const suggestedAtMost = 8

/** An organisation found in the registry; those that are suggested stand first while nothing is typed. */
export function OrganisationField({ label, id, name, suggested, required, error, onChange, onLeave }: Props) {
  const t = useWords(partWords)
  const [text, setText] = useState(name ?? '')
  const found = useFound(text, name)
  const first = suggested.slice(0, suggestedAtMost).filter((one) => one.id !== id).map(optionOf)
  const rest = found.items.filter((one) => one.id !== id).map(optionOf)
  const now = id !== null ? [{ value: String(id), label: name ?? t.organisationNumber(id) }] : []
  const data = found.searching ? [{ group: t.foundOrganisations, items: [...rest, ...now] }] : [{ group: t.suggestedOrganisations, items: [...now, ...first] }]
  const choose = (value: string | null) => {
    const chosen = [...now, ...first, ...rest].find((one) => one.value === value)?.label ?? null
    onChange(value === null ? null : Number(value), chosen)
  }
  return (
    <Select
      {...(onLeave ? { 'aria-label': label, size: 'xs', 'data-autofocus': true, ref: focusOnce, onBlur: onLeave, onKeyDown: (event) => { event.stopPropagation(); if (event.key === 'Escape') onLeave() } } : { label, clearable: true })}
      placeholder={t.searchOrganisation} searchable value={id === null ? null : String(id)} searchValue={text} onSearchChange={setText} onChange={choose}
      data={data} filter={({ options }) => options} nothingFoundMessage={t.noOrganisation} withAsterisk={required} error={error}
    />
  )
}

function focusOnce(element: HTMLInputElement | null): void {
  element?.focus()
  element?.select()
}

type SeveralProps = Omit<Common, 'suggested'> & { hint?: string | undefined; value: readonly Named[]; suggested?: readonly Named[] | undefined; most?: number | undefined; onChange: (value: Named[]) => void }

/** Organisations found in the registry, one or several; suggested ones stand there while nothing is typed. */
export function OrganisationsField({ label, hint, value, suggested = [], most, required, error, onChange }: SeveralProps) {
  const t = useWords(partWords)
  const [text, setText] = useState('')
  const list = useClosingList()
  const found = useFound(text, null)
  const offered = found.searching ? found.items : suggested
  const all = [...new Map<number, Named>([...value, ...offered].map((one) => [one.id, one])).values()]
  return (
    <MultiSelect
      {...list} label={label} description={hint} withAsterisk={required ?? false} searchable searchValue={text} onSearchChange={setText} {...(most === undefined ? {} : { maxValues: most })}
      data={all.map(({ id, name }) => ({ value: String(id), label: name ?? t.organisationNumber(id) }))} value={value.map(({ id }) => String(id))} filter={({ options }) => options} hidePickedOptions
      placeholder={value.length === 0 ? t.searchOrganisation : ''} nothingFoundMessage={t.noOrganisation} error={error}
      onChange={(ids) => onChange(ids.map((id) => all.find((one) => String(one.id) === id)!))}
    />
  )
}

function useFound(text: string, name: string | null): { searching: boolean; items: readonly { id: number; name: string }[] } {
  const [asked] = useDebouncedValue(text.trim(), 150)
  const searching = asked !== '' && asked !== name
  const found = useCall('search', { query: { text: asked, kind: 'organisation' } }, { enabled: searching, keepPrevious: true })
  return { searching, items: searching ? (found.data ?? []).map(({ id, label }) => ({ id, name: label })) : [] }
}

function optionOf({ id, name }: { id: number; name: string }): { value: string; label: string } {
  return { value: String(id), label: name }
}
