import { motionMachine, type Motion, type MotionWorld } from './rules/motion.ts'
import { asksOf } from './rules/waits.ts'
import type { Face } from './store.ts'
import { plainFace, type Thread } from './thread.ts'

/** Every member reads a motion; who moved it is its party. A secret ballot is read by whoever cast it. */
export const motionThread: Thread<Motion, MotionWorld> = {
  kind: 'motion', machine: motionMachine,
  faceOf: ({ task, title, state, organisation, evidence }) => ({ ...plainFace, task, title, state, parties: organisation === null ? [] : [organisation], ...originOf(evidence) }),
  isSecret: ({ secret }, event) => secret && (event === 'castVote' || event === 'delegate'), asksOf,
}

/** The meeting from whose minutes it was moved. */
function originOf(evidence: Motion['evidence']): Pick<Face, 'originKind' | 'originId'> {
  const minutes = evidence.find(({ ref }) => ref.startsWith('meeting:'))
  return minutes ? { originKind: 'meeting', originId: Number(minutes.ref.split(':')[1]) } : { originKind: null, originId: null }
}
