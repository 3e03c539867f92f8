import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCall, useWords } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'

type Props = { id: number | null; name: string | null; suggested: readonly { id: number; name: string }[]; onChange: (id: number | null, name: string | null) => void }

const suggestedAtMost = 8

/** The owner, found in the registry; those whom the charter suggests stand first while nothing is typed. */
export function OwnerField({ id, name, suggested, onChange }: Props) {
  const t = useWords(riskWords)
  const [text, setText] = useState(name ?? '')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const searching = asked !== '' && asked !== name
  const found = useCall('search', { query: { text: asked, kind: 'organisation' } }, { enabled: searching, keepPrevious: true })
  const first = suggested.slice(0, suggestedAtMost).filter((one) => one.id !== id).map((one) => ({ value: String(one.id), label: one.name }))
  const rest = (searching ? found.data ?? [] : []).filter((one) => one.id !== id).map((one) => ({ value: String(one.id), label: one.label }))
  const now = id !== null ? [{ value: String(id), label: name ?? t.organisationNumber(id) }] : []
  const data = searching ? [{ group: t.found, items: [...now, ...rest] }] : [{ group: t.suggested, items: [...now, ...first] }]
  const choose = (value: string | null) => {
    const label = [...now, ...first, ...rest].find((one) => one.value === value)?.label ?? null
    onChange(value === null ? null : Number(value), label)
  }
  return (
    <Select
      label={t.owner} placeholder={t.chooseOwner} searchable clearable value={id === null ? null : String(id)} searchValue={text} onSearchChange={setText} onChange={choose}
      data={data} filter={({ options }) => options} nothingFoundMessage={t.noOrganisation}
    />
  )
}
