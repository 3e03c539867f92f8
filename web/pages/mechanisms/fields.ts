import { useMemo } from 'react'
import { formatDate } from '../../../src/shared/format.ts'
import { mechanismKinds } from '../../../src/shared/mechanisms.ts'
import { useText, useWords, type Field, type Filled, type Output } from '../../parts/index.ts'
import { mechanismWords } from '../../words/mechanisms.ts'

/** What a mechanism is made of, filled with what stands. */
export function useMechanismFields(stands?: Output<'getMechanism'>): Field[] {
  const t = useWords(mechanismWords)
  const say = useText()
  return useMemo(() => [
    { key: 'title', kind: 'line', label: t.name, required: true, initial: stands?.title ?? '' },
    { key: 'kind', kind: 'choice', label: t.kind, options: Object.entries(mechanismKinds).map(([value, label]) => ({ value, label: say(label) })), initial: stands?.kind ?? 'jointMeeting' },
    { key: 'unit', kind: 'choice', label: t.unit, options: (['week', 'month', 'quarter', 'year'] as const).map((value) => ({ value, label: t[value] })), initial: stands?.cadence.unit ?? 'month' },
    { key: 'every', kind: 'number', label: t.every, min: 1, max: 12, required: true, initial: stands?.cadence.every ?? 1 },
    { key: 'nth', kind: 'number', label: t.nth, hint: t.nthHint, min: -60, max: 60, required: true, initial: stands?.cadence.nth ?? 1 },
    { key: 'start', kind: 'day', label: t.start, required: true, initial: stands?.start ?? formatDate(new Date()) },
    { key: 'convenor', kind: 'organisation', label: t.convenor, required: true, initial: stands ? [stands.convenor] : [] },
    { key: 'members', kind: 'organisations', label: t.members, initial: stands?.members ?? [] },
    { key: 'inputs', kind: 'text', label: t.inputs, initial: stands?.inputs ?? '' },
    { key: 'outputs', kind: 'text', label: t.expected, initial: stands?.outputs ?? '' },
    { key: 'template', kind: 'text', label: t.template, initial: stands?.template ?? '' },
  ], [t, say, stands])
}

/** What was filled in, the cadence in one; a text that was emptied is empty, not as before. */
export function cadenceOf({ unit, every, nth, ...rest }: Filled): Filled {
  return { members: [], inputs: '', outputs: '', template: '', ...rest, cadence: { unit, every, nth } }
}
