import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { formatDate } from '../../../src/shared/format.ts'
import { Loaded, useCall, useWords } from '../../parts/index.ts'
import { versionWords } from '../../words/versions.ts'
import type { Version } from '../versions.tsx'
import { Differences } from './differences.tsx'
import { endOf, kindOf, momentOf, type End } from './moment.ts'
import style from './versions.module.css'

/** Two moments chosen, and what differs between them. The address bar holds the two. */
export function Compare({ versions }: { versions: readonly Version[] }) {
  const t = useWords(versionWords)
  const [search, setSearch] = useSearchParams()
  const from = search.get('from')
  const to = search.get('to')
  const ask = (start: string, end: string | undefined) => setSearch((before) => {
    before.set('from', start)
    if (end) before.set('to', end)
    else before.delete('to')
    return before
  })
  return (
    <section className="section" id="compare">
      <h2>{t.compareTitle}</h2>
      <Choice key={`${from} ${to}`} versions={versions} from={from} to={to} onAsk={ask} />
      {from ? <Answer from={from} to={to} /> : <p className="muted">{t.chooseFirst}</p>}
    </section>
  )
}

function Answer({ from, to }: { from: string; to: string | null }) {
  const query = useCall('compare', { query: { from, ...(to ? { to } : {}) } })
  return <Loaded query={query}>{(comparison) => <Differences comparison={comparison} />}</Loaded>
}

type ChoiceProps = { versions: readonly Version[]; from: string | null; to: string | null; onAsk: (from: string, to: string | undefined) => void }

function Choice({ versions, from, to, onAsk }: ChoiceProps) {
  const t = useWords(versionWords)
  const first = versions[0] ? `version:${versions[0].version}` : 'date'
  const [start, setStart] = useState<End>(() => endOf(from, first))
  const [end, setEnd] = useState<End>(() => endOf(to, 'now'))
  const [begins, ends] = [momentOf(start, 'start'), momentOf(end, 'end')]
  const ready = begins !== undefined && (end.choice === 'now' || ends !== undefined)
  return (
    <form className={style.choice} onSubmit={(event) => { event.preventDefault(); if (ready && begins) onAsk(begins, ends) }}>
      <EndField label={t.from} dateLabel={t.fromDate} versions={versions} end={start} onChange={setStart} />
      <EndField label={t.to} dateLabel={t.toDate} versions={versions} end={end} onChange={setEnd} withNow />
      <Button type="submit" variant="default" disabled={!ready}>{t.compare}</Button>
    </form>
  )
}

type EndProps = { label: string; dateLabel: string; versions: readonly Version[]; end: End; onChange: (end: End) => void; withNow?: boolean }

function EndField({ label, dateLabel, versions, end, onChange, withNow = false }: EndProps) {
  const t = useWords(versionWords)
  const known = end.choice === 'now' || end.choice === 'date' || versions.some(({ version }) => `version:${version}` === end.choice)
  return (
    <div className={style.end}>
      <NativeSelect label={label} value={end.choice} onChange={(event) => onChange({ ...end, choice: event.currentTarget.value })}>
        {withNow && <option value="now">{t.now}</option>}
        <option value="date">{t.onDate}</option>
        {!known && <option value={end.choice}>{kindOf(end.choice)}</option>}
        {versions.length > 0 && <optgroup label={t.versionsGroup}>{versions.map(({ version, name, asOf }) => <option key={version} value={`version:${version}`}>{name} · {formatDate(asOf)}</option>)}</optgroup>}
      </NativeSelect>
      {end.choice === 'date' && <TextInput type="date" label={t.date} aria-label={dateLabel} value={end.date} onChange={(event) => onChange({ ...end, date: event.currentTarget.value })} />}
    </div>
  )
}
