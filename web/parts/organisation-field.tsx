import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { partWords } from '../words/parts.ts'
import { useWords } from './language.tsx'
import { useCall } from './queries.ts'

export type Named = { id: number; name: string | null }
type Common = { label: string; suggested: readonly { id: number; name: string }[]; required?: boolean | undefined; error?: string | undefined }
type Props = Common & { id: number | null; name: string | null; onChange: (id: number | null, name: string | null) => void }

const suggestedAtMost = 8

/** An organisation found in the registry; those that are suggested stand first while nothing is typed. */
export function OrganisationField({ label, id, name, suggested, required, error, onChange }: Props) {
  const t = useWords(partWords)
  const [text, setText] = useState(name ?? '')
  const found = useFound(text, name)
  const first = suggested.slice(0, suggestedAtMost).filter((one) => one.id !== id).map(optionOf)
  const rest = found.items.filter((one) => one.id !== id).map(optionOf)
  const now = id !== null ? [{ value: String(id), label: name ?? t.organisationNumber(id) }] : []
  const data = found.searching ? [{ group: t.foundOrganisations, items: [...now, ...rest] }] : [{ group: t.suggestedOrganisations, items: [...now, ...first] }]
  const choose = (value: string | null) => {
    const chosen = [...now, ...first, ...rest].find((one) => one.value === value)?.label ?? null
    onChange(value === null ? null : Number(value), chosen)
  }
  return (
    <Select
      label={label} placeholder={t.searchOrganisation} searchable clearable value={id === null ? null : String(id)} searchValue={text} onSearchChange={setText} onChange={choose}
      data={data} filter={({ options }) => options} nothingFoundMessage={t.noOrganisation} withAsterisk={required} error={error}
    />
  )
}

/** Several organisations of the registry. */
export function OrganisationsField({ label, chosen, suggested, onChange }: Common & { chosen: readonly Named[]; onChange: (chosen: Named[]) => void }) {
  const t = useWords(partWords)
  const [text, setText] = useState('')
  const found = useFound(text, null)
  const known = new Map([...suggested.slice(0, suggestedAtMost), ...found.items, ...chosen].map((one) => [String(one.id), one]))
  return (
    <MultiSelect
      label={label} placeholder={chosen.length === 0 ? t.searchOrganisation : ''} searchable clearable value={chosen.map(({ id }) => String(id))} searchValue={text} onSearchChange={setText}
      data={[...known.values()].map((one) => ({ value: String(one.id), label: one.name ?? t.organisationNumber(one.id) }))} filter={({ options }) => options} nothingFoundMessage={t.noOrganisation}
      onChange={(values) => onChange(values.flatMap((value) => known.get(value) ?? []))}
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
