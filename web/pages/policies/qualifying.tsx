import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { formatCount, formatDate } from '../../../src/shared/format.ts'
import { responses, verdicts } from '../../../src/shared/policies.ts'
import { DataTable, Failure, FormDialog, useAct, useCall, useLanguage, useRemoteRows, useTableState, useText, useWords, type Column, type Filter, type Input, type Output, type RowId, type RowOf } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'
import style from './policies.module.css'
import { AnswerList, useFactWords, VerdictSign, type Answer, type Answers, type Mentioned } from './rule-words.tsx'

type Policy = Output<'getPolicy'>
type Row = RowOf<'listQualifying'>
type Filters = { verdict?: string; told?: string; text?: string }

/** Which organisations qualify, why, and who was told; who may tell them does it from here, one by one or all at once. */
export function Qualifying({ policy }: { policy: Policy }) {
  const t = useWords(policyWords)
  const state = useTableState<Filters>(['verdict', 'told', 'text'])
  const source = useRemoteRows('listQualifying', { params: { policy: policy.policy }, query: state.values as NonNullable<Input<'listQualifying'>['query']> })
  const [opened, setOpened] = useState<Row | null>(null)
  const columns = useColumns(policy.mentioned, setOpened)
  const filters = useFilters()
  const mayTell = policy.may.tell?.allowed ?? false
  return (
    <section className="section" aria-label={t.qualifying}>
      <h2>{t.qualifying}</h2>
      <p className="muted small">{t.qualifyingLead}</p>
      <Counts policy={policy} mayTell={mayTell} />
      <DataTable
        id="qualifying" label={t.qualifying} source={source} columns={columns} state={state} filters={filters} rowId={(row) => row.organisation.id} onOpen={setOpened} current={opened?.organisation.id}
        {...(mayTell ? { actions: (selected: ReadonlySet<RowId>, clear: () => void) => <Tell policy={policy} organisations={[...selected].map(Number)} label={t.tellChosen(formatCount(selected.size))} onDone={clear} /> } : {})}
      />
      {opened && (
        <section className={style.reasons} aria-live="polite" aria-label={t.reasonsOf(opened.organisation.name)}>
          <div className={style.reasonsHead}><h3>{t.reasonsOf(opened.organisation.name)}</h3><Button size="compact-xs" variant="default" onClick={() => setOpened(null)}>{t.close}</Button></div>
          <AnswerList answers={opened.answers} mentioned={policy.mentioned} />
        </section>
      )}
    </section>
  )
}

/** How many qualify, and the one button that tells all of those who were not told yet. */
function Counts({ policy, mayTell }: { policy: Policy; mayTell: boolean }) {
  const t = useWords(policyWords)
  const say = useText()
  const all = useCall('listQualifying', { params: { policy: policy.policy }, query: { limit: 1 } })
  const waiting = useCall('listQualifying', { params: { policy: policy.policy }, query: { verdict: 'yes', told: 'false', limit: 1000 } }, { enabled: mayTell })
  const left = waiting.data?.items.map(({ organisation }) => organisation.id) ?? []
  return (
    <div className={style.counts}>
      {all.data && Object.entries(verdicts).map(([key, { symbol, ...label }]) => <span key={key}><span aria-hidden="true">{symbol}</span> {say(label)} <strong>{formatCount(all.data.counts[key as keyof typeof verdicts])}</strong></span>)}
      {policy.toldTotal !== null && <span>{t.toldTotal(formatCount(policy.toldTotal))}</span>}
      {left.length > 0 && <Tell policy={policy} organisations={left} label={t.tellAll(formatCount(left.length))} onDone={() => undefined} />}
    </div>
  )
}

type TellProps = { policy: Policy; organisations: number[]; label: string; onDone: () => void }

