import { useMemo } from 'react'
import { formatDate } from '../../../src/shared/format.ts'
import { postEvents } from '../../../src/shared/posts.ts'
import { useCall, useWords, type ActForms, type Field, type Output } from '../../parts/index.ts'
import { postWords } from '../../words/posts.ts'
import { usePostFields } from './fields.ts'
import { holderOf } from './seats.tsx'

type Choice = { value: string; label: string }

/** What each event on a post asks for. */
export function usePostForms(post: Output<'getPost'>): ActForms {
  const t = useWords(postWords)
  const edit = usePostFields(post)
  const adopted = useCall('listMotions', { query: { state: 'adopted', task: post.task, limit: 100 } }).data?.items
  return useMemo(() => {
    const today = formatDate(new Date())
    const { seats } = post
    const seat: Field = { key: 'seat', kind: 'choice', label: t.seat, options: seats.map((one) => ({ value: String(one.seat), label: `${one.seat} ${one.title}` })), initial: String(seats.find(({ term }) => term === null)?.seat ?? 1), shown: () => seats.length > 1 }
    const held: Field = { ...seat, initial: String(seats.find(({ term }) => term !== null)?.seat ?? 1) }
    const from: Field = { key: 'from', kind: 'day', label: t.from, required: true, initial: today }
    const reason: Field = { key: 'reason', kind: 'text', label: t.reason, required: true }
    const who: Field[] = [{ key: 'organisation', kind: 'organisation', label: t.holderOrganisation, required: true }, { key: 'person', kind: 'line', label: t.person }]
    const decisions: Choice[] = [{ value: '', label: t.noDecision }, ...(adopted ?? []).map(({ motion, title }) => ({ value: String(motion), label: title }))]
    const terms: Choice[] = seats.flatMap(({ title, term, next }) => [...(term ? [term] : []), ...next].filter(({ ended }) => ended === null).map((one) => ({ value: String(one.term), label: `${title} · ${holderOf(one)}` })))
    return {
      appoint: { title: postEvents.appoint, fields: [seat, ...who, from, { key: 'until', kind: 'day', label: t.untilDay }, { key: 'motion', kind: 'choice', label: t.decision, options: decisions }, { key: 'basis', kind: 'line', label: t.document, hint: t.documentHint }] },
      substitute: { title: postEvents.substitute, fields: [held, ...who.map((field) => (field.key === 'organisation' ? { ...field, hint: t.standInHint } : field)), from, { key: 'until', kind: 'day', label: t.lastDay, required: true }, reason] },
      endSubstitution: { title: postEvents.endSubstitution, fields: [held, { key: 'on', kind: 'day', label: t.lastDay, required: true, initial: today }] },
      endTerm: { title: postEvents.endTerm, fields: [{ key: 'term', kind: 'choice', label: t.which, options: terms }, { key: 'on', kind: 'day', label: t.lastDay, required: true, initial: today }, reason] },
      edit: { title: postEvents.edit, fields: edit }, abolish: { title: postEvents.abolish, fields: [reason] },
    }
  }, [t, post, edit, adopted])
}
