import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { HealthFigures } from '../../src/shared/contract/health.ts'
import { formatCount, formatNumber, formatPercent } from '../../src/shared/format.ts'
import { healthFigureKeys, healthFigures, type HealthFigure } from '../../src/shared/health.ts'
import { actorTypes, governanceTasks, keysOf, type ActorType } from '../../src/shared/vocabulary.ts'
import { Loaded, PageHead, useCall, useLanguage, useText, useWords, type Output } from '../parts/index.ts'
import { healthWords } from '../words/health.ts'
import governance from './governance/governance.module.css'
import style from './health/health.module.css'
import { HealthParts, type Opened } from './health/parts.tsx'

type Health = Output<'getHealth'>

/** So many organisations are shown first. */
const first = 50
const most = 1000

/** How co-governance fares in a task: a figure a row, an actor type a column, each opening to the events behind it. */
export default function HealthPage() {
  const t = useWords(healthWords)
  const [search, setSearch] = useSearchParams()
  const task = keysOf(governanceTasks).find((one) => one === search.get('task')) ?? 'T1'
  const [limit, setLimit] = useState(first)
  const choose = (next: string) => { setLimit(first); setSearch((before) => { before.set('task', next); return before }) }
  const query = useCall('getHealth', { query: { task, limit } }, { keepPrevious: true })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <SegmentedControl size="xs" aria-label={t.task} value={task} onChange={choose} data={keysOf(governanceTasks).map((value) => ({ value, label: value }))} />
      <Loaded query={query}>{(health) => <Task key={health.tasks[0]!.task} health={health} onMore={() => setLimit(most)} />}</Loaded>
    </>
  )
}

function Task({ health: { tasks, organisations, total, events, day }, onMore }: { health: Health; onMore: () => void }) {
  const t = useWords(healthWords)
  const say = useText()
  const [opened, setOpened] = useState<Opened | null>(null)
  const found = tasks[0]!
  const { task } = found
  const open = (figure: HealthFigure, of: Omit<Opened, 'task' | 'figure'>) => setOpened({ task, figure, ...of })
  return (
    <div className={governance.list} data-open={opened !== null || undefined}>
      <div>
        <p className="muted small">{say(governanceTasks[task])} · {t.from(formatCount(events), day)}</p>
        <Matrix found={found} open={open} />
        <section className="section">
          <h2>{t.riding}</h2>
          <p className="muted small">{t.ridingWhat}</p>
          {organisations.length === 0 ? <p className="muted">{t.noOrganisations}</p> : <Organisations rows={organisations} open={open} />}
          {total > organisations.length && organisations.length < most && <Button variant="default" size="xs" onClick={onMore}>{t.moreOrganisations(formatCount(total - organisations.length))}</Button>}
        </section>
      </div>
      {opened && <HealthParts key={JSON.stringify(opened)} opened={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

type Open = (figure: HealthFigure, of: { actorType?: ActorType; organisation?: { id: number; name: string } }) => void

function Matrix({ found: { task, all, types }, open }: { found: Health['tasks'][number]; open: Open }) {
  const t = useWords(healthWords)
  const say = useText()
  return (
    <div className="plain-box" tabIndex={0} role="region" aria-label={`${t.title} ${task}`}>
      <table className="plain">
        <thead><tr><th scope="col">{t.figure}</th><th scope="col">{t.all}</th>{keysOf(actorTypes).map((type) => <th key={type} scope="col">{say(actorTypes[type])}</th>)}</tr></thead>
        <tbody>
          {healthFigureKeys.map((figure) => (
            <tr key={figure}>
              <th scope="row"><span data-hint={say(healthFigures[figure].what)}>{say(healthFigures[figure].title)}</span></th>
              <td><Cell figures={all} figure={figure} label={t.all} onOpen={() => open(figure, {})} /></td>
              {keysOf(actorTypes).map((actorType) => <td key={actorType}><Cell figures={types[actorType]!} figure={figure} label={say(actorTypes[actorType])} onOpen={() => open(figure, { actorType })} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ofOne: readonly HealthFigure[] = ['delivered', 'kept', 'onTime', 'reply']

function Organisations({ rows, open }: { rows: Health['organisations']; open: Open }) {
  const t = useWords(healthWords)
  const say = useText()
  return (
    <div className="plain-box" tabIndex={0} role="region" aria-label={t.riding}>
      <table className="plain">
        <thead><tr><th scope="col">{t.organisation}</th>{ofOne.map((figure) => <th key={figure} scope="col">{say(healthFigures[figure].title)}</th>)}</tr></thead>
        <tbody>{rows.map(({ organisation, figures }) => <tr key={organisation.id}><th scope="row">{organisation.name}</th>{ofOne.map((figure) => <td key={figure}><Cell figures={figures} figure={figure} label={organisation.name} onOpen={() => open(figure, { organisation })} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

/** A figure as a button that opens it; nothing where nothing was counted. */
function Cell({ figures, figure, label, onOpen }: { figures: HealthFigures; figure: HealthFigure; label: string; onOpen: () => void }) {
  const t = useWords(healthWords)
  const say = useText()
  const { lang } = useLanguage()
  const value = figures[figure]
  if (value.of === 0) return <span className="muted" aria-label={t.nothing}>—</span>
  const [main, rest] = 'median' in value
    ? [formatNumber(value.median, { lang, unit: t.days, digits: 1 }), t.counted(value.of)]
    : [formatPercent(value.yes / value.of, 0), `${value.yes}/${value.of} · ${formatPercent(value.interval!.low, 0)}–${formatPercent(value.interval!.high, 0)}`]
  return (
    <button type="button" className={style.cell} onClick={onOpen}>
      <span className="visually-hidden">{t.of(say(healthFigures[figure].title), label)}</span>
      <strong>{main}</strong>
      <span className="muted small nowrap">{rest}</span>
      <span className="visually-hidden">{t.open}</span>
    </button>
  )
}
