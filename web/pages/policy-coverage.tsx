import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatCount } from '../../src/shared/format.ts'
import { instruments } from '../../src/shared/policies.ts'
import { actorTypes, governanceTasks, keysOf, type GovernanceTask } from '../../src/shared/vocabulary.ts'
import { Empty, Loaded, PageHead, StateBadge, useCall, useLanguage, useText, useWords, type Output } from '../parts/index.ts'
import { policyWords } from '../words/policies.ts'
import style from './policies/policies.module.css'
import { PolicyTabs } from './policies/tabs.tsx'

type Coverage = Output<'getPolicyCoverage'>
const tasks = keysOf(governanceTasks)
const step = 100

/** What the policies that can be used today cover, and what not: by task, by node, what overlaps, what ends soon. */
export default function PolicyCoveragePage() {
  const t = useWords(policyWords)
  const [gaps, setGaps] = useState(false)
  const [limit, setLimit] = useState(step)
  const query = useCall('getPolicyCoverage', { query: { limit, ...(gaps ? { gaps: 'true' as const } : {}) } }, { keepPrevious: true })
  return (
    <>
      <PageHead title={t.coverage} lead={t.lead} back={<Link href="/policies">{t.title}</Link>} />
      <PolicyTabs />
      <Loaded query={query} isEmpty={({ policies, nodes }) => policies.length === 0 && nodes.total === 0 && !gaps} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}>{(coverage) => (
        <>
          <Ending coverage={coverage} />
          <Tasks coverage={coverage} />
          <section className="section" aria-label={t.nodeMatrix}>
            <h2>{t.nodeMatrix}</h2>
            <p className="muted small">{t.nodeMatrixLead(formatCount(coverage.nodes.gaps))}</p>
            <Checkbox className={style.only} label={t.onlyGaps} checked={gaps} onChange={(event) => { setGaps(event.currentTarget.checked); setLimit(step) }} />
            <Nodes coverage={coverage} />
            {coverage.nodes.items.length < coverage.nodes.total && limit < 1000 && <p className="no-print"><Button size="compact-sm" variant="default" onClick={() => setLimit(limit + step)}>{t.more}</Button></p>}
          </section>
          <Overlaps coverage={coverage} />
          <Key coverage={coverage} />
        </>
      )}</Loaded>
    </>
  )
}

