import { useMemo } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { riskTitle } from '../../src/shared/risk-title.ts'
import { governanceTasks, keysOf } from '../../src/shared/vocabulary.ts'
import { Form, Loading, PageHead, useAct, useCall, useText, useWords, type Field, type Input } from '../parts/index.ts'
import { governanceWords } from '../words/governance.ts'
import { motionWords } from '../words/motions.ts'
import style from './governance/governance.module.css'

/** A new motion: from a risk (`?risk=12`), from a node (`?node=5`), from minutes (`?minutes=7:3&task=T2`: paragraph 3 of meeting 7), or by hand. */
export default function NewMotionPage() {
  const t = useWords(motionWords)
  const [, navigate] = useLocation()
  const { ready, fields } = useFields()
  const create = useAct('createMotion', { onDone: ({ motion }) => navigate(`/motions/${motion}`) })
  return (
    <>
      <PageHead title={t.newTitle} lead={t.newLead} back={<Link href="/motions">{t.back}</Link>} />
      <div className={style.wide}>{ready ? <Form label={t.newTitle} fields={fields} action={t.create} pending={create.isPending} error={create.error} onSubmit={(filled) => create.mutate({ body: filled as Input<'createMotion'>['body'] })} onCancel={() => navigate('/motions')} /> : <Loading />}</div>
    </>
  )
}

/** What the motion begins with: the risk or the node it comes from is its title and its first evidence. */
function useFields(): { ready: boolean; fields: readonly Field[] } {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  const say = useText()
  const [search] = useSearchParams()
  const [risk, node] = [Number(search.get('risk')), Number(search.get('node'))]
  const [meeting, paragraph] = (search.get('minutes') ?? '0:0').split(':').map(Number) as [number, number]
  const risks = useCall('listRisks', {}, { enabled: risk > 0 })
  const nodes = useCall('getNode', { params: { node } }, { enabled: node > 0 })
  const table = useCall('getMeeting', { params: { meeting } }, { enabled: meeting > 0 })
  const found = risks.data?.find((one) => one.risk === risk)
  const said = table.data?.minutes.find((one) => one.paragraph === paragraph)?.text
  const task = found?.task ?? table.data?.task ?? 'T2'
  const subject = found ? say(riskTitle(found.node, found.kind)) : nodes.data?.name
  const fields = useMemo((): readonly Field[] => [
    { key: 'task', label: g.task, kind: 'choice', initial: task, options: keysOf(governanceTasks).map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })) },
    { key: 'title', label: g.title, kind: 'line', required: true, initial: subject ? t.draftTitle(subject) : '' },
    { key: 'text', label: t.what, kind: 'text', required: true, initial: said ?? '' },
    { key: 'evidence', label: g.evidence, kind: 'evidence', initial: [...(found ? [`risk:${risk}`, `node:${found.nodeId}:state`] : []), ...(node > 0 ? [`node:${node}:state`] : []), ...(said === undefined ? [] : [`meeting:${meeting}:${paragraph}`])] },
    { key: 'threshold', label: g.threshold, kind: 'number', initial: 1, min: 1, max: 50, required: true },
  ], [t, g, say, found, subject, risk, node, task, said, meeting, paragraph])
  return { ready: (risk === 0 || !risks.isPending) && (node === 0 || !nodes.isPending) && (meeting === 0 || !table.isPending), fields }
}
