import { claimsOf, reaches, type Judge, type StateRule } from './rule.ts'
import { percent, rounded } from './wording.ts'

/** A node against which nothing is found: strength. */
export const strength: Judge = {
  id: 'strength-home-supply',
  version: 2,
  state: 'strength',
  title: { zh: '优势：本地供给多而足', en: 'Strength: many suppliers and much supply at home' },
  text: {
    zh: '以上各条均已判断且不成立，范围内有分量且已知合格的供给者不少于阈值个，且本地份额的下界 ≥ 阈值。合格与否未知者不计。',
    en: 'All rules above were judged and none holds; the suppliers in scope with weight that are known to be qualified reach the threshold, and so does the lower bound of the share at home.',
  },
  uses: ['scope', 'homeCountries', 'homeRegions', 'strengthSuppliers', 'strengthHomeShare', 'evidenceMaxAgeDays'],
  judge: ({ measures: { home, counting }, thresholds }) => {
    const qualified = counting.sure.filter((supplier) => supplier.qualified === true && !supplier.negligible)
    const share = reaches(home.lower, home.upper, thresholds.strengthHomeShare)
    return {
      answer: qualified.length >= thresholds.strengthSuppliers ? share : 'no',
      zh: `范围内有分量且合格的供给者 ${qualified.length} 家，本地份额 ${percent(home.lower, home.upper)}。`,
      en: `${qualified.length} qualified suppliers with weight are in scope; the share at home is ${percent(home.lower, home.upper)}.`,
      values: { suppliersQualified: qualified.length, strengthSuppliers: thresholds.strengthSuppliers, homeLower: rounded(home.lower), homeUpper: rounded(home.upper), strengthHomeShare: thresholds.strengthHomeShare },
      claimIds: [...claimsOf(qualified), ...claimsOf(home.from)],
    }
  },
}

/** A node against which nothing is found, without the marks of a strength. */
export const ordinary: Judge = {
  id: 'ordinary',
  version: 2,
  state: 'ordinary',
  title: { zh: '一般：已判断，未见问题', en: 'Ordinary: judged, nothing found' },
  text: { zh: '以上各条均已判断且不成立。', en: 'All rules above were judged and none holds.' },
  uses: ['evidenceMaxAgeDays'],
  judge: ({ measures: { weighty, counting, controlled } }) => ({
    answer: 'yes',
    zh: `范围内有分量的供给者 ${weighty.lower} 家，各项风险规则均不成立。`,
    en: `${weighty.lower} suppliers with weight are in scope; no rule finds a threat.`,
    values: { suppliersSure: weighty.lower, controlledUpper: rounded(controlled.upper) },
    claimIds: claimsOf(counting.sure),
  }),
}

/** The rules of not knowing. They come before the others where there is nothing to judge by, and after them where nothing could be decided. */
export const unknowns = {
  none: {
    id: 'unknown-no-evidence',
    version: 1,
    state: 'unknown',
    title: { zh: '未知：无供给证据', en: 'Unknown: no evidence of supply' },
    text: { zh: '没有任何关于供给者、来源地或无人供给的主张。缺失不是零。', en: 'No claim about suppliers, origins, or their absence. Missing is not zero.' },
    uses: [],
  },
  old: {
    id: 'unknown-too-old',
    version: 1,
    state: 'unknown',
    title: { zh: '未知：证据已过期', en: 'Unknown: evidence too old' },
    text: { zh: '关于供给的主张全部早于有效期，或日期未知。', en: 'All claims about supply are older than allowed, or of unknown date.' },
    uses: ['evidenceMaxAgeDays'],
  },
  undecided: {
    id: 'unknown-undecided',
    version: 1,
    state: 'unknown',
    title: { zh: '未知：证据不足以判断', en: 'Unknown: not enough to judge by' },
    text: { zh: '没有规则成立，但至少一条规则因缺少数据不能判断。未知绝不显示为良好。', en: 'No rule holds, but at least one could not be judged for want of data. Unknown is never shown as good.' },
    uses: [],
  },
} as const satisfies Record<string, StateRule>
