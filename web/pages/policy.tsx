import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { formatDate } from '../../src/shared/format.ts'
import { instruments, policyEvents, policyLevels, policyPhases, responses } from '../../src/shared/policies.ts'
import { actorTypes, governanceTasks } from '../../src/shared/vocabulary.ts'
import { Acts, Confirm, Happened, Loaded, PageHead, useAct, useCall, useLanguage, useText, useWords, type ActForms, type Output, type PageInput } from '../parts/index.ts'
import { policyWords } from '../words/policies.ts'
import type { PageProps } from './index.ts'
import { BeforeAfter } from './policies/before-after.tsx'
import style from './policies/policies.module.css'
import { OwnAnswer, Qualifying } from './policies/qualifying.tsx'
import { RuleList } from './policies/rule-words.tsx'

type Policy = Output<'getPolicy'>

/** One policy: what it gives and to whom, who qualifies and was told, what its indicators did. */
export default function PolicyPage({ params }: PageProps) {
  const t = useWords(policyWords)
  const query = useCall('getPolicy', { params: { policy: Number(params.policy) } })
  const back = <Link href="/policies">{t.title}</Link>
  return <Loaded query={query} head={<PageHead title={t.title} back={back} />}>{(policy) => (
    <>
      <PageHead title={policy.title} back={back} action={<Changes policy={policy} />} />
      <Facts policy={policy} />
      <Respond policy={policy} />
      {policy.text !== '' && <section className="section"><h2>{t.text}</h2><p className={style.text}>{policy.text}</p></section>}
      <section className="section"><h2>{t.rules}</h2>{policy.rules.length > 0 && <p className="muted small">{t.rulesLead}</p>}<RuleList lines={policy.rules} mentioned={policy.mentioned} /></section>
      {runs(policy) ? <Qualifying policy={policy} /> : policy.own !== null && <OwnAnswer policy={policy} />}
      {policy.indicators.length > 0 && <BeforeAfter policy={policy.policy} />}
      <Happened events={policy.events} />
    </>
  )}</Loaded>
}

/** Who runs the task sees all organisations, also when the policy has ended; everybody else their own. */
function runs({ toldTotal, may }: Policy): boolean {
  return toldTotal !== null || (may.amend?.allowed ?? false)
}

function Facts({ policy }: { policy: Policy }) {
  const t = useWords(policyWords)
  const say = useText()
  const { lang } = useLanguage()
  const list = (names: readonly string[]): string => names.join(lang === 'zh' ? '、' : ', ')
  const { phase, instrument, level, issuer, documentNumber, url, validFrom, validTo, task, tasks, nodes, indicators, amount, told } = policy
  const facts: [string, React.ReactNode][] = [
    [t.phase, `${policyPhases[phase].symbol} ${say(policyPhases[phase])}`], [t.validFrom, validFrom ?? '—'], [t.validTo, validTo ?? '—'], [t.instrument, say(instruments[instrument])], [t.amount, amount ?? '—'],
    [t.level, say(policyLevels[level])], [t.issuer, issuer], [t.documentNumber, url === null ? documentNumber ?? '—' : <a key="url" href={url} target="_blank" rel="noreferrer">{documentNumber ?? url}</a>],
    [t.task, list([task, ...tasks].map((one) => `${one} ${say(governanceTasks[one])}`))], [t.actorTypes, policy.actorTypes.length === 0 ? t.everybody : list(policy.actorTypes.map((one) => say(actorTypes[one])))],
    [t.nodes, nodes.length === 0 ? t.wholeChain : <>{nodes.map(({ id, name }) => <span key={id} className={style.found}><Link href={`/map/node/${id}`}>{name}</Link></span>)}</>], [t.indicators, indicators.length === 0 ? '—' : list(indicators.map(({ name }) => name))],
    ...(told === null ? [] : [[t.own, <>{t.toldBy(formatDate(told.at), told.by ?? t.somebody)}{told.text && <> · {told.text}</>}{told.response && <> · {say(responses[told.response.answer])}</>}</>] as [string, React.ReactNode]]),
  ]
  return <dl className={style.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

/** Amending and withdrawing, for who may; telling has its place beside those who qualify. */
function Changes({ policy: { policy, version, may } }: { policy: Policy }) {
  const t = useWords(policyWords)
  const [, navigate] = useLocation()
  const [asked, setAsked] = useState(false)
  const act = useAct('actOnPolicy', { onDone: () => setAsked(false) })
  return (
    <div className="row">
      {may.amend?.allowed && <Button variant="default" onClick={() => navigate(`/policies/new?amend=${policy}`)}>{t.amend}</Button>}
      {may.withdraw?.allowed && <Button variant="default" onClick={() => { act.reset(); setAsked(true) }}>{t.withdraw}</Button>}
      <Confirm opened={asked} onClose={() => setAsked(false)} title={t.withdraw} action={t.withdraw} danger withReason pending={act.isPending} error={act.error} onConfirm={(reason) => act.mutate({ params: { policy }, body: { event: 'withdraw', version, input: { reason } } })}>{t.withdrawWhat}</Confirm>
    </div>
  )
}

/** What an organisation that was told answers. */
function Respond({ policy: { policy, version, may, told, events } }: { policy: Policy }) {
  const t = useWords(policyWords)
  const say = useText()
  const act = useAct('actOnPolicy')
  const forms: ActForms = { respond: { title: policyEvents.respond, fields: [{ key: 'answer', kind: 'choice', label: t.answer, options: Object.entries(responses).map(([value, label]) => ({ value, label: say(label) })) }, { key: 'text', kind: 'text', label: t.note }] } }
  if (told === null) return null
  return <Acts forms={forms} may={may} waits={told.response === null ? ['respond'] : []} version={version} log={events} pending={act.isPending} error={act.error} onStart={act.reset} onAct={(event, input, done, on) => act.mutate({ params: { policy }, body: { event, version: on.version, input } } as unknown as PageInput<'actOnPolicy'>, { onSuccess: done })} />
}
