// docs/reference/rules.md: the rules by which claims are chosen and nodes get their states, and the words they use.
import { code, page, table } from './markdown.mjs'

/** What each threshold of a cluster sets. */
const thresholdTitles = {
  weakSuppliers: { zh: '弱点：合格供给者不超过（家）', en: 'weak point: qualified suppliers at most' },
  weakHhi: { zh: '弱点：集中度 HHI 不低于', en: 'weak point: concentration (HHI) at least' },
  chokeShare: { zh: '卡点：受控来源地份额 θ 不低于', en: 'choke point: share of controlled origins θ at least' },
  chokeSubstitutionDays: { zh: '卡点：替代时间 τ 不低于（天）', en: 'choke point: substitution time τ at least (days)' },
  controlledOrigins: { zh: '受控来源地（空：本方以外全部）', en: 'controlled origins (empty: all but home)' },
  homeCountries: { zh: '本方国家', en: 'home countries' },
  scope: { zh: '计入哪里的供给（home：只计本方；world：各地）', en: 'whose supply counts (home: only at home; world: everywhere)' },
  homeRegions: { zh: '本方地区（GB/T 2260 代码的开头；空：本方国家全境）', en: 'home regions (beginnings of GB/T 2260 codes; empty: all of the home countries)' },
  strengthSuppliers: { zh: '优势：合格供给者不少于（家）', en: 'strength: qualified suppliers at least' },
  strengthHomeShare: { zh: '优势：本方份额不低于', en: 'strength: share at home at least' },
  evidenceMaxAgeDays: { zh: '证据有效期（天）', en: 'evidence is good for (days)' },
  minimumShare: { zh: '压力测试：环节至少须保有的份额', en: 'stress test: the share of supply a node needs to keep' },
  riskDependants: { zh: '风险分级：直接依赖的环节达到多少个升一级', en: 'grading of risks: one grade more from how many direct dependants' },
}

/** @param {any} parts */
export function rulesPage({ stateRules, thresholds, resolutionRule, vocabulary }) {
  return page([
    '# 规则与词汇 · Rules and terms',
    '## 环节状态规则 · Rules of node states',
    '自上而下，先成立的决定状态；阈值按集群设定。方法说明见 [node-states.md](../methods/node-states.md)。 · From the top down, the first that holds gives the state; thresholds are set for each cluster. Method: [node-states.md](../methods/node-states.md).',
    table(['规则 rule', '状态 state', '内容', 'what it says', '所用阈值 thresholds'], stateRules.map((/** @type {any} */ { id, version, state, text, uses }) => [`${code(id)} v${version}`, stateOf(vocabulary.nodeStates[state]), text.zh, text.en, uses.map(code).join(', ')])),
    '## 阈值的初始值 · Thresholds at first',
    table(['阈值 threshold', '初始值 at first', '', ''], Object.entries(thresholds).map(([name, value]) => [code(name), code(JSON.stringify(value)), titleOf(name).zh, titleOf(name).en])),
    '## 选用主张的规则 · The rule of choosing a claim',
    `${code(resolutionRule.id)} v${resolutionRule.version}`, resolutionRule.text.zh, resolutionRule.text.en,
    '[resolution.md](../methods/resolution.md)',
    '## 词汇 · Terms',
    ...['grades', 'rights', 'nodeStates', 'stages', 'nodeKinds', 'relations', 'actorTypes', 'clusterRoles', 'tiers', 'circles', 'riskGrades', 'riskStatuses', 'layers', 'governanceTasks'].map((name) => termTable(name, vocabulary[name])),
  ])
}

/** @param {string} name */
function titleOf(name) {
  const title = thresholdTitles[/** @type {keyof typeof thresholdTitles} */ (name)]
  if (!title) throw new Error(`Say in scripts/reference/rules.mjs what the threshold ${name} sets.`)
  return title
}

/** @param {{ zh: string, en: string, symbol: string }} state */
const stateOf = ({ zh, en, symbol }) => `${symbol} ${zh} · ${en}`

/** @param {string} name @param {Record<string, { zh: string, en: string, symbol?: string }>} terms */
function termTable(name, terms) {
  return table([code(name), '', ''], Object.entries(terms).map(([key, { zh, en, symbol }]) => [code(key), symbol ? `${symbol} ${zh}` : zh, en]))
}