function Tell({ policy: { policy, version }, organisations, label, onDone }: TellProps) {
  const t = useWords(policyWords)
  const [opened, setOpened] = useState(false)
  const [said, setSaid] = useState('')
  const act = useAct('actOnPolicy', { onDone: () => { setOpened(false); setSaid(t.toldDone(formatCount(organisations.length))); onDone() } })
  return (
    <>
      <Button size="xs" onClick={() => { act.reset(); setOpened(true) }}>{label}</Button>
      <span role="status" className="muted small">{said}</span>
      {opened && <FormDialog title={label} lead={t.tellHint} fields={[{ key: 'text', kind: 'text', label: t.tellText }]} action={label} pending={act.isPending} error={act.error} onClose={() => setOpened(false)} onSubmit={({ text }) => act.mutate({ params: { policy }, body: { event: 'tell', version, input: { organisations, ...(text === undefined ? {} : { text: String(text) }) } } })} />}
    </>
  )
}

/** What the rules come to for the viewer's own organisation. */
export function OwnAnswer({ policy }: { policy: Policy }) {
  const t = useWords(policyWords)
  const own = useCall('listQualifying', { params: { policy: policy.policy }, query: { limit: 1 } })
  const row = own.data?.items[0]
  if (own.error) return <Failure error={own.error} />
  if (!row) return null
  return (
    <section className="section">
      <h2>{t.ownAnswer}</h2>
      <p><VerdictSign verdict={row.verdict} /></p>
      <AnswerList answers={row.answers} mentioned={policy.mentioned} />
    </section>
  )
}

function useFilters(): readonly Filter[] {
  const t = useWords(policyWords)
  const say = useText()
  return useMemo(() => [
    { key: 'text', title: t.search, search: true },
    { key: 'verdict', title: t.verdict, options: Object.entries(verdicts).map(([value, label]) => ({ value, label: say(label) })) },
    { key: 'told', title: t.told, options: [{ value: 'true', label: t.isTold }, { value: 'false', label: t.isNotTold }] },
  ], [t, say])
}

function useColumns(mentioned: Mentioned, onOpen: (row: Row) => void): readonly Column<Row>[] {
  const t = useWords(policyWords)
  const say = useText()
  const { condition } = useFactWords(mentioned)
  const separator = useLanguage().lang === 'zh' ? '；' : '; '
  return useMemo(() => {
    const why = ({ verdict, answers }: Row): string => deciding(verdict, answers).map((one) => `${verdicts[one.verdict].symbol} ${condition(one.condition)}`).join(separator)
    const told = (row: Row): string | null => (row.told === null ? null : formatDate(row.told.at))
    const response = (row: Row): string | null => (row.told?.response ? say(responses[row.told.response.answer]) : null)
    return [
      { key: 'organisation', title: t.organisation, width: 260, text: (row) => row.organisation.name, cell: (row) => <Link href={`/organisations/${row.organisation.id}`} tabIndex={-1} onClick={(event) => event.stopPropagation()}>{row.organisation.name}</Link> },
      { key: 'verdict', title: t.verdict, width: 130, text: (row) => say(verdicts[row.verdict]), cell: (row) => <button type="button" tabIndex={-1} className={style.opener} data-hint={t.reasonsOf(row.organisation.name)} onClick={(event) => { event.stopPropagation(); onOpen(row) }}><VerdictSign verdict={row.verdict} /></button> },
      { key: 'why', title: t.why, width: 360, text: why, cell: why },
      { key: 'told', title: t.told, width: 110, text: told, cell: (row) => told(row) ?? '—' },
      { key: 'response', title: t.response, width: 120, text: response, cell: (row) => response(row) ?? '—' },
    ]
  }, [t, say, condition, onOpen, separator])
}

/** The conditions that decided: those that do not hold, or those that are unknown; where all hold, those by which they do. */
function deciding(verdict: Row['verdict'], answers: Answers): Answer[] {
  const conditions = answers.filter((line) => line.verdict === verdict).flatMap((line): Answer[] => ('any' in line ? line.any.flatMap((part) => ('all' in part ? part.all : [part])) : [line]))
  const those = conditions.filter((one) => one.verdict === verdict)
  // What everybody of a kind has in common stands first in the rules; what tells them apart, last.
  return verdict === 'yes' ? those.reverse() : those
}
