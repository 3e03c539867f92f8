import { Link, useLocation, useSearchParams } from 'wouter'
import { policyLevels, instruments } from '../../src/shared/policies.ts'
import type { GovernanceTask } from '../../src/shared/vocabulary.ts'
import { Empty, Failure, Loading, PageHead, useAct, useCall, useWords, type Output } from '../parts/index.ts'
import { policyWords } from '../words/policies.ts'
import { PolicyForm, type Draft } from './policies/policy-form.tsx'

type Policy = Output<'getPolicy'>

/** A new policy, or an amendment of one that stands (`?amend=12`). */
export default function NewPolicyPage() {
  const [search] = useSearchParams()
  const amended = Number(search.get('amend'))
  return amended > 0 ? <Amended policy={amended} /> : <Recorded />
}

function Recorded() {
  const t = useWords(policyWords)
  const [, navigate] = useLocation()
  const list = useCall('listPolicies', { query: { limit: 1 } })
  const create = useAct('createPolicy', { onDone: ({ policy }) => navigate(`/policies/${policy}`) })
  const tasks = list.data?.mayRecord ?? []
  return (
    <>
      <PageHead title={t.newTitle} lead={t.newLead} back={<Link href="/policies">{t.back}</Link>} />
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && tasks.length === 0 && <Empty title={t.mayNotRecord}>{t.mayNotRecordWhat}</Empty>}
      {tasks.length > 0 && <PolicyForm draft={blank(tasks[0]!)} tasks={tasks} submit={t.save} pending={create.isPending} error={create.error} onCancel={() => navigate('/policies')} onSubmit={({ reason: __, ...body }) => create.mutate({ body })} />}
    </>
  )
}

function Amended({ policy: id }: { policy: number }) {
  const t = useWords(policyWords)
  const [, navigate] = useLocation()
  const query = useCall('getPolicy', { params: { policy: id } })
  const act = useAct('actOnPolicy', { onDone: () => navigate(`/policies/${id}`) })
  const policy = query.data
  return (
    <>
      <PageHead title={t.amendTitle} lead={t.amendLead} back={<Link href={`/policies/${id}`}>{policy?.title ?? t.back}</Link>} />
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {policy && <PolicyForm draft={draftOf(policy)} mentioned={policy.mentioned} amends submit={t.saveAmended} pending={act.isPending} error={act.error} onCancel={() => navigate(`/policies/${id}`)} onSubmit={({ task: __, ...changed }) => act.mutate({ params: { policy: id }, body: { event: 'amend', version: policy.version, input: changed } })} />}
    </>
  )
}

function blank(task: GovernanceTask): Draft {
  return {
    task, tasks: [], title: '', instrument: Object.keys(instruments)[0] as Draft['instrument'], level: Object.keys(policyLevels)[0] as Draft['level'], issuer: '', documentNumber: null, url: null, validFrom: null, validTo: null,
    actorTypes: [], nodes: [], indicators: [], amount: null, text: '', rules: [], reason: '',
  }
}

function draftOf({ task, tasks, title, instrument, level, issuer, documentNumber, url, validFrom, validTo, actorTypes, nodes, indicators, amount, text, rules }: Policy): Draft {
  return { task, tasks, title, instrument, level, issuer, documentNumber, url, validFrom, validTo, actorTypes, nodes: nodes.map(({ id }) => id), indicators: indicators.map(({ id }) => id), amount, text, rules, reason: '' }
}
