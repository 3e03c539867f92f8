import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCall, useWords } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'

export type NodeNames = ReadonlyMap<number, string>
type Props = { label: string; hint?: string; value: readonly number[]; names: NodeNames; error?: string | undefined; onNames: (names: NodeNames) => void; onChange: (nodes: number[]) => void }

/** Nodes of the chain, found by name. What they are called is kept with the form, so that a chosen one keeps its name. */
export function NodesField({ label, hint, value, names, error, onNames, onChange }: Props) {
  const t = useWords(policyWords)
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useCall('search', { query: { text: asked, kind: 'node' } }, { enabled: asked !== '', keepPrevious: true })
  const offered = asked === '' ? [] : found.data ?? []
  const known = new Map([...names, ...offered.map(({ id, label: name }) => [id, name] as const)])
  const ids = [...new Set([...value, ...offered.map(({ id }) => id)])]
  return (
    <MultiSelect
      label={label} description={hint} error={error} searchable searchValue={text} onSearchChange={setText} placeholder={value.length === 0 ? t.searchNode : ''} nothingFoundMessage={asked === '' ? undefined : t.nothingFound} hidePickedOptions
      data={ids.map((id) => ({ value: String(id), label: known.get(id) ?? `#${id}` }))} value={value.map(String)} filter={({ options }) => options}
      onChange={(chosen) => { onNames(known); setText(''); onChange(chosen.map(Number)) }}
    />
  )
}
