import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { riskTitle } from '../../../src/shared/risk-title.ts'
import { useText, useWords } from '../language.tsx'
import { useCall } from '../queries.ts'
import { useClosingList } from '../use-closing-list.ts'
import { governanceWords } from '../../words/governance.ts'

type Props = { label: string; chosen: readonly string[]; onChange: (chosen: string[]) => void; most?: number; required?: boolean | undefined; error?: string | undefined }

const address = /^(?:claim:\d+|node:\d+:state|risk:\d+|https?:\/\/\S+)$/

/** Evidence by its address: nodes and risks are found by name, a claim or a web address is pasted. */
export function EvidenceField({ label, chosen, onChange, most = 20, required, error }: Props) {
  const t = useWords(governanceWords)
  const [text, setText] = useState('')
  const list = useClosingList()
  const found = useFound(text)
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const known = new Map([...chosen.map((ref) => [ref, names.get(ref) ?? ref] as const), ...found])
  const choose = (refs: string[]) => {
    setNames(new Map([...names, ...refs.map((ref) => [ref, known.get(ref) ?? ref] as const)]))
    setText('')
    onChange(refs)
  }
  return (
    <MultiSelect
      {...list} label={label} description={t.evidenceHint} searchable clearable maxValues={most} value={[...chosen]} searchValue={text} onSearchChange={setText} onChange={choose} withAsterisk={required} error={error}
      data={[...known].map(([value, title]) => ({ value, label: title }))} filter={({ options }) => options} nothingFoundMessage={text.trim() === '' ? undefined : t.nothingFound}
    />
  )
}

function useFound(text: string): readonly (readonly [string, string])[] {
  const t = useWords(governanceWords)
  const say = useText()
  const [asked] = useDebouncedValue(text.trim(), 150)
  const searching = asked !== ''
  const nodes = useCall('search', { query: { text: asked, kind: 'node' } }, { enabled: searching, keepPrevious: true })
  const risks = useCall('listRisks', {}, { enabled: searching })
  if (!searching) return []
  if (address.test(asked)) return [[asked, t.typed(asked)]]
  const named = (risks.data ?? []).map((risk) => [`risk:${risk.risk}`, say(riskTitle(risk.node, risk.kind))] as const).filter(([, title]) => title.toLowerCase().includes(asked.toLowerCase()))
  return [...named.slice(0, 6).map(([ref, title]) => [ref, t.riskNamed(title)] as const), ...(nodes.data ?? []).map(({ id, label }) => [`node:${id}:state`, t.nodeState(label)] as const)]
}