/** Policies by their numbers, each a link with its name. */
function Numbers({ ids, policies }: { ids: readonly number[] | undefined; policies: Coverage['policies'] }) {
  if (!ids || ids.length === 0) return <>—</>
  return <span className={style.ids}>{ids.map((id) => <Link key={id} href={`/policies/${id}`} data-hint={policies.find(({ policy }) => policy === id)?.title}>#{id}</Link>)}</span>
}

function Tasks({ coverage: { tasks: cells, policies } }: { coverage: Coverage }) {
  const t = useWords(policyWords)
  const say = useText()
  return (
    <section className="section">
      <h2>{t.taskMatrix}</h2>
      <p className="muted small">{t.taskMatrixLead}</p>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.taskMatrix}>
        <table className={`plain ${style.matrix}`}>
          <thead><tr><th scope="col">{t.task}</th>{Object.entries(actorTypes).map(([type, label]) => <th key={type} scope="col">{say(label)}</th>)}</tr></thead>
          <tbody>{tasks.map((task) => (
            <tr key={task}>
              <th scope="row">{task} {say(governanceTasks[task])}</th>
              {cells.filter((cell) => cell.task === task).map(({ actorType, centre, policies: ids }) => {
                const gap = centre && ids.length === 0
                return <td key={actorType} data-gap={gap || undefined}>{centre && <span aria-hidden="true">◎ </span>}{gap ? t.gap : <Numbers ids={ids} policies={policies} />}</td>
              })}
            </tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  )
}

function Nodes({ coverage: { nodes, whole, policies } }: { coverage: Coverage }) {
  const t = useWords(policyWords)
  const say = useText()
  const row = (cells: Partial<Record<GovernanceTask, number[]>>, gap: boolean) => tasks.map((task) => <td key={task} data-gap={(gap && task === 'T2') || undefined}>{gap && task === 'T2' ? t.gap : <Numbers ids={cells[task]} policies={policies} />}</td>)
  if (nodes.items.length === 0 && Object.keys(whole).length === 0) return <p className="muted">{t.noNodes}</p>
  return (
    <div className="plain-box" tabIndex={0} role="region" aria-label={t.nodeMatrix}>
      <table className={`plain ${style.matrix}`}>
        <thead><tr><th scope="col">{t.nodes}</th>{tasks.map((task) => <th key={task} scope="col" data-hint={say(governanceTasks[task])}>{task}</th>)}</tr></thead>
        <tbody>
          {Object.keys(whole).length > 0 && <tr><th scope="row">{t.whole}</th>{row(whole, false)}</tr>}
          {nodes.items.map(({ node, state, gap, cells }) => <tr key={node.id}><th scope="row"><Link href={`/map/node/${node.id}`}>{node.name}</Link> {state && <StateBadge state={state} />}</th>{row(cells, gap)}</tr>)}
        </tbody>
      </table>
    </div>
  )
}

function Ending({ coverage: { ending, policies } }: { coverage: Coverage }) {
  const t = useWords(policyWords)
  const { lang } = useLanguage()
  return (
    <section className="section">
      <h2>{t.ending}</h2>
      {ending.length === 0 && <p className="muted">{t.noEnding}</p>}
      <ul className={style.cautions}>{ending.map(({ policy, validTo, days, leaves }) => (
        <li key={policy}><span className="nowrap">◐ {validTo}（{t.days(days)}）</span> <Link href={`/policies/${policy}`}>{policies.find((one) => one.policy === policy)?.title}</Link>{leaves.length > 0 && <p className="small">{t.leaves(leaves.map(({ name }) => name).join(lang === 'zh' ? '、' : ', '))}</p>}</li>
      ))}</ul>
    </section>
  )
}

function Overlaps({ coverage: { overlaps, policies } }: { coverage: Coverage }) {
  const t = useWords(policyWords)
  const say = useText()
  const { lang } = useLanguage()
  const separator = lang === 'zh' ? '、' : ', '
  const titled = (id: number) => policies.find(({ policy }) => policy === id)
  return (
    <section className="section">
      <h2>{t.overlaps}</h2>
      <p className="muted small">{t.overlapsLead}</p>
      {overlaps.length === 0 && <p className="muted">{t.noOverlaps}</p>}
      <ul className={style.cautions}>{overlaps.map(({ policies: pair, tasks: shared, actorTypes: types, nodes }) => (
        <li key={pair.join(' ')}>
          {pair.map((id, n) => <span key={id}>{n > 0 && ' ⇄ '}<Link href={`/policies/${id}`}>{titled(id)?.title}</Link></span>)}
          <p className="muted small">{say(instruments[titled(pair[0]!)!.instrument])} · {shared.join(' ')} · {types.map((type) => say(actorTypes[type])).join(separator)} · {nodes.length === 0 ? t.whole : nodes.map(({ name }) => name).join(separator)}</p>
        </li>
      ))}</ul>
    </section>
  )
}

/** What the numbers in the tables stand for, also on paper. */
function Key({ coverage: { policies } }: { coverage: Coverage }) {
  const t = useWords(policyWords)
  const say = useText()
  if (policies.length === 0) return null
  return (
    <section className="section">
      <h2>{t.policiesNamed}</h2>
      <ul className={style.key}>{policies.map(({ policy, title, instrument }) => <li key={policy}>#{policy} <Link href={`/policies/${policy}`}>{title}</Link> <span className="muted small">{say(instruments[instrument])}</span></li>)}</ul>
    </section>
  )
}
