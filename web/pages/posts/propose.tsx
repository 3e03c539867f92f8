import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { actorTypes, governanceTasks, keysOf, type ActorType, type GovernanceTask } from '../../../src/shared/vocabulary.ts'
import { FormDialog, useAct, useCall, useText, useWords, type Field, type Filled, type Output, type PageInput } from '../../parts/index.ts'
import { postWords } from '../../words/posts.ts'

type Wanted = { task: GovernanceTask; part: 'centre' | 'support'; actorType: ActorType; duty: string; evidence: string[] }

/** A motion by whose decision the charter would name the post: any member may move it, the centres of the task decide. */
export function ProposeForCharter({ post }: { post: Output<'getPost'> }) {
  const t = useWords(postWords)
  const say = useText()
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState(false)
  const charter = useCall('getCharter', {}).data
  const create = useAct('createMotion', { onDone: ({ motion }) => navigate(`/motions/${motion}`) })
  const options = (terms: Record<string, { zh: string; en: string }>) => Object.entries(terms).map(([value, label]) => ({ value, label: say(label) }))
  const fields: Field[] = [
    { key: 'task', kind: 'choice', label: t.inTask, options: keysOf(governanceTasks).map((value) => ({ value, label: `${value} ${say(governanceTasks[value])}` })), initial: 'T2' },
    { key: 'part', kind: 'choice', label: t.as, options: [{ value: 'centre', label: t.centre }, { value: 'support', label: t.support }] }, { key: 'actorType', kind: 'choice', label: t.column, options: options(actorTypes) },
    { key: 'duty', kind: 'line', label: t.dutyThere, required: true }, { key: 'evidence', kind: 'evidence', label: t.evidence },
  ]
  const move = (filled: Filled) => {
    const { task, part, actorType, duty, evidence = [] } = filled as Wanted
    const rows = charter!.assignments.filter((row) => row.task === task && row.postId !== post.post)
    const own = { task, layer: rows[0]!.layer, actorType, part, duty: { zh: duty, en: duty }, postId: post.post }
    const title = t.motionTitle(post.title, task, part === 'centre' ? t.centre : t.support)
    create.mutate({ body: { task, title, text: t.motionText(title, duty), evidence, amendment: [...rows, own] } } as PageInput<'createMotion'>)
  }
  if (!charter) return null
  return (
    <>
      <Button variant="default" onClick={() => { create.reset(); setOpened(true) }}>{t.propose}</Button>
      {opened && <FormDialog title={t.propose} lead={t.proposeLead} fields={fields} action={t.move} pending={create.isPending} error={create.error} onClose={() => setOpened(false)} onSubmit={move} />}
    </>
  )
}
