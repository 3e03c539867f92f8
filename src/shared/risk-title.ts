import { nodeStates, type NodeState, type Text } from './vocabulary.ts'

/** What a risk is called: the node and the state that makes it one. */
export function riskTitle(node: string, kind: string): Text {
  const state = kind in nodeStates ? nodeStates[kind as NodeState] : { zh: kind, en: kind }
  return { zh: `${node}：${state.zh}`, en: `${node}: ${state.en.toLowerCase()}` }
}
