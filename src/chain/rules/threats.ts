import { countryLabel } from '../../shared/countries.ts'
import { conditions, isFresh } from './evidence.ts'
import { shareOf } from './measures.ts'
import { claimsOf, reaches, type Finding, type Given, type Judge } from './rule.ts'
import { index, percent, rounded } from './wording.ts'

const brokenNone: Judge = {
  id: 'broken-none',
  version: 2,
  state: 'broken',
  title: { zh: '断点：确认无供给', en: 'Broken link: stated that nobody supplies' },
  text: {
    zh: '有未过期的主张说明该环节无人供给，且范围内没有未过期的供给主张。',
    en: 'A claim young enough states that nobody supplies the node, and no claim young enough names a supplier in scope.',
  },
  uses: ['scope', 'homeCountries', 'homeRegions', 'evidenceMaxAgeDays'],
  judge: ({ measures, evidence, thresholds }) => {
    const { sure } = measures.counting
    const absences = evidence.absences.filter((absence) => isFresh(absence, measures.asOf, thresholds))
    const answer = absences.length > 0 && sure.length === 0 && measures.unnamedHome !== 'yes' ? 'yes' : 'no'
    return { answer, zh: '有主张说明该环节无人供给。', en: 'A claim states that nobody supplies this node.', values: { absences: absences.length }, claimIds: claimsOf(absences) }
  },
}

const brokenOutOfScope: Judge = {
  id: 'broken-out-of-scope',
  version: 2,
  state: 'broken',
  title: { zh: '断点：范围内无合格供给', en: 'Broken link: no qualified supplier in scope' },
  text: {
    zh: '已知供给者或来源地全部不合格或在范围之外。从未列出任何供给者的环节不算断点，而是未知；“范围内无人”由名单推出，结论等级 D。',
    en: 'All known suppliers and origins are unqualified or out of scope. A node for which nobody is listed is not broken but unknown; that nobody is in scope follows from the lists, so the finding has grade D.',
  },
  uses: ['scope', 'homeCountries', 'homeRegions', 'evidenceMaxAgeDays'],
  judge: ({ measures }) => {
    const { counting, unnamedHome, outOfScope } = measures
    const values = { outOfScope: outOfScope.length, inScopePerhaps: counting.perhaps.length }
    const claimIds = claimsOf(outOfScope)
    if (counting.sure.length > 0 || unnamedHome === 'yes' || outOfScope.length === 0) return { answer: 'no', zh: '', en: '', values, claimIds }
    if (counting.perhaps.length > 0 || unnamedHome === 'unknown')
      return { answer: 'unknown', values, claimIds, zh: '范围内是否有合格供给者尚不能判断：有供给者的来源地、地区未知，或主张已过期。', en: 'Whether a qualified supplier in scope exists cannot be judged: the origin or region of some supplier is not known, or its claim is too old.' }
    return { answer: 'yes', grade: 'D', values, claimIds, zh: `已知的 ${outOfScope.length} 项供给均不合格或在范围之外，范围内未见合格供给者。`, en: `All ${outOfScope.length} known sources are unqualified or out of scope; no qualified supplier in scope is known.` }
  },
}

const chokeControlledOrigins: Judge = {
  id: 'choke-controlled-origins',
  version: 2,
  state: 'choke',
  title: { zh: '卡点：供给受控且难替代', en: 'Choke point: controlled supply, hard to replace' },
  text: {
    zh: '受控来源地占供给的份额 ≥ θ，且替代时间 ≥ τ。替代时间未知时仍列为卡点，理由中写明未知，结论等级 D。',
    en: 'The share of controlled origins is at least θ and the substitution time at least τ. Where nobody has stated the substitution time the node still counts as a choke point; the reason says so and the finding has grade D.',
  },
  uses: ['controlledOrigins', 'homeCountries', 'chokeShare', 'chokeSubstitutionDays', 'evidenceMaxAgeDays'],
  judge: (given) => {
    const { measures: { controlled, asOf }, evidence, thresholds } = given
    const substitution = evidence.substitution && isFresh(evidence.substitution, asOf, thresholds) ? evidence.substitution : null
    const known = reaches(controlled.lower, controlled.upper, thresholds.chokeShare)
    const quick = substitution !== null && substitution.days < thresholds.chokeSubstitutionDays
    const values = {
      controlledLower: rounded(controlled.lower),
      controlledUpper: rounded(controlled.upper),
      chokeShare: thresholds.chokeShare,
      chokeSubstitutionDays: thresholds.chokeSubstitutionDays,
      substitutionDays: substitution?.days ?? 'unknown',
      origins: originList(given, 'en', (code) => code),
    }
    const claimIds = [...claimsOf(controlled.from), ...(substitution?.claimIds ?? [])]
    const finding = { answer: quick ? 'no' : known, values, claimIds, ...chokeWords(given, substitution?.days ?? null, known === 'unknown') } as const
    return substitution === null && finding.answer === 'yes' ? { ...finding, grade: 'D' } : finding
  },
}

