import { Link, useLocation, useSearchParams } from 'wouter'
import { riskTitle } from '../../src/shared/risk-title.ts'
import { governanceTasks, type GovernanceTask } from '../../src/shared/vocabulary.ts'
import { Form, Loading, PageHead, useAct, useCall, useText, useWords, type Field, type Input } from '../parts/index.ts'
import { governanceWords } from '../words/governance.ts'
import { workWords } from '../words/work.ts'
import style from './governance/governance.module.css'
import { useItemFields } from './work/forms.ts'

type New = Input<'createWork'>['body']

/** A new work item: from a decision (`?motion=`), from a risk (`?risk=`), under another (`?parent=`), or by hand. */
export default function NewWorkPage() {
  const t = useWords(workWords)
  const [, navigate] = useLocation()
  const source = useSource()
  const fields = useFields(source)
  const create = useAct('createWork', { onDone: ({ item }) => navigate(`/work/${item}`) })
  return (
    <>
      <PageHead title={t.newTitle} lead={t.newLead} back={<Link href="/work">{t.back}</Link>} />
      <div className={style.wide}>{source.ready ? <Form label={t.newTitle} fields={fields} action={t.create} pending={create.isPending} error={create.error} onSubmit={(filled) => create.mutate({ body: { ...filled, ...source.origin } as New })} onCancel={() => navigate('/work')} /> : <Loading />}</div>
    </>
  )
}

type Source = { ready: boolean; origin: Pick<New, 'motion' | 'risk' | 'parent'>; task: GovernanceTask | undefined; title: string; mayOpen: readonly GovernanceTask[] }

/** Where the item comes from gives it its task and a first title. */
function useSource(): Source {
  const say = useText()
  const [search] = useSearchParams()
  const [motion, risk, parent] = [Number(search.get('motion')), Number(search.get('risk')), Number(search.get('parent'))]
  const decided = useCall('getMotion', { params: { motion } }, { enabled: motion > 0 })
  const above = useCall('getWork', { params: { item: parent } }, { enabled: parent > 0 })
  const risks = useCall('listRisks', {}, { enabled: risk > 0 })
  const list = useCall('listWork', { query: { limit: 1 } })
  const found = risks.data?.find((one) => one.risk === risk)
  return {
    ready: !list.isPending && (motion === 0 || !decided.isPending) && (parent === 0 || !above.isPending) && (risk === 0 || !risks.isPending), mayOpen: list.data?.mayOpen ?? [],
    origin: { ...(motion > 0 ? { motion } : {}), ...(risk > 0 ? { risk } : {}), ...(parent > 0 ? { parent } : {}) },
    task: decided.data?.task ?? above.data?.task ?? (found?.task as GovernanceTask | undefined), title: decided.data?.title ?? (found ? say(riskTitle(found.node, found.kind)) : ''),
  }
}

function useFields({ task, title, mayOpen }: Source): readonly Field[] {
  const g = useWords(governanceWords)
  const say = useText()
  const rest = useItemFields({ title, text: '', lead: null, coOwners: [], due: null, region: null, department: null })
  const tasks = task === undefined ? mayOpen : [task]
  return [{ key: 'task', label: g.task, kind: 'choice', initial: tasks[0], options: tasks.map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })) }, ...rest]
}
