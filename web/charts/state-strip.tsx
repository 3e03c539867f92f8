import { nodeStates, type NodeState } from '../../src/shared/vocabulary.ts'
import { useText } from '../parts/index.ts'
import style from './state-strip.module.css'

type Props = { counts: readonly { state: NodeState; count: number }[] }

/** How many of some nodes are in which state, as one bar of shares; unknown is hatched. The words stand in it for those who can't see it. */
export function StateStrip({ counts }: Props) {
  const say = useText()
  const known = counts.filter(({ count }) => count > 0)
  const words = known.map(({ state, count }) => `${say(nodeStates[state])} ${count}`).join(' · ')
  return (
    <span className={style.strip} role="img" aria-label={words} data-hint={words}>
      {known.map(({ state, count }) => <span key={state} className={style.part} data-state={state} style={{ flexGrow: count, background: state === 'unknown' ? undefined : `var(--state-${state})` }} />)}
    </span>
  )
}
