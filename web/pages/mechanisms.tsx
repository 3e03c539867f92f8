import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { mechanismKinds } from '../../src/shared/mechanisms.ts'
import { governanceTasks, type GovernanceTask } from '../../src/shared/vocabulary.ts'
import { addressOf, Empty, FormDialog, Loaded, PageHead, useAct, useCall, useClusterId, useText, useWords, withCluster, type Field, type Output, type PageInput } from '../parts/index.ts'
import { mechanismWords } from '../words/mechanisms.ts'
import { cadenceOf, useMechanismFields } from './mechanisms/fields.ts'
import { Occurrences } from './mechanisms/occurrences.tsx'

type Mechanism = Output<'listMechanisms'>[number]

/** Mechanisms with their dates: what was held and delivered, and what comes. */
export default function MechanismsPage() {
  const t = useWords(mechanismWords)
  const cluster = useClusterId()
  const query = useCall('listMechanisms', {})
  const found = <FoundMechanism />
  const follow = <Button component={Link} variant="default" href="/settings?part=account">{t.follow}</Button>
  const save = <Button component="a" variant="default" download href={addressOf('exportCalendar', withCluster<'exportCalendar'>(cluster, {}))}>{t.calendar}</Button>
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={<div className="row">{follow}{save}{found}</div>} />
      <Loaded query={query} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t.emptyTitle}>{t.emptyWhat}</Empty>}>{(rows) => rows.map((row) => <Dates key={row.mechanism} mechanism={row} />)}</Loaded>
    </>
  )
}

/** Whoever administers a task sets one up: the same who open work in it. */
function FoundMechanism() {
  const t = useWords(mechanismWords)
  const say = useText()
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState(false)
  const tasks: readonly GovernanceTask[] = useCall('listWork', { query: { limit: 1 } }).data?.mayOpen ?? []
  const fields = useMechanismFields()
  const found = useAct('createMechanism', { onDone: ({ mechanism }) => navigate(`/mechanisms/${mechanism}`) })
  if (tasks.length === 0) return null
  const task: Field = { key: 'task', kind: 'choice', label: t.task, options: tasks.map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })) }
  return (
    <>
      <Button onClick={() => { found.reset(); setOpened(true) }}>{t.found}</Button>
      {opened && <FormDialog title={t.found} lead={t.foundLead} fields={[task, ...fields]} action={t.found} pending={found.isPending} error={found.error} onClose={() => setOpened(false)} onSubmit={(filled) => found.mutate({ body: cadenceOf(filled) } as unknown as PageInput<'createMechanism'>)} />}
    </>
  )
}

function Dates({ mechanism }: { mechanism: Mechanism }) {
  const t = useWords(mechanismWords)
  const say = useText()
  const { mechanism: item, title, task, kind, convenor, next } = mechanism
  return (
    <section className="section">
      <h2><Link href={`/mechanisms/${item}`}>{title}</Link></h2>
      <p className="muted small">{task} · {say(mechanismKinds[kind])} · {t.convenor} {convenor.name} · {t.next} {next ?? '—'}</p>
      <Occurrences mechanism={mechanism} />
    </section>
  )
}
