import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { partWords } from '../../words/parts.ts'
import { useWords } from '../language.tsx'
import { useCall } from '../queries.ts'

export type Named = { id: number; name: string }
type Props = { label: string; hint?: string | undefined; value: readonly Named[]; suggested?: readonly Named[] | undefined; most?: number | undefined; required?: boolean | undefined; error?: string | undefined; onChange: (value: Named[]) => void }

/** Organisations found in the registry, one or several; suggested ones stand there while nothing is typed. */
export function OrganisationsField({ label, hint, value, suggested = [], most, required, error, onChange }: Props) {
  const t = useWords(partWords)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useCall('search', { query: { text: asked, kind: 'organisation' } }, { enabled: asked !== '', keepPrevious: true })
  const offered: Named[] = asked === '' ? [...suggested] : (found.data ?? []).map(({ id, label: name }) => ({ id, name }))
  const all = [...new Map([...value, ...offered].map((one) => [one.id, one])).values()]
  return (
    <MultiSelect
      label={label} description={hint} withAsterisk={required ?? false} searchable searchValue={text} onSearchChange={setText} {...(most === undefined ? {} : { maxValues: most })}
      data={all.map(({ id, name }) => ({ value: String(id), label: name }))} value={value.map(({ id }) => String(id))} filter={({ options }) => options} hidePickedOptions
      placeholder={value.length === 0 ? t.searchOrganisation : undefined} nothingFoundMessage={t.noOrganisation} error={error}
      onChange={(ids) => onChange(ids.map((id) => all.find((one) => String(one.id) === id)!))}
    />
  )
}
