import { useMemo } from 'react'
import { dayAfter } from '../../../src/shared/calendar.ts'
import { formatDate } from '../../../src/shared/format.ts'
import { choices, methods } from '../../../src/shared/governance.ts'
import { keysOf } from '../../../src/shared/vocabulary.ts'
import { useText, useWords, type Named, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { motionWords } from '../../words/motions.ts'
import type { Field, Values } from '../governance/event-form.tsx'
import type { Share } from '../governance/shares-field.tsx'

type Motion = Output<'getMotion'>

/** What each event on a motion asks for. */
export function useMotionFields(motion: Motion): (event: string) => readonly Field[] {
  const t = useWords(governanceWords)
  const m = useWords(motionWords)
  const say = useText()
  return useMemo(() => {
    const today = formatDate(new Date())
    const reason: Field = { key: 'reason', label: t.reason, kind: 'long', required: true }
    const forms: Record<string, readonly Field[]> = {
      addEvidence: [{ key: 'ref', label: t.evidence, kind: 'evidenceOne', required: true }, { key: 'note', label: t.note, kind: 'long' }],
      declareConflict: [{ key: 'text', label: m.conflictText, kind: 'long', required: true }],
      openDeliberation: [
        { key: 'consultUntil', label: t.consultUntil, kind: 'date', required: true, initial: dayAfter(today, 7) },
        { key: 'method', label: t.method, kind: 'choice', initial: 'chambers', options: keysOf(methods).map((value) => ({ value, label: say(methods[value]) })) },
        { key: 'shares', label: t.shares, kind: 'shares', required: true, shown: ({ method }) => method === 'weighted' },
        { key: 'quorum', label: t.quorum, kind: 'percent', initial: 0.5 }, { key: 'secret', label: t.secret, kind: 'check' },
      ],
      speak: [{ key: 'stance', label: t.stance, kind: 'choice', options: [{ value: 'for', label: t.stanceFor }, { value: 'against', label: t.stanceAgainst }, { value: 'neither', label: t.stanceNeither }] }, { key: 'text', label: t.opinion, kind: 'long', required: true }],
      answerOpinion: [
        { key: 'opinion', label: m.answerTo, kind: 'choice', options: motion.opinions.toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null)).map((one) => ({ value: String(one.opinion), label: m.opinionNumber(one.opinion, one.organisation.name) })) },
        { key: 'adopted', label: m.isAdopted, kind: 'choice', options: [{ value: 'true', label: t.adopted }, { value: 'false', label: t.notAdopted }] }, reason,
      ],
      openBallot: [{ key: 'closesOn', label: t.closesOn, kind: 'date', required: true, initial: dayAfter(today, 7) }, { key: 'reviewOn', label: t.reviewOn, kind: 'date' }],
      castVote: [{ key: 'choice', label: t.choice, kind: 'choice', options: keysOf(choices).map((value) => ({ value, label: say(choices[value]) })) }, { ...reason, required: false }],
      delegate: [{ key: 'to', label: m.delegateTo, kind: 'choice', options: motion.seats.filter(({ voted }) => !voted).map(({ organisation }) => ({ value: String(organisation.id), label: organisation.name })) }],
      dissent: [{ key: 'text', label: t.text, kind: 'long', required: true }],
      withdraw: [reason],
    }
    return (event) => forms[event] ?? []
  }, [t, m, say, motion])
}

/** What the form holds, as the event takes it. What was left empty is left out. */
export function inputOf(values: Values): Values {
  const special: Record<string, (value: unknown) => unknown> = {
    ref: (value) => (value as string[])[0], opinion: Number, adopted: (value) => value === 'true', to: (value) => (typeof value === 'string' ? Number(value) : (value as Named).id),
    shares: (value) => (value as Share[]).map(({ organisation, share }) => ({ organisation, share })),
  }
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === '' || value === null ? [] : [[key, special[key] ? special[key](value) : typeof value === 'string' ? value.trim() : value]])))
}
