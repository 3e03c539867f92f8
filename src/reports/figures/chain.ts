import { nodeStates, type NodeState, type Text } from '../../shared/vocabulary.ts'
import type { ChainFacts, NodeFacts, StateCount } from '../facts/chain.ts'
import { defineFigure, type Computed, type Input } from '../shape.ts'
import { both, said } from './wording.ts'

/** Why there is no state: said wherever a number of states would stand. */
const notComputed: Text = { zh: '环节状态尚未计算', en: 'the states of the nodes were not computed yet' }

/** A state as it is written: its symbol first. */
export function stateName(state: NodeState): Text {
  const { symbol, zh, en } = nodeStates[state]
  return { zh: `${symbol} ${zh}`, en: `${symbol} ${en}` }
}

/** Every node with its state, listed or not, is known from the counts; the listed ones are shown as inputs. */
function inputsOf(chain: ChainFacts, state: NodeState): Input[] {
  return chain.nodes.filter((node) => node.state === state).map((node) => ({
    ref: `node:${node.id}:state`, title: { zh: node.name, en: node.name }, value: stateName(state).zh, claims: claimsOf(node),
  }))
}

/** What a node's state rests on: the claims of its reasons, else all that is claimed of its supply, and that it is a node at all. */
function claimsOf({ reasons, nameClaims, supplyClaims, substitutionClaims }: NodeFacts): number[] {
  const named = reasons.flatMap(({ claimIds }) => claimIds)
  return [...new Set([...nameClaims, ...(named.length > 0 ? named : [...supplyClaims, ...substitutionClaims])])]
}

function stateCount(chain: ChainFacts, { state, count, set, claims, grade }: StateCount): Computed {
  return {
    scope: state, title: both((lang) => `${{ zh: '环节数', en: 'Nodes' }[lang]} · ${nodeStates[state][lang]}`), value: count, unit: 'count',
    worked: both((lang) => `${{ zh: '状态为', en: 'nodes whose state is ' }[lang]}${nodeStates[state][lang]}${{ zh: '的环节', en: '' }[lang]} = ${count}`),
    inputs: inputsOf(chain, state), basis: { set, count: claims, grade }, mark: chain.stale ? { stale: true } : {},
  }
}

function nodeState(chain: ChainFacts) {
  return (node: NodeFacts): Computed => ({
    scope: String(node.id), title: both((lang) => `${node.name} · ${{ zh: '环节状态', en: 'state' }[lang]}`), value: null, unit: null, words: stateName(node.state),
    worked: both((lang) => node.reasons.map((reason) => reason[lang]).join(' ') || nodeStates[node.state][lang]),
    inputs: [{ ref: `node:${node.id}:state`, title: { zh: node.name, en: node.name }, value: stateName(node.state).zh, claims: claimsOf(node) }],
    basis: { ids: claimsOf(node) }, mark: chain.stale ? { stale: true } : {},
  })
}

const unknownDays: Text = { zh: '没有主张', en: 'nobody has stated it' }

function substitution({ id, name, substitutionDays: value, substitutionClaims: claims }: NodeFacts): Computed {
  const missing = value === null ? unknownDays : undefined
  return {
    scope: String(id), title: both((lang) => `${name} · ${{ zh: '替代周期', en: 'substitution time' }[lang]}`), value, unit: '天', ...(missing ? { missing } : {}), worked: missing ?? said(value, '天'),
    inputs: missing ? [] : [{ ref: `node:${id}:substitutionDays`, title: { zh: name, en: name }, value: said(value, '天').zh, claims }], basis: { ids: missing ? [] : claims },
  }
}

/** That nobody is known to supply a node does not say that nobody does. */
function suppliers({ id, name, suppliers: count, supplyClaims }: NodeFacts): Computed {
  const missing: Text | undefined = count === 0 ? { zh: '没有可用的供给主张', en: 'no claim about its supply that may be used' } : undefined
  return {
    scope: String(id), title: both((lang) => `${name} · ${{ zh: '供给者数', en: 'suppliers' }[lang]}`), value: missing ? null : count, unit: 'count', ...(missing ? { missing } : {}),
    worked: missing ?? both((lang) => `${{ zh: '供给该环节的主体', en: 'organisations that supply it' }[lang]} = ${count}`), inputs: [], basis: { ids: supplyClaims },
  }
}

/** The listed nodes and those that changed, each once. */
function allNodes({ nodes, changed }: ChainFacts): NodeFacts[] {
  return [...new Map([...nodes, ...changed].map((node) => [node.id, node])).values()]
}

const asClaimed = { id: 'as-claimed', version: 1, text: { zh: '来源所报的值', en: 'the value as the source gives it' } }

