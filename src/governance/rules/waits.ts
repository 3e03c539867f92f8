import { objection } from './machine.ts'
import { hasVoted } from './motion-ballot.ts'
import { motionMachine, type Motion, type MotionWorld } from './motion.ts'

type Asked = (state: Motion, world: MotionWorld) => boolean
const always: Asked = () => true

/** What is not only possible but asked of somebody: a motion waits for it. */
const asked = {
  support: ({ supporters, threshold }) => supporters.length < threshold,
  openDeliberation: always,
  speak: ({ consulted, opinions }, { organisation }) => consulted.some(({ key, organisations }) => organisations.includes(organisation!) && !opinions.some(({ row }) => row === key)),
  answerOpinion: ({ opinions }) => opinions.some(({ answer }) => answer === null),
  openBallot: always,
  castVote: (state, { organisation }) => !hasVoted(state, organisation!) && !state.delegations.some(({ from }) => from === organisation),
  closeBallot: always,
} satisfies Record<string, Asked>

export type Awaited = keyof typeof asked

/** What a motion waits for from whoever looks at it. */
export function waitsFor(state: Motion, world: MotionWorld): Awaited[] {
  return (Object.keys(asked) as Awaited[]).filter((event) => objection(motionMachine, state, world, event) === undefined && asked[event](state, world))
}
