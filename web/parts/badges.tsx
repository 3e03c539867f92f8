import { actorTypes, grades, nodeStates, type ActorType, type Grade as GradeKey, type NodeState } from '../../src/shared/vocabulary.ts'
import { partWords } from '../words/parts.ts'
import style from './badges.module.css'
import { useText, useWords } from './language.tsx'
import { actorShapes, stateShapes, Symbol } from './symbols.tsx'

/** A node's state: symbol, colour and word together; `unknown` is hatched. */
export function StateBadge({ state, short = false }: { state: NodeState; short?: boolean }) {
  const say = useText()
  return (
    <span className={`${style.badge} ${state === 'unknown' ? style.unknown : ''}`}>
      <Symbol shape={stateShapes[state]} color={`var(--state-${state})`} />
      <span className={short ? 'visually-hidden' : undefined}>{say(nodeStates[state])}</span>
    </span>
  )
}

/** An actor type: shape, colour and word together. */
export function ActorBadge({ type, short = false }: { type: ActorType; short?: boolean }) {
  const say = useText()
  return (
    <span className={style.badge}>
      <Symbol shape={actorShapes[type]} color={`var(--actor-${type})`} />
      <span className={short ? 'visually-hidden' : undefined}>{say(actorTypes[type])}</span>
    </span>
  )
}

/** How good a claim is, as a small letter that explains itself. */
export function Grade({ grade }: { grade: GradeKey }) {
  const t = useWords(partWords)
  const say = useText()
  const words = t.grade(grade, say(grades[grade]))
  return <span className={style.grade} data-grade={grade} data-hint={words}><span aria-hidden="true">{grade}</span><span className="visually-hidden">{words}</span></span>
}