function chokeWords(given: Given, days: number | null, undecided: boolean): { zh: string; en: string } {
  const { measures: { controlled }, thresholds } = given
  const share = percent(controlled.lower, controlled.upper)
  const threshold = percent(thresholds.chokeShare)
  if (undecided) return { zh: `受控来源地的份额在 ${share} 之间，是否达到 ${threshold} 尚不能判断。`, en: `Controlled origins hold ${share}; whether that reaches ${threshold} cannot be judged.` }
  const tau = thresholds.chokeSubstitutionDays
  const time = days === null ? { zh: `替代时间未知（τ = ${tau} 天）`, en: `substitution time unknown (τ = ${tau} days)` } : { zh: `替代时间 ${days} 天（τ = ${tau} 天）`, en: `substitution takes ${days} days (τ = ${tau} days)` }
  const scaled = scaling(given)
  return {
    zh: `受控来源地占供给的 ${share}（${originList(given, 'zh')}${scaled?.zh ?? ''}），θ = ${threshold}；${time.zh}。`,
    en: `Controlled origins hold ${share} of the supply (${originList(given, 'en')}${scaled?.en ?? ''}), θ = ${threshold}; ${time.en}.`,
  }
}

/** Why the shares of the list do not add up to the share found: what is listed is a little off one whole, by rounding, and read as one. */
function scaling({ measures: { controlled: { lower, upper, from }, mixed } }: Given): { zh: string; en: string } | null {
  const listed = from.reduce((sum, fact) => sum + shareOf(fact), 0)
  if (mixed || lower !== upper || Number.isNaN(listed) || percent(listed) === percent(lower)) return null
  const whole = percent(listed / lower)
  return { zh: `；列出的份额合计 ${whole}，按 100% 折算`, en: `; the shares listed add up to ${whole} and are scaled to 100%` }
}

/** The controlled origins with the shares that make the finding, the largest first. Shares of several suppliers of one origin add up. */
function originList({ measures: { controlled, mixed } }: Given, language: 'zh' | 'en', nameOf = (origin: string): string => countryLabel(origin)?.[language] ?? origin): string {
  // Shares of different kinds do not add up.
  if (mixed) return { zh: '各种类的最小与最大份额', en: 'the smallest and largest share of its kinds' }[language]
  const shares = new Map<string, number>()
  for (const fact of controlled.from) shares.set(fact.origin!, (shares.get(fact.origin!) ?? 0) + shareOf(fact))
  const missing = { zh: '份额未知', en: 'share unknown' }[language]
  const size = (share: number): number => (Number.isNaN(share) ? -1 : share)
  return [...shares]
    .sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1))
    .map(([origin, share]) => `${nameOf(origin)} ${Number.isNaN(share) ? missing : percent(share)}`)
    .join(language === 'zh' ? '、' : ', ')
}

const bottleneckCondition: Judge = {
  id: 'bottleneck-condition',
  version: 2,
  state: 'bottleneck',
  title: { zh: '堵点：产能、认证或价格不通', en: 'Bottleneck: capacity, certification or price fails' },
  text: {
    zh: '有供给者，但有未过期的主张说明产能、认证或价格不满足。',
    en: 'Suppliers exist, but a claim young enough states that capacity, certification or price fails.',
  },
  uses: ['scope', 'homeCountries', 'homeRegions', 'evidenceMaxAgeDays'],
  judge: ({ measures, evidence, thresholds }) => {
    const { counting, unnamedHome, asOf } = measures
    const supplied = counting.sure.length + counting.perhaps.length > 0 || unnamedHome !== 'no'
    const failing = supplied ? evidence.conditions.filter(({ fails }) => fails) : []
    const fresh = failing.filter((claim) => isFresh(claim, asOf, thresholds))
    const named = fresh.length > 0 ? fresh : failing
    const list = (language: 'zh' | 'en'): string => [...new Set(named.map(({ condition }) => conditions[condition][language]))].join(language === 'zh' ? '、' : ', ')
    const values = { failing: [...new Set(named.map(({ condition }) => condition))].join(', ') }
    const claimIds = claimsOf(named)
    if (fresh.length > 0) return { answer: 'yes', values, claimIds, zh: `有供给者，但${list('zh')}不满足。`, en: `Suppliers exist, but ${list('en')} fails.` }
    return { answer: failing.length > 0 ? 'unknown' : 'no', values, claimIds, zh: `${list('zh')}曾不满足，但主张已过期，现状不明。`, en: `A claim that ${list('en')} fails is too old to judge by.` }
  },
}

