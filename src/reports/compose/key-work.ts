import type { ReportBlock } from '../../shared/contract/reports.ts'
import { formatDate, formatMonth } from '../../shared/format.ts'
import { actorTypes, keysOf, nodeStates, tiers, type Text } from '../../shared/vocabulary.ts'
import { stateName } from '../figures/chain.ts'
import { decisionsAndWork } from './governance.ts'
import { left, right, type Composer, type Piece } from './composer.ts'

/** Key work: the registry, the chain map, the data, decisions and work, and what the analyst writes of the work itself. */
export function keyWork(c: Composer): ReportBlock[] {
  return [
    c.heading(1, { zh: '重点工作', en: 'Key work' }),
    c.heading(2, { zh: '主体库', en: 'Registry' }), ...registry(c),
    c.heading(2, { zh: '产业链图谱', en: 'Chain map' }), ...chain(c),
    c.heading(2, { zh: '数据质量', en: 'Data quality' }), ...quality(c),
    ...decisionsAndWork(c, sinceWords(c)),
    c.own('key-work'),
  ]
}

/** Since when changes are told: the report before, or the first day of the month. */
export function sinceWords({ facts: { window } }: Composer): Text {
  const day = formatDate(window.from)
  return window.since === null
    ? { zh: `自${day}以来`, en: `since ${day}` }
    : { zh: `自${formatMonth(window.since, 'zh')}月报定稿（${day}）以来`, en: `since the report of ${formatMonth(window.since, 'en')} was issued (${day})` }
}

function registry(c: Composer): ReportBlock[] {
  const { actorTypes: found, tiers: reached, untyped } = c.facts.registry
  const rows = (vocabulary: Record<string, Text>, counts: Record<string, unknown>, name: string): (Piece | Piece[])[][] =>
    [...keysOf(vocabulary), ...Object.keys(counts).filter((key) => !Object.hasOwn(vocabulary, key))].filter((key) => key in counts).map((key) => [vocabulary[key] ?? key, c.figure(name, key)])
  const kinds = [
    ...rows(actorTypes, found, 'registry.actor-type'),
    ...(untyped.count > 0 ? [[{ zh: '未注明类型', en: 'Type not stated' }, c.figure('registry.untyped')]] : []),
    ...rows(tiers, reached, 'registry.tier'),
  ]
  return [
    c.paragraph({ zh: '主体库现有主体{all}家，{since}新增{fresh}家。', en: 'The registry holds {all} organisations, {fresh} of them new {since}.' }, { all: c.figure('registry.organisations'), fresh: c.figure('registry.new'), since: sinceWords(c) }),
    ...(kinds.length > 0 ? [c.table({ zh: '主体构成', en: 'Organisations by type and tier' }, [left('类别', 'Kind'), right('主体数', 'Organisations')], kinds)] : []),
  ]
}

function chain(c: Composer): ReportBlock[] {
  const { snapshot, states, changed, stale } = c.facts.chain
  if (snapshot === null) return [c.paragraph({ zh: '环节状态尚未计算。', en: 'The states of the nodes were not computed yet.' })]
  const inOrder = keysOf(nodeStates).filter((state) => states.some((one) => one.state === state))
  const parts = inOrder.flatMap((state, n): Piece[] => [`${n > 0 ? (c.lang === 'zh' ? '，' : ', ') : ''}${nodeStates[state][c.lang]} `, c.figure('chain.state', state)])
  const blocks = [
    c.paragraph({ zh: '图谱现有环节{all}个：{parts}。状态未知的占{share}，未知不等于良好。', en: 'The map has {all} nodes: {parts}. {share} are unknown, which is not good standing.' }, { all: c.figure('chain.nodes'), parts, share: c.figure('chain.unknown-share') }),
    c.paragraph({ zh: '{since}，状态有变的环节{changed}个。', en: 'Nodes whose state changed {since}: {changed}.' }, { since: sinceWords(c), changed: c.figure('chain.changed') }),
    ...(stale ? [c.paragraph({ zh: '状态计算之后数据又有变化，有待重新计算。', en: 'The data have changed since the states were computed.' })] : []),
  ]
  if (changed.length === 0) return blocks
  return [...blocks, c.table({ zh: '状态有变的环节', en: 'Nodes whose state changed' }, [left('环节', 'Node'), left('原状态', 'Before'), left('现状态', 'Now'), left('理由', 'Why')],
    changed.map((node) => [node.name, node.before === null ? '' : stateName(node.before), c.figure('chain.node-state', String(node.id)), node.reasons.map((reason) => reason[c.lang]).join(c.lang === 'zh' ? '' : ' ')]))]
}

function quality(c: Composer): ReportBlock[] {
  return [c.paragraph({
    zh: '账本现有有效主张{claims}条，来自{sources}个来源（附表4）；来源不一致的值{conflicts}处（附表5），可能重复、待判断的主体{questions}对。',
    en: 'The ledger holds {claims} claims from {sources} sources (Table A4); {conflicts} values are in conflict (Table A5), {questions} pairs of organisations may be one and are not decided.',
  }, { claims: c.figure('quality.claims'), sources: c.figure('quality.sources'), conflicts: c.figure('quality.conflicts'), questions: c.figure('quality.questions') })]
}
