import { stages as stageVocabulary, type Stage } from '../../shared/vocabulary.ts'

/** A node's stage; `inferredFrom` names the node it was taken from, null for a stated stage or none. */
export type InferredStage<Id> = { stage: Stage | null; inferredFrom: Id | null }

type StageInput<Id> = {
  nodes: readonly { id: Id; stage: Stage | null }[]
  requires: readonly { node: Id; input: Id }[]
  kinds: readonly { kind: Id; of: Id }[]
}

/**
 * Stages for nodes that state none: a node takes the stage of what it goes into, a kind that of what it is a kind of. The nearest stated
 * stage wins; at the same distance the most upstream one, then the node that comes first. Nodes that lead to no stated stage keep none.
 */
export function inferStages<Id extends string | number>({ nodes, requires, kinds }: StageInput<Id>): Map<Id, InferredStage<Id>> {
  const result = new Map<Id, InferredStage<Id>>(nodes.map(({ id, stage }) => [id, { stage, inferredFrom: null }]))
  const place = new Map(nodes.map(({ id }, i) => [id, i]))
  const before = new Map<Id, Id[]>()
  for (const { id } of nodes) before.set(id, [])
  for (const { node, input } of requires) before.get(node)?.push(input)
  for (const { kind, of } of kinds) before.get(of)?.push(kind)
  let settled = nodes.filter(({ stage }) => stage !== null).map(({ id }) => id)
  while (settled.length > 0) {
    const offers = new Map<Id, Id>()
    for (const id of settled) {
      for (const upstream of before.get(id) ?? []) {
        if (result.get(upstream)?.stage !== null) continue
        const offer = offers.get(upstream)
        if (offer === undefined || rank(id) < rank(offer)) offers.set(upstream, id)
      }
    }
    for (const [id, from] of offers) result.set(id, { stage: result.get(from)!.stage, inferredFrom: from })
    settled = [...offers.keys()]
  }
  return result

  function rank(id: Id): number {
    return order.indexOf(result.get(id)!.stage!) * nodes.length + place.get(id)!
  }
}

const order = Object.keys(stageVocabulary) as Stage[]
