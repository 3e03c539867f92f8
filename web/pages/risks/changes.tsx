import { Link } from 'wouter'
import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import { formatCount, formatDate, formatMonth, formatPeriod } from '../../../src/shared/format.ts'
import { periodsIn } from '../../../src/shared/period.ts'
import { riskTitle } from '../../../src/shared/risk-title.ts'
import { Empty, Loaded, useCall, useLanguage, usePeriod, useText, useWords } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'
import { isPair, useEventWords, type RiskEvent } from './event-words.ts'
import style from './risks.module.css'

/** What changed on the list, month by month, newest first: in the period that is chosen, or ever. */
export function RiskChanges({ rows }: { rows: readonly RiskRow[] }) {
  const t = useWords(riskWords)
  const query = useCall('listRiskEvents', {})
  return (
    <Loaded query={query} isEmpty={(events) => events.length === 0} empty={<Empty title={t.noChanges}>{t.noChangesWhat}</Empty>}>
      {(events) => <Months events={events} rows={rows} />}
    </Loaded>
  )
}

function Months({ events, rows }: { events: readonly RiskEvent[]; rows: readonly RiskRow[] }) {
  const t = useWords(riskWords)
  const { lang } = useLanguage()
  const { period } = usePeriod()
  const months = byMonth(events).filter(([month]) => period === null || periodsIn(period).includes(month))
  if (months.length === 0) return <Empty title={t.noneIn(formatPeriod(period, lang))}>{t.noneInWhat}</Empty>
  return <>{months.map(([month, list]) => <Month key={month} month={month} events={list} rows={rows} />)}</>
}

function Month({ month, events, rows }: { month: string; events: readonly RiskEvent[]; rows: readonly RiskRow[] }) {
  const t = useWords(riskWords)
  const { lang } = useLanguage()
  const say = useText()
  const wordsOf = useEventWords((id) => rows.find(({ ownerId }) => ownerId === id)?.owner ?? undefined)
  const became = (status: string) => events.filter(({ change }) => { const value = change['status']; return isPair(value) && value.after === status }).length
  const proposed = events.filter(({ change }) => change['proposal'] === 'proposed').length
  return (
    <section className={style.month}>
      <h2>{formatMonth(month, lang)} <span className="muted">{t.monthSum(formatCount(proposed), formatCount(became('confirmed')), formatCount(became('closed')))}</span></h2>
      <ol className={style.events}>
        {events.map((event) => (
          <li key={`${event.risk} ${event.at}`}>
            <time dateTime={event.at}>{formatDate(event.at)}</time>
            <span><Link href={`/risks?risk=${event.risk}`}>{say(riskTitle(event.node, event.kind))}</Link> {wordsOf(event).join(' · ')} <span className="muted">{event.by ? t.by(event.by) : t.program}</span></span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function byMonth(events: readonly RiskEvent[]): [string, RiskEvent[]][] {
  const months = new Map<string, RiskEvent[]>()
  for (const event of events) {
    const month = formatDate(event.at).slice(0, 7)
    months.set(month, [event, ...(months.get(month) ?? [])])
  }
  return [...months].sort(([a], [b]) => (a < b ? 1 : -1))
}
