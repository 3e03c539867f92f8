import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { formatCount } from '../../../src/shared/format.ts'
import { Loaded, useCall, useWords, type Output } from '../../parts/index.ts'
import { stressWords } from '../../words/stress.ts'
import { dimensions, type Removal } from './scenario.ts'
import style from './stress.module.css'
import { useTitle } from './use-title.ts'

type Sets = Output<'listFatalSets'>

/** The smallest sets whose loss stops a chosen node; each can be tested at once. */
export function FatalSets({ onTest }: { onTest: (remove: Removal[]) => void }) {
  const t = useWords(stressWords)
  const [search, setSearch] = useSearchParams()
  const node = /^\d{1,15}$/.test(search.get('node') ?? '') ? Number(search.get('node')) : null
  const choose = (id: string | null) => setSearch((before) => { if (id) before.set('node', id); else before.delete('node'); return before }, { replace: true })
  return (
    <section className="section" id="sets">
      <h2>{t.setsTitle}</h2>
      <p className="muted">{t.setsWhat}</p>
      <NodeField key={node} node={node} onChange={choose} />
      {node !== null && <SetsOf node={node} onTest={onTest} />}
    </section>
  )
}

function NodeField({ node, onChange }: { node: number | null; onChange: (id: string | null) => void }) {
  const t = useWords(stressWords)
  const known = useCall('getNode', { params: { node: node ?? 0 } }, { enabled: node !== null })
  const [typed, setTyped] = useState<string | null>(null)
  const [asked] = useDebouncedValue((typed ?? '').trim(), 150)
  const found = useCall('search', { query: { text: asked, kind: 'node' } }, { enabled: asked !== '', keepPrevious: true })
  const options = (found.data ?? []).map(({ id, label }) => ({ value: String(id), label }))
  const now = node !== null && known.data ? [{ value: String(node), label: known.data.name }] : []
  const data = [...now, ...options.filter(({ value }) => value !== String(node))]
  return (
    <Select
      className={style.nodeField} label={t.setsNode} searchable clearable data={data} value={node === null ? null : String(node)} searchValue={typed ?? known.data?.name ?? ''} nothingFoundMessage={asked === '' ? undefined : t.noElement}
      onSearchChange={setTyped} onChange={(id) => { if (id !== String(node)) onChange(id) }} filter={({ options: all }) => all}
    />
  )
}

function SetsOf({ node, onTest }: { node: number; onTest: (remove: Removal[]) => void }) {
  const t = useWords(stressWords)
  const query = useCall('listFatalSets', { params: { node } }, { staleTime: 60_000 })
  const name = useCall('getNode', { params: { node } }).data?.name
  return (
    <>
      <Loaded query={query}>
        {({ sets, truncated }) => (
          <>
            {sets.length === 0 && <p>{t.setsNone}</p>}
            <SetList title={t.setsOne} sets={sets.filter(({ elements }) => elements.length === 1)} onTest={onTest} />
            <SetList title={t.setsTwo} sets={sets.filter(({ elements }) => elements.length > 1)} onTest={onTest} />
            {truncated && <p className="muted">{t.truncated}</p>}
          </>
        )}
      </Loaded>
      {name && <p className={`row no-print ${style.after}`}><Button size="compact-sm" variant="subtle" onClick={() => onTest([{ dimension: 'node', element: String(node) }])}>{t.takeNode(name)}</Button><Link href={`/map/node/${node}`}>{name}</Link></p>}
    </>
  )
}

const step = 15

function SetList({ title, sets, onTest }: { title: string; sets: Sets['sets']; onTest: (remove: Removal[]) => void }) {
  const t = useWords(stressWords)
  const [shown, setShown] = useState(step)
  if (sets.length === 0) return null
  const left = sets.length - shown
  return (
    <div className={style.sets}>
      <h3>{title} <span className="muted">{formatCount(sets.length)}</span></h3>
      <ul className={style.list}>
        {sets.slice(0, shown).map(({ elements, certain }) => (
          <li key={elements.map(({ dimension, element }) => `${dimension}:${element}`).join(' ')}>
            <span>{elements.map((one, i) => <span key={`${one.dimension}:${one.element}`}>{i > 0 && ` ${t.and} `}<ElementName element={one} /></span>)}</span>
            <span className={style.setEnd}><span className={certain ? undefined : style.perhaps}>{certain ? t.certain : t.uncertain}</span><Button size="compact-sm" variant="default" className="no-print" onClick={() => onTest(removalsOf(elements))}>{t.testSet}</Button></span>
          </li>
        ))}
      </ul>
      {left > 0 && <Button size="compact-sm" variant="subtle" className="no-print" onClick={() => setShown(shown + step * 4)}>{t.more(formatCount(Math.min(left, step * 4)))}</Button>}
    </div>
  )
}

const asWord = { origin: 'asOrigin', owner: 'asOwner', region: 'asRegion', organisation: 'asOrganisation', node: 'asNode' } as const

/** A country may be an origin or an owner: the name says which. */
function ElementName({ element }: { element: Sets['sets'][number]['elements'][number] }) {
  const t = useWords(stressWords)
  const titleOf = useTitle()
  const dimension = dimensions.find((one) => one === element.dimension)
  return <>{titleOf(element)} {dimension && <span className="muted small">{t[asWord[dimension]]}</span>}</>
}

function removalsOf(elements: Sets['sets'][number]['elements']): Removal[] {
  return elements.flatMap(({ dimension, element }) => { const known = dimensions.find((one) => one === dimension); return known ? [{ dimension: known, element }] : [] })
}
