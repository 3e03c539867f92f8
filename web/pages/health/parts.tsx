import { CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { HealthPart } from '../../../src/shared/contract/health.ts'
import { formatCount, formatDate, formatNumber } from '../../../src/shared/format.ts'
import { healthFigures, type HealthFigure } from '../../../src/shared/health.ts'
import { actorTypes, governanceTasks, type ActorType, type GovernanceTask } from '../../../src/shared/vocabulary.ts'
import { Loaded, useCall, useLanguage, useText, useWords } from '../../parts/index.ts'
import { healthWords } from '../../words/health.ts'
import governance from '../governance/governance.module.css'
import { useEscape } from '../use-escape.ts'
import style from './health.module.css'

export type Opened = { task: GovernanceTask; figure: HealthFigure; actorType?: ActorType; organisation?: { id: number; name: string } }

/** The events behind a figure, beside the table. */
export function HealthParts({ opened: { task, figure, actorType, organisation }, onClose }: { opened: Opened; onClose: () => void }) {
  const t = useWords(healthWords)
  const say = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  const query = useCall('getHealthParts', { params: { task, figure }, query: { ...(actorType && { actorType }), ...(organisation && { organisation: organisation.id }), limit: 100 } })
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEscape(onClose)
  const whose = organisation?.name ?? (actorType ? say(actorTypes[actorType]) : t.all)
  return (
    <section className={governance.drawer} aria-labelledby="health-title">
      <div className={governance.drawerHead}>
        <h2 id="health-title" ref={heading} tabIndex={-1}>{say(healthFigures[figure].title)} · {whose}</h2>
        <CloseButton aria-label={t.close} onClick={onClose} className="no-print" />
      </div>
      <p className="muted small">{task} {say(governanceTasks[task])}</p>
      <p>{say(healthFigures[figure].what)}</p>
      <Loaded query={query}>{({ items, total, hidden }) => (
        <>
          <p role="status">{t.counted(total)}{hidden > 0 && ` · ${t.hidden(formatCount(hidden))}`}</p>
          <ul className={style.parts}>{items.map((part) => <li key={`${part.item} ${part.events.map(({ id }) => id).join()}`}><Part part={part} /></li>)}</ul>
          {total > items.length && <p className="muted">{t.more(formatCount(total - items.length))}</p>}
        </>
      )}</Loaded>
    </section>
  )
}

const paths = { motion: 'motions', work: 'work', appeal: 'appeals' }

function Part({ part: { item, kind, title, organisation, value, events } }: { part: HealthPart }) {
  const t = useWords(healthWords)
  const say = useText()
  const { lang } = useLanguage()
  const counts = typeof value === 'number' ? formatNumber(value, { lang, unit: t.days, digits: 1 }) : value ? `✓ ${t.yes}` : `✕ ${t.no}`
  return (
    <>
      <div><strong className="nowrap">{counts}</strong> <Link href={`/${paths[kind]}/${item}`}>{title}</Link></div>
      <div className="muted small">{organisation && `${organisation.name} · `}{events.map(({ at, title: what }) => `${formatDate(at)} ${say(what)}`).join(' → ')}</div>
    </>
  )
}