const weakFewSuppliers: Judge = {
  id: 'weak-few-suppliers',
  version: 2,
  state: 'weak',
  title: { zh: '弱点：供给者过少', en: 'Weak point: few suppliers' },
  text: {
    zh: '范围内合格且有分量的供给者至多为阈值个。份额可忽略者计为供给者但不计分量；份额表明另有未列出的供给者时不作判断。',
    en: 'At most the threshold number of qualified suppliers with weight are in scope. Negligible ones are suppliers without weight. Not judged where an origin in scope supplies and no organisation there is named.',
  },
  uses: ['scope', 'homeCountries', 'homeRegions', 'weakSuppliers', 'evidenceMaxAgeDays'],
  judge: ({ measures, thresholds }) => {
    const { counting, weighty } = measures
    const suppliers = [...counting.sure, ...counting.perhaps]
    const values = { suppliersSure: weighty.lower, suppliersPerhaps: weighty.upper === Infinity ? 'unknown' : weighty.upper - weighty.lower, negligible: suppliers.filter(({ negligible }) => negligible).length, weakSuppliers: thresholds.weakSuppliers }
    const claimIds = claimsOf(suppliers)
    if (weighty.upper <= thresholds.weakSuppliers)
      return { answer: 'yes', values, claimIds, zh: `范围内有分量的供给者为 ${weighty.upper} 家，阈值 ${thresholds.weakSuppliers} 家。`, en: `Suppliers with weight in scope: ${weighty.upper}; the threshold is ${thresholds.weakSuppliers}.` }
    return { answer: weighty.lower > thresholds.weakSuppliers ? 'no' : 'unknown', values, claimIds, zh: `范围内供给者的数目尚不能判断：已确认 ${weighty.lower} 家。`, en: `How many suppliers are in scope cannot be judged: ${weighty.lower} are sure.` }
  },
}

const weakSupplierHhi: Judge = {
  id: 'weak-supplier-hhi',
  version: 2,
  state: 'weak',
  title: { zh: '弱点：供给者集中', en: 'Weak point: concentrated suppliers' },
  text: {
    zh: '合格供给者份额的赫芬达尔—赫希曼指数（0 至 1）≥ 阈值。份额不全时取上下界；来源地份额的指数是其上界。',
    en: 'The Herfindahl–Hirschman index of the qualified suppliers’ shares (0 to 1) reaches the threshold. Bounds where shares are missing; the index of the origins’ shares bounds it from above.',
  },
  uses: ['weakHhi', 'evidenceMaxAgeDays'],
  judge: ({ measures: { supplierHhi: { lower, upper } }, evidence, thresholds }) => {
    const values = { hhiLower: rounded(lower), hhiUpper: rounded(upper), weakHhi: thresholds.weakHhi }
    return { answer: reaches(lower, upper, thresholds.weakHhi), values, claimIds: claimsOf(evidence.suppliers), ...hhiWords('供给者', 'suppliers', { lower, upper }, thresholds.weakHhi) }
  },
}

const weakForeignHhi: Judge = {
  id: 'weak-foreign-hhi',
  version: 2,
  state: 'weak',
  title: { zh: '弱点：外部来源地集中', en: 'Weak point: concentrated foreign origins' },
  text: {
    zh: '范围之外各来源地份额的平方和 ≥ 阈值（本地份额视为分散，不计入；范围为“世界”时全部计入）。没有来源地份额时不适用。',
    en: 'The squared shares of origins that are not at home add up to the threshold or more (the share at home counts as spread; with scope “world” all origins count). Does not apply without shares of origins.',
  },
  uses: ['scope', 'homeCountries', 'weakHhi', 'evidenceMaxAgeDays'],
  judge: ({ measures: { foreignHhi }, evidence, thresholds }) => {
    const bounds = foreignHhi ?? { lower: 0, upper: 0 }
    const values = { hhiLower: rounded(bounds.lower), hhiUpper: rounded(bounds.upper), weakHhi: thresholds.weakHhi }
    return { answer: reaches(bounds.lower, bounds.upper, thresholds.weakHhi), values, claimIds: claimsOf(evidence.origins), ...hhiWords('外部来源地', 'foreign origins', bounds, thresholds.weakHhi) }
  },
}

function hhiWords(zh: string, en: string, { lower, upper }: { lower: number; upper: number }, threshold: number): Pick<Finding, 'zh' | 'en'> {
  const value = index(lower, upper)
  const undecided = reaches(lower, upper, threshold) === 'unknown'
  return {
    zh: `${zh}份额的 HHI 为 ${value}，阈值 ${threshold}${undecided ? '，份额不全，尚不能判断' : ''}。`,
    en: `The HHI of the ${en} is ${value}, the threshold ${threshold}${undecided ? '; too few shares are known to judge' : ''}.`,
  }
}

/** The rules that find something wrong, in order of precedence. */
export const threats: readonly Judge[] = [brokenNone, brokenOutOfScope, chokeControlledOrigins, bottleneckCondition, weakFewSuppliers, weakSupplierHhi, weakForeignHhi]
