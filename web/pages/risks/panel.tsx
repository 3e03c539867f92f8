import { CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import { riskTitle } from '../../../src/shared/risk-title.ts'
import { actorTypes, governanceTasks, riskGrades, riskStatuses, type ActorType, type GovernanceTask } from '../../../src/shared/vocabulary.ts'
import { ActorBadge, StateBadge, useCan, useLanguage, useText, useWords, Value } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'
import { useEscape } from '../use-escape.ts'
import { RiskEditor } from './editor.tsx'
import { RiskHistory } from './history.tsx'
import style from './risks.module.css'

/** One risk: why, what to do with it, who, and what happened to it. */
export function RiskPanel({ row, onClose }: { row: RiskRow; onClose: () => void }) {
  const t = useWords(riskWords)
  const can = useCan()
  const say = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEscape(onClose)
  return (
    <section className={style.panel} aria-labelledby="risk-title">
      <div className={style.panelHead}>
        <h2 id="risk-title" ref={heading} tabIndex={-1}>{say(riskTitle(row.node, row.kind))}</h2>
        <CloseButton aria-label={t.close} onClick={onClose} className="no-print" />
      </div>
      <p className="row"><Value at={`node:${row.nodeId}:state`}><StateBadge state={row.state} /></Value><Link href={`/map/node/${row.nodeId}`}>{t.openNode}</Link><Link href={`/stress?node=${row.nodeId}`}>{t.stress}</Link><Link href={`/motions/new?risk=${row.risk}`}>{t.move}</Link>{row.status === 'confirmed' && <Link href={`/work/new?risk=${row.risk}`}>{t.openWork}</Link>}</p>
      {row.state !== row.kind && (row.status === 'proposed' || row.status === 'confirmed') && <p className={style.gone}>{row.state === 'unknown' && !can('analyst') ? t.unseen : t.gone}</p>}
      <Why row={row} />
      {can('analyst') ? <RiskEditor row={row} /> : <ReadOnly row={row} />}
      <Roles row={row} />
      <RiskHistory risk={row.risk} />
    </section>
  )
}

function Why({ row }: { row: RiskRow }) {
  const t = useWords(riskWords)
  const { lang } = useLanguage()
  if (row.reasons.length === 0) return null
  return <section className={style.block}><h3>{t.why}</h3><ul className={style.reasons}>{row.reasons.map((reason) => <li key={`${reason.rule} ${reason[lang]}`}>{reason[lang]}</li>)}</ul></section>
}

function ReadOnly({ row }: { row: RiskRow }) {
  const t = useWords(riskWords)
  const say = useText()
  const facts = [[t.status, say(riskStatuses[row.status])], [t.grade, row.grade ? say(riskGrades[row.grade]) : t.noGrade], [t.owner, row.owner ?? t.noOwner], [t.due, row.dueDate?.slice(0, 10) ?? t.noDue], [t.note, row.note ?? '—']] as const
  return (
    <section className={style.block}>
      <dl className={style.facts}>{facts.map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}</dl>
      <p className="muted small">{t.readOnly}</p>
    </section>
  )
}

const shownAtMost = 8

/** From the role charter: who convenes, who may own it, who must be consulted. */
function Roles({ row }: { row: RiskRow }) {
  const t = useWords(riskWords)
  const say = useText()
  const roles = [[t.convene, row.convene], [t.own, row.own], [t.consult, row.consult]] as const
  const task = row.task in governanceTasks ? `${row.task} ${say(governanceTasks[row.task as GovernanceTask])}` : row.task
  return (
    <section className={style.block}>
      <h3>{t.task}: <Link href="/charter">{task}</Link></h3>
      <dl className={style.facts}>
        {roles.map(([title, { actorTypes: types, organisations }]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <span className="row">{types.map((type) => (type in actorTypes ? <ActorBadge key={type} type={type as ActorType} /> : <span key={type}>{type}</span>))}</span>
              {organisations.length > 0 && <span className="muted">{organisations.slice(0, shownAtMost).map(({ id, name }, i) => <span key={id}>{i > 0 && '、'}<Link href={`/organisations/${id}`}>{name}</Link></span>)}{organisations.length > shownAtMost && ' …'}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
