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
 * stage wins; at the same distance the most upstream one, then the node that comes first. A node that leads to no stated stage (an end
 * product) takes the most downstream stage of its inputs in the same way. What is tied to no stated stage keeps none.
 */
export function inferStages<Id extends string | number>({ nodes, requires, kinds }: StageInput<Id>): Map<Id, InferredStage<Id>> {
  const result = new Map<Id, InferredStage<Id>>(nodes.map(({ id, stage }) => [id, { stage, inferredFrom: null }]))
  const inputs = new Map<Id, Id[]>(nodes.map(({ id }) => [id, []]))
  const users = new Map<Id, Id[]>(nodes.map(({ id }) => [id, []]))
  const tie = (before: Id, after: Id): void => {
    inputs.get(after)?.push(before)
    users.get(before)?.push(after)
  }
  for (const { node, input } of requires) tie(input, node)
  for (const { kind, of } of kinds) tie(kind, of)
  const place = new Map(nodes.map(({ id }, i) => [id, i]))
  spread(result, inputs, (id) => order.indexOf(result.get(id)!.stage!) * nodes.length + place.get(id)!)
  spread(result, users, (id) => -order.indexOf(result.get(id)!.stage!) * nodes.length + place.get(id)!)
  return result
}

const order = Object.keys(stageVocabulary) as Stage[]

/** Hands stages on along `ties`, one step of distance at a time; of several offers the one of the lowest rank is taken. */
function spread<Id>(result: Map<Id, InferredStage<Id>>, ties: ReadonlyMap<Id, readonly Id[]>, rank: (id: Id) => number): void {
  let settled = [...result.keys()].filter((id) => result.get(id)!.stage !== null)
  while (settled.length > 0) {
    const offers = new Map<Id, Id>()
    for (const id of settled) {
      for (const next of ties.get(id) ?? []) {
        if (result.get(next)?.stage !== null) continue
        const offer = offers.get(next)
        if (offer === undefined || rank(id) < rank(offer)) offers.set(next, id)
      }
    }
    for (const [id, from] of offers) result.set(id, { stage: result.get(from)!.stage, inferredFrom: from })
    settled = [...offers.keys()]
  }
}
