import { useMemo } from 'react'
import { Link } from 'wouter'
import { formatDate } from '../../src/shared/format.ts'
import { mechanismEvents, mechanismKinds, mechanismStates } from '../../src/shared/mechanisms.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { Acts, Happened, Loaded, PageHead, useAct, useCall, useText, useWords, type ActForms, type Field, type Output, type PageInput } from '../parts/index.ts'
import { mechanismWords } from '../words/mechanisms.ts'
import type { PageProps } from './index.ts'
import { cadenceOf, useMechanismFields } from './mechanisms/fields.ts'
import { Occurrences } from './mechanisms/occurrences.tsx'

type Mechanism = Output<'getMechanism'>

/** One mechanism: its cadence and members, its dates, what is recorded of each. */
export default function MechanismPage({ params }: PageProps) {
  const t = useWords(mechanismWords)
  const query = useCall('getMechanism', { params: { mechanism: Number(params.mechanism) } })
  const back = <Link href="/mechanisms">{t.title}</Link>
  return <Loaded query={query} head={<PageHead title={t.title} back={back} />}>{(mechanism) => (
    <>
      <PageHead title={mechanism.title} back={back} />
      <Facts mechanism={mechanism} />
      <Events mechanism={mechanism} />
      <section className="section"><Occurrences mechanism={mechanism} mayCall={mechanism.may['callMeeting']?.allowed === true} /></section>
      <Happened events={mechanism.events} />
    </>
  )}</Loaded>
}

function Facts({ mechanism: { task, kind, state, cadence, start, convenor, members, inputs, outputs, template } }: { mechanism: Mechanism }) {
  const t = useWords(mechanismWords)
  const say = useText()
  const every = cadence.every === 1 ? '' : `${cadence.every} `
  const facts: [string, string][] = [
    [t.task, `${task} ${say(governanceTasks[task])}`], [t.kind, say(mechanismKinds[kind])], [t.state, say(mechanismStates[state])],
    [t.unit, cadence.nth > 0 ? t.cadence(every, t[cadence.unit], cadence.nth) : t.fromEnd(every, t[cadence.unit], -cadence.nth)], [t.start, start], [t.convenor, convenor.name],
    [t.members, members.map(({ name }) => name).join('、') || '—'], [t.inputs, inputs || '—'], [t.expected, outputs || '—'], [t.template, template || '—'],
  ]
  return <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd style={{ whiteSpace: 'pre-line' }}>{value}</dd></div>)}</dl>
}

function Events({ mechanism }: { mechanism: Mechanism }) {
  const t = useWords(mechanismWords)
  const act = useAct('actOnMechanism')
  const { mechanism: item, version, may, occurrences } = mechanism
  const fields = useMechanismFields(mechanism)
  const forms = useMemo<ActForms>(() => {
    const days = (states: readonly string[]): { value: string; label: string }[] => occurrences.filter(({ state }) => states.includes(state)).map(({ day }) => ({ value: day, label: day }))
    const due = (states: readonly string[], initial?: string): Field => ({ key: 'due', kind: 'choice', label: t.occurrence, options: days(states), ...(initial === undefined ? {} : { initial }) })
    const today = formatDate(new Date())
    const last = occurrences.filter(({ state, day }) => state === 'overdue' || (state === 'coming' && day <= today)).at(-1)?.day
    const reason: Field = { key: 'reason', kind: 'text', label: t.reason, required: true }
    return {
      hold: { title: mechanismEvents.hold, fields: [due(['overdue', 'coming'], last), { key: 'heldOn', kind: 'day', label: t.heldOn, required: true, initial: today }, { key: 'attended', kind: 'organisations', label: t.attended, initial: mechanism.members }, { key: 'text', kind: 'text', label: t.noted }] },
      deliver: { title: mechanismEvents.deliver, fields: [due(['held', 'delivered'], occurrences.filter(({ state }) => state === 'held').at(-1)?.day), { key: 'title', kind: 'line', label: t.output, required: true }, { key: 'ref', kind: 'line', label: t.where }] },
      skip: { title: mechanismEvents.skip, fields: [due(['overdue', 'coming'], last), reason] },
      edit: { title: mechanismEvents.edit, fields },
      end: { title: mechanismEvents.end, fields: [reason] },
    }
  }, [t, mechanism, occurrences, fields])
  return (
    <Acts
      forms={forms} may={may} pending={act.isPending} error={act.error} onStart={act.reset}
      onAct={(event, filled, done) => act.mutate({ params: { mechanism: item }, body: { event, version, input: event === 'edit' ? cadenceOf(filled) : filled } } as unknown as PageInput<'actOnMechanism'>, { onSuccess: done })}
    />
  )
}
