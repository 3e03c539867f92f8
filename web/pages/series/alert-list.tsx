import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { formatCount, formatPeriod } from '../../../src/shared/format.ts'
import { periodsIn } from '../../../src/shared/period.ts'
import type { DrawnSeries, SeriesPicture } from '../../../src/shared/series-picture.ts'
import { Empty, useEvidence, useLanguage, usePeriod, useRegion, useText, useWords } from '../../parts/index.ts'
import { seriesWords } from '../../words/series.ts'
import style from './series.module.css'

type Props = { picture: SeriesPicture; shown: DrawnSeries; result: number; onChoose: (key: string) => void }
type Item = DrawnSeries['alerts'][number] & { of: string; subject: string }

const listedAtFirst = 20

/** The alerts of the series that is drawn, then all of them, the latest first; where a period is chosen, of its months. */
export function AlertList({ picture, shown, result, onChoose }: Props) {
  const t = useWords(seriesWords)
  const { lang } = useLanguage()
  const [more, setMore] = useState(false)
  const { period } = usePeriod()
  const within = (month: string): boolean => period === null || periodsIn(period).includes(month)
  const all = useMemo(() => picture.series.flatMap(({ key, subject, alerts }) => alerts.filter(({ month }) => within(month)).map((alert): Item => ({ ...alert, of: key, subject }))).sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0)), [picture, period])
  const own = all.filter(({ of }) => of === shown.key)
  const none = period === null ? t.noneWhat : t.noneIn(formatPeriod(period, lang))
  const listed = more ? all : all.slice(0, listedAtFirst)
  return (
    <>
      <section className="section" aria-label={t.own}>
        <h2>{t.own}</h2>
        {shown.by === 'none' ? <p>{t.notExamined}</p> : own.length === 0 ? <p className="muted">{none}</p> : <Items items={own} result={result} />}
      </section>
      <section className="section" aria-label={t.all(formatCount(all.length))}>
        <h2>{t.all(formatCount(all.length))}</h2>
        {all.length === 0 ? <Empty title={t.none}>{none}</Empty> : <Items items={listed} result={result} onChoose={onChoose} />}
        {listed.length < all.length && <p className="no-print"><Button size="compact-sm" variant="default" onClick={() => setMore(true)}>{t.earlier(formatCount(all.length - listed.length))}</Button></p>}
      </section>
    </>
  )
}

function Items({ items, result, onChoose }: { items: readonly Item[]; result: number; onChoose?: (key: string) => void }) {
  const t = useWords(seriesWords)
  const say = useText()
  const region = useRegion()
  const { open } = useEvidence()
  const told = items.map((item) => ({ ...item, words: say(item.sentence).replace(item.subject, region(item.subject)) }))
  return (
    <ul className={style.list}>
      {told.map(({ key, of, month, words }) => (
        <li key={key}>
          <time dateTime={month} className="muted nowrap">{month}</time>
          <p>{words}</p>
          <span className={`${style.actions} no-print`}>
            {onChoose && <Button size="compact-xs" variant="default" aria-label={`${t.draw}: ${words}`} onClick={() => { onChoose(of); window.scrollTo({ top: 0 }) }}>{t.draw}</Button>}
            <Button size="compact-xs" variant="default" aria-label={`${t.evidence}: ${words}`} onClick={() => open(`result:${result}:alerts:${key}:seen`)}>{t.evidence}</Button>
          </span>
        </li>
      ))}
    </ul>
  )
}
