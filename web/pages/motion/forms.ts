import { useMemo } from 'react'
import { dayAfter } from '../../../src/shared/calendar.ts'
import { formatDate } from '../../../src/shared/format.ts'
import { choices, methods, motionEvents, stances } from '../../../src/shared/governance.ts'
import { keysOf } from '../../../src/shared/vocabulary.ts'
import { useMembership, useText, useWords, type ActForms, type Field, type Filled, type Output } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import { motionWords } from '../../words/motions.ts'
import { heldAtOf, usePlaces } from './places.ts'

type Motion = Output<'getMotion'>

/** What each event on a motion asks for; most of them ask for nothing. */
export function useMotionForms(motion: Motion): ActForms {
  const t = useWords(governanceWords)
  const m = useWords(motionWords)
  const say = useText()
  const places = usePlaces(motion)
  const { membership } = useMembership()
  return useMemo(() => {
    const today = formatDate(new Date())
    const own = motion.seats.find((seat) => seat.organisation.id === membership?.organisationId)
    const mates = motion.seats.filter((seat) => seat !== own && seat.chamber === own?.chamber)
    const reason: Field = { key: 'reason', label: t.reason, kind: 'text', required: true }
    const heldAt: Field = { key: 'heldAt', label: m.form, kind: 'choice', options: places, hint: m.formHint }
    const consultUntil: Field = { key: 'consultUntil', label: t.consultUntil, kind: 'day', required: true, initial: dayAfter(today, 7) }
    const stance: Field = { key: 'stance', label: t.stance, kind: 'choice', options: keysOf(stances).map((value) => ({ value, label: say(stances[value]) })) }
    const opinion: Field = { key: 'text', label: t.opinion, kind: 'text', required: true }
    const forms: Record<string, readonly Field[]> = {
      addEvidence: [{ key: 'ref', label: t.evidence, kind: 'evidence', most: 1, required: true }, { key: 'note', label: t.note, kind: 'text' }],
      declareConflict: [{ key: 'text', label: m.conflictText, kind: 'text', required: true }],
      openDeliberation: [
        heldAt, consultUntil,
        { key: 'method', label: t.method, kind: 'choice', initial: 'chambers', options: keysOf(methods).map((value) => ({ value, label: say(methods[value]) })) },
        { key: 'shares', label: t.shares, kind: 'shares', required: true, shown: ({ method }) => method === 'weighted' },
        { key: 'quorum', label: t.quorum, kind: 'percent', initial: 0.5 }, { key: 'secret', label: t.secret, kind: 'yes' },
      ],
      changeForm: [heldAt, { ...consultUntil, initial: motion.consultUntil ?? '' }, reason],
      speak: [stance, opinion],
      noteOpinion: [{ key: 'organisation', label: m.saidBy, kind: 'choice', options: motion.present.map(({ id, name }) => ({ value: String(id), label: name })), hint: m.saidByHint, required: true }, stance, opinion],
      answerOpinion: [
        { key: 'opinion', label: m.answerTo, kind: 'choice', options: motion.opinions.toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null)).map((one) => ({ value: String(one.opinion), label: m.opinionNumber(one.opinion, one.organisation.name) })) },
        { key: 'adopted', label: m.isAdopted, kind: 'choice', options: [{ value: 'true', label: t.adopted }, { value: 'false', label: t.notAdopted }] }, reason,
      ],
      openBallot: [{ key: 'closesOn', label: t.closesOn, kind: 'day', required: true, initial: dayAfter(today, 7) }, { key: 'reviewOn', label: t.reviewOn, kind: 'day' }],
      castVote: [{ key: 'choice', label: t.choice, kind: 'choice', options: keysOf(choices).map((value) => ({ value, label: say(choices[value]) })) }, { ...reason, required: false }],
      delegate: [{ key: 'to', label: m.delegateTo, kind: 'choice', options: mates.map(({ organisation }) => ({ value: String(organisation.id), label: organisation.name })) }],
      dissent: [{ key: 'text', label: t.text, kind: 'text', required: true }],
      withdraw: [reason],
    }
    const { move: _, meet: __, ...events } = motionEvents
    return Object.fromEntries(Object.entries(events).map(([event, title]) => [event, { title, fields: forms[event] ?? [] }]))
  }, [t, m, say, motion, places, membership?.organisationId])
}

/** What the form holds, as the event takes it. */
export function inputOf(filled: Filled): Filled {
  const special: Record<string, (value: unknown) => unknown> = { ref: (value) => (value as string[])[0], opinion: Number, adopted: (value) => value === 'true', to: Number, organisation: Number, heldAt: heldAtOf }
  return Object.fromEntries(Object.entries(filled).map(([key, value]) => [key, special[key] ? special[key](value) : value]))
}
