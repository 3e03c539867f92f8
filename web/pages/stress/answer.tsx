import { ActionIcon, Button } from '@mantine/core'
import { IconFileSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { formatCount, formatPercent } from '../../../src/shared/format.ts'
import { ShareBars } from '../../charts/share-bars.tsx'
import { StopTimeline, type StopDay } from '../../charts/stop-timeline.tsx'
import { copyText, useEvidence, useText, useWords, type Output } from '../../parts/index.ts'
import { stressWords } from '../../words/stress.ts'
import { isDay } from './scenario.ts'
import style from './stress.module.css'

export type Result = Output<'runStress'>

/** What a removal does: one sentence, the timeline, what is reduced, what can't be judged and why, and how it was found. */
export function Answer({ result, compact }: { result: Result; compact: boolean }) {
  const t = useWords(stressWords)
  const { lost, reduced } = result
  return (
    <div className={style.answer} data-compact={compact || undefined}>
      {!compact && <h2 className="visually-hidden">{t.answerTitle}</h2>}
      <p className={style.summary} role="status">{t.answer(formatCount(lost.nodesStopped), formatCount(lost.nodesUnknown), formatCount(reduced.length), formatCount(lost.nodes))} <span className="muted">{t.lostSupplies(formatCount(lost.supplies))}</span></p>
      <Balance result={result} />
      <Stopped result={result} />
      <Reduced reduced={reduced} />
      <Unknown unknown={result.unknown} />
      <Method result={result} />
    </div>
  )
}

/** The whole as one bar: what stops, what is reduced, what is unknown (hatched), what goes on. */
function Balance({ result: { lost, reduced } }: { result: Result }) {
  const parts = [{ key: 'stopped', count: lost.nodesStopped }, { key: 'reduced', count: reduced.length }, { key: 'unknown', count: lost.nodesUnknown }]
  const rest = Math.max(0, lost.nodes - parts.reduce((sum, { count }) => sum + count, 0))
  return <div className={style.balance} aria-hidden="true">{[...parts, { key: 'rest', count: rest }].filter(({ count }) => count > 0).map(({ key, count }) => <span key={key} data-part={key} style={{ flexGrow: count }} />)}</div>
}

const step = 100

function Stopped({ result }: { result: Result }) {
  const t = useWords(stressWords)
  const say = useText()
  const { open } = useEvidence()
  const [shown, setShown] = useState(step)
  const { stopped } = result
  const days = useMemo(() => byDay(stopped.slice(0, shown)), [stopped, shown])
  const dayWord = useDayWord()
  const span = result.days ?? Math.max(30, ...stopped.filter(({ day }) => isDay(day)).map(({ day }) => day))
  const rows = days.map(([day, list]): StopDay => ({
    day, title: dayWord(day),
    stops: list.map((stop) => ({
      key: stop.id, day: isDay(stop.day) ? stop.day : span,
      label: <><Link href={`/map/node/${stop.id}`}>{stop.name}</Link> <ActionIcon variant="subtle" size="sm" className="no-print" aria-label={t.evidence(stop.name)} data-hint={t.evidence(stop.name)} onClick={() => open(stop.ref)}><IconFileSearch size={14} /></ActionIcon></>,
      detail: say(stop.cause),
    })),
  }))
  return (
    <section className={style.part}>
      <h3>{t.stoppedTitle} <span className="muted">{formatCount(stopped.length)}</span></h3>
      {stopped.length === 0 ? <p className="muted">{t.noneStops}</p> : <StopTimeline days={rows} span={span} label={t.stoppedTitle} />}
      <More left={stopped.length - shown} onMore={() => setShown(shown + step * 3)} />
    </section>
  )
}

/** How the day of a stop is said. */
export function useDayWord(): (day: number) => string {
  const t = useWords(stressWords)
  return (day) => (!isDay(day) ? t.someDay : day === 0 ? t.atOnce : t.day(formatCount(Math.round(day))))
}

function byDay(stopped: Result['stopped']): [number, Result['stopped']][] {
  const days = new Map<number, Result['stopped']>()
  for (const stop of stopped) days.set(stop.day, [...(days.get(stop.day) ?? []), stop])
  return [...days].sort(([a], [b]) => a - b)
}

function More({ left, onMore }: { left: number; onMore: () => void }) {
  const t = useWords(stressWords)
  return left > 0 ? <Button size="compact-sm" variant="subtle" className="no-print" onClick={onMore}>{t.more(formatCount(Math.min(left, step * 3)))}</Button> : null
}

function Reduced({ reduced }: { reduced: Result['reduced'] }) {
  const t = useWords(stressWords)
  const [shown, setShown] = useState(20)
  const order = useMemo(() => [...reduced].sort((a, b) => b.lossHigh - a.lossHigh), [reduced])
  if (reduced.length === 0) return null
  const bars = order.slice(0, shown).map(({ id, name, lossLow, lossHigh }) => {
    const [low, high] = [formatPercent(lossLow), formatPercent(lossHigh)]
    return { key: String(id), label: <Link href={`/map/node/${id}`}>{name}</Link>, low: lossLow, high: lossHigh, color: 'var(--state-weak)', value: low === high ? t.loss(low) : t.lossRange(low, high) }
  })
  return (
    <section className={style.part}>
      <h3>{t.reducedTitle} <span className="muted">{formatCount(reduced.length)}</span></h3>
      <ShareBars bars={bars} />
      <More left={reduced.length - shown} onMore={() => setShown(shown + step)} />
    </section>
  )
}

function Unknown({ unknown }: { unknown: Result['unknown'] }) {
  const t = useWords(stressWords)
  const say = useText()
  const [shown, setShown] = useState(30)
  if (unknown.length === 0) return null
  return (
    <section className={style.part}>
      <h3>{t.unknownTitle} <span className="muted">{formatCount(unknown.length)}</span></h3>
      <ul className={style.unknown}>
        {unknown.slice(0, shown).map(({ id, name, cause }) => <li key={id}><span className={style.unknownName}><span className={style.mark} aria-hidden="true">?</span><Link href={`/map/node/${id}`}>{name}</Link></span><span className="muted">{say(cause)}</span></li>)}
      </ul>
      <More left={unknown.length - shown} onMore={() => setShown(shown + step)} />
    </section>
  )
}

function Method({ result: { snapshot, method, version } }: { result: Result }) {
  const t = useWords(stressWords)
  const [copied, setCopied] = useState(false)
  return (
    <p className={`muted small ${style.method}`}>
      {t.method(version, method)} <button type="button" className={style.hash} data-hint={t.copyHash} onClick={() => void copyText(snapshot).then(setCopied)}>{t.snapshot(snapshot.slice(0, 16))}</button> <span role="status">{copied ? t.copied : ''}</span>
    </p>
  )
}
