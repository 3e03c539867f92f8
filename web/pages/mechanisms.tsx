import { Button } from '@mantine/core'
import { mechanismKinds, occurrenceStates } from '../../src/shared/mechanisms.ts'
import { addressOf, Empty, Loaded, PageHead, useCall, useClusterId, useText, useWords, withCluster, type Output } from '../parts/index.ts'
import { mechanismWords } from '../words/mechanisms.ts'

type Mechanism = Output<'listMechanisms'>[number]

/** Mechanisms with their dates: what was held and delivered, and what comes. */
export default function MechanismsPage() {
  const t = useWords(mechanismWords)
  const cluster = useClusterId()
  const query = useCall('listMechanisms', {})
  const save = <Button component="a" variant="default" download href={addressOf('exportCalendar', withCluster<'exportCalendar'>(cluster, {}))}>{t.calendar}</Button>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={save} />
      <Loaded query={query} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}>{(rows) => rows.map((row) => <Dates key={row.mechanism} mechanism={row} />)}</Loaded>
    </>
  )
}

function Dates({ mechanism: { title, task, kind, convenor, next, occurrences } }: { mechanism: Mechanism }) {
  const t = useWords(mechanismWords)
  const say = useText()
  return (
    <section className="section">
      <h2>{title}</h2>
      <p className="muted small">{task} · {say(mechanismKinds[kind])} · {t.convenor} {convenor.name} · {t.next} {next ?? '—'}</p>
      <Health occurrences={occurrences} />
      <div className="plain-box" tabIndex={0} role="region" aria-label={title}>
        <table className="plain">
          <thead><tr><th scope="col">{t.day}</th><th scope="col">{t.state}</th><th scope="col">{t.outputs}</th></tr></thead>
          <tbody>{occurrences.map(({ day, announced, state, outputs }) => <tr key={day}><th scope="row" className="nowrap">{day}{!announced && <span className="muted small"> {t.unannounced}</span>}</th><td className="nowrap">{say(occurrenceStates[state])}</td><td>{outputs.map((one) => one.title).join('；') || '—'}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  )
}

/** What was due within the days shown, how much of it was held, and how much delivered; and what the mark of a year not announced means. */
function Health({ occurrences }: Pick<Mechanism, 'occurrences'>) {
  const t = useWords(mechanismWords)
  const due = occurrences.filter(({ state }) => state !== 'coming')
  const held = due.filter(({ state }) => state !== 'overdue')
  const delivered = held.filter(({ state }) => state === 'delivered')
  return (
    <>
      <p className="small">{due.length === 0 ? t.noneDue : `${t.due} ${due.length} · ${t.held} ${held.length} · ${t.delivered} ${delivered.length}`}</p>
      {occurrences.some(({ announced }) => !announced) && <p className="muted small">{t.unannouncedWhat}</p>}
    </>
  )
}
