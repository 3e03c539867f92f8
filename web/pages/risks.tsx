import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { formatCount } from '../../src/shared/format.ts'
import { Empty, Failure, Loaded, PageHead, useAct, useCall, useCan, useWords } from '../parts/index.ts'
import { riskWords } from '../words/risks.ts'
import { RiskChanges } from './risks/changes.tsx'
import { RiskList } from './risks/list.tsx'

/** The supply-risk list: proposed by rule, decided by people. */
export default function RisksPage() {
  const t = useWords(riskWords)
  const can = useCan()
  const [search, setSearch] = useSearchParams()
  const part = search.get('part') === 'changes' ? 'changes' : 'list'
  const query = useCall('listRisks', {})
  const choose = (next: string) => setSearch((before) => { if (next === 'changes') before.set('part', next); else before.delete('part'); return before })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={can('analyst') && <ProposeButton />} />
      <div className="no-print" style={{ marginBottom: '0.9rem' }}>
        <SegmentedControl size="xs" aria-label={t.parts} value={part} onChange={choose} data={[{ value: 'list', label: t.list }, { value: 'changes', label: t.changes }]} />
      </div>
      <Loaded query={query} isEmpty={(rows) => rows.length === 0 && part === 'list'} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}>
        {(rows) => (part === 'list' ? <RiskList rows={rows} /> : <RiskChanges rows={rows} />)}
      </Loaded>
    </>
  )
}

/** Says plainly what the proposal did. */
function ProposeButton() {
  const t = useWords(riskWords)
  const [said, setSaid] = useState('')
  const propose = useAct('proposeRisks', { onDone: ({ proposed, unchanged, resolved }) => setSaid(t.proposed(formatCount(proposed), formatCount(unchanged), formatCount(resolved))) })
  return (
    <div className="stack" style={{ alignItems: 'flex-end', gap: '0.4rem' }}>
      <Button loading={propose.isPending} onClick={() => { setSaid(''); propose.mutate({ body: {} }) }}>{t.propose}</Button>
      <span role="status">{said}</span>
      {propose.error && <Failure error={propose.error} compact />}
    </div>
  )
}