/** Figures on the chain map: nodes by state, changes of state, each listed node. */
export const chainFigures = [
  defineFigure({
    name: 'chain.nodes', title: { zh: '环节总数', en: 'Nodes' }, formula: { id: 'sum-of-states', version: 1, text: { zh: '各状态环节数之和', en: 'the sum of the nodes in each state' } },
    compute: ({ chain }) => [{
      scope: '', title: { zh: '环节总数', en: 'Nodes' }, value: chain.snapshot === null ? null : chain.total, unit: 'count', ...(chain.snapshot === null ? { missing: notComputed } : {}),
      worked: chain.snapshot === null ? notComputed : both((lang) => `${chain.states.map(({ state, count }) => `${nodeStates[state][lang]} ${count}`).join(' + ')} = ${chain.total}`),
      inputs: [], mark: chain.stale ? { stale: true } : {},
      basis: { set: chain.all.set, count: chain.all.claims, grade: chain.all.grade },
    }],
  }),
  defineFigure({
    name: 'chain.state', title: { zh: '各状态环节数', en: 'Nodes by state' }, formula: { id: 'count-of-nodes', version: 1, text: { zh: '按规则判为该状态的环节个数', en: 'the number of nodes that the rules judge to be in the state' } },
    compute: ({ chain }) => chain.states.map((state) => stateCount(chain, state)),
  }),
  defineFigure({
    name: 'chain.changed', title: { zh: '状态有变的环节数', en: 'Nodes whose state changed' }, formula: { id: 'count-of-changes', version: 1, text: { zh: '时段末状态与时段初不同的环节个数', en: 'the number of nodes whose state differs from that at the beginning' } },
    compute: ({ chain }) => [{
      scope: '', title: { zh: '状态有变的环节数', en: 'Nodes whose state changed' }, value: chain.snapshot === null ? null : chain.changedTotal, unit: 'count', ...(chain.snapshot === null ? { missing: notComputed } : {}),
      worked: chain.snapshot === null ? notComputed : both((lang) => `${chain.changed.map((node) => `${node.name} ${nodeStates[node.before ?? 'unknown'][lang]}→${nodeStates[node.state][lang]}`).slice(0, 12).join(lang === 'zh' ? '、' : ', ')} = ${chain.changedTotal}`),
      inputs: chain.changed.map((node) => ({ ref: `node:${node.id}:state`, title: { zh: node.name, en: node.name }, value: stateName(node.state).zh, claims: claimsOf(node) })),
      basis: { ids: [...new Set(chain.changed.flatMap(claimsOf))] },
    }],
  }),
  defineFigure({
    name: 'chain.unknown-share', title: { zh: '状态未知的环节占比', en: 'Share of nodes unknown' }, formula: { id: 'share', version: 1, text: { zh: '未知环节数 ÷ 环节总数', en: 'nodes unknown ÷ nodes' } },
    compute: ({ chain }) => {
      const unknown = chain.states.find(({ state }) => state === 'unknown')
      const missing: Text | undefined = chain.snapshot === null ? notComputed : chain.total === 0 ? { zh: '图谱中没有环节', en: 'the map has no nodes' } : undefined
      return [{
        scope: '', title: { zh: '状态未知的环节占比', en: 'Share of nodes unknown' }, value: missing ? null : (unknown?.count ?? 0) / chain.total, unit: 'ratio', ...(missing ? { missing } : {}),
        worked: missing ?? both(() => `${unknown?.count ?? 0} ÷ ${chain.total}`), inputs: inputsOf(chain, 'unknown'), basis: unknown ? { set: unknown.set, count: unknown.claims, grade: unknown.grade } : { ids: [] },
      }]
    },
  }),
  defineFigure({
    name: 'chain.node-state', title: { zh: '一个环节的状态', en: 'The state of a node' }, formula: { id: 'node-state', version: 1, text: { zh: '按环节状态规则判定，理由见下', en: 'judged by the rules of node states, for the reasons given' } },
    compute: ({ chain }) => allNodes(chain).map(nodeState(chain)),
  }),
  defineFigure({
    name: 'chain.node-suppliers', title: { zh: '一个环节的供给者数', en: 'Suppliers of a node' }, formula: { id: 'count-of-suppliers', version: 1, text: { zh: '有有效供给主张的主体个数', en: 'the number of organisations of whom a supply is claimed' } },
    compute: ({ chain }) => allNodes(chain).map(suppliers),
  }),
  defineFigure({
    name: 'chain.node-substitution', title: { zh: '一个环节的替代周期', en: 'Substitution time of a node' }, formula: asClaimed,
    compute: ({ chain }) => allNodes(chain).map(substitution),
  }),
]
