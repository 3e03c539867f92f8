import { formatDate } from '../../../src/shared/format.ts'
import { useCall, useWords } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'
import { useEventWords } from './event-words.ts'
import style from './risks.module.css'

/** What happened to one risk, newest first. */
export function RiskHistory({ risk }: { risk: number }) {
  const t = useWords(riskWords)
  const { data = [] } = useCall('listRiskEvents', { query: { risk } })
  const { data: rows = [] } = useCall('listRisks', {})
  const wordsOf = useEventWords((id) => rows.find(({ ownerId }) => ownerId === id)?.owner ?? undefined)
  if (data.length === 0) return null
  return (
    <section className={style.block}>
      <h3>{t.history}</h3>
      <ol className={style.events}>{data.toReversed().map((event) => <li key={event.at}><time dateTime={event.at}>{formatDate(event.at)}</time><span>{wordsOf(event).join(' · ')} <span className="muted">{event.by ? t.by(event.by) : t.program}</span></span></li>)}</ol>
    </section>
  )
}
