import type { AnswerLine, AnswerView, Condition, Line } from '../../shared/contract/policies.ts'
import { eligibilityFacts, type EligibilityFact, type Verdict } from '../../shared/policies.ts'
import { industryAt } from '../../shared/industries.ts'
import { sheetFields } from '../../shared/sheets.ts'
import type { NodeState, Text } from '../../shared/vocabulary.ts'

type Found = AnswerView['found'][number]
type Value = string | number

/** A fact of an organisation: its value with its address, or why there is none. */
export type Fact = { value: Value; ref: string } | { value: null; reason: string | null }
export type Supplied = { node: number; name: string; state: NodeState | null }
export type Observed = { period: string; value: number; ref: string }

/** What is known of an organisation, as far as whoever asks may see it. */
export type OrganisationFacts = {
  organisation: number
  facts: Partial<Record<string, Fact>>
  /** Codes of the places it stands in, from the widest to the narrowest. */
  places: { code: string; name: string; ref: string }[]
  supplies: Supplied[]
  /** The latest value of each indicator that is asked for. */
  observed: ReadonlyMap<number, Observed>
}

/** All must hold: one that does not decides; without such, one that is unknown leaves the whole unknown. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes'
}

/** Any must hold: one that does decides; without such, one that is unknown leaves the whole unknown. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('yes') ? 'yes' : verdicts.includes('unknown') ? 'unknown' : 'no'
}

/** What each line of the rules comes to for an organisation, with what it was judged by or what is missing. */
export function answerLines(lines: readonly Line[], facts: OrganisationFacts): AnswerLine[] {
  return lines.map((line) => {
    if (!('any' in line)) return answerOf(line, facts)
    const any = line.any.map((part) => {
      if (!('all' in part)) return answerOf(part, facts)
      const all = part.all.map((one) => answerOf(one, facts))
      return { verdict: allOf(all.map(({ verdict }) => verdict)), all }
    })
    return { verdict: anyOf(any.map(({ verdict }) => verdict)), any }
  })
}

/** What the rules come to as a whole. Where nothing is asked, everybody qualifies. */
export function verdictOf(answers: readonly AnswerLine[]): Verdict {
  return allOf(answers.map(({ verdict }) => verdict))
}

/** The conditions of rules, in their order. */
export function conditionsOf(lines: readonly Line[]): Condition[] {
  return lines.flatMap((line) => ('any' in line ? line.any.flatMap((part) => ('all' in part ? part.all : [part])) : [line]))
}

function answerOf(condition: Condition, facts: OrganisationFacts): AnswerView {
  const { fact } = condition
  if (fact === 'region') return placed(condition, facts)
  if (fact === 'suppliesNode' || fact === 'suppliesState') return supplied(condition, facts)
  if (fact === 'observation') return observed(condition, facts)
  if (fact === 'researchShare') return researched(condition, facts)
  const known = facts.facts[fact]
  if (!known || known.value === null) return missing(condition, [fact], known?.reason ?? null)
  const verdict = fact === 'industry' ? inIndustry(String(known.value), condition.values.map(String)) : judge(condition, known.value)
  // A trade that is given in words, or by a wider class than the rule asks for, is as good as not given.
  return verdict === 'unknown' ? missing(condition, [fact], String(known.value)) : answered(condition, verdict, [{ ref: known.ref, label: null, value: known.value }])
}

function judge({ operator, values }: Condition, value: Value): Verdict {
  const [bound] = values
  const holds = { is: () => values.includes(value), isNot: () => !values.includes(value), atLeast: () => value >= bound!, atMost: () => value <= bound!, within: () => values.includes(value) }
  return holds[operator]() ? 'yes' : 'no'
}

/** Codes of regions end in zeros where they stand for a whole province or city. */
function trimmed(code: string): string {
  return code.replace(/(?:00)+$/, '')
}

function placed(condition: Condition, { facts, places }: OrganisationFacts): AnswerView {
  const wanted = condition.values.map((value) => trimmed(String(value)))
  const inside = places.find(({ code }) => wanted.some((one) => code.startsWith(one)))
  if (inside) return answered(condition, 'yes', [shownPlace(inside)])
  const country = facts.country
  if (places.length === 0) return country && country.value !== null && country.value !== 'CHN' ? answered(condition, 'no', [{ ref: country.ref, label: null, value: country.value }]) : missing(condition, ['city'], null)
  const narrowest = places.at(-1)!
  // In the province, but in which of its cities is not known.
  if (wanted.some((one) => one.startsWith(trimmed(narrowest.code)))) return { ...missing(condition, ['city'], null), found: [shownPlace(narrowest)] }
  return answered(condition, 'no', [shownPlace(narrowest)])
}

function shownPlace({ code, name, ref }: OrganisationFacts['places'][number]): Found {
  return { ref, label: name, value: code }
}

/** A trade is given by its code; the code of a wider class does not say which of the narrower ones it is. */
function inIndustry(stated: string, wanted: readonly string[]): Verdict {
  const code = industryAt(stated, '4')
  if (!/^\d{2,4}$/.test(code)) return 'unknown'
  if (wanted.some((one) => code.startsWith(one))) return 'yes'
  return wanted.some((one) => one.startsWith(code)) ? 'unknown' : 'no'
}

function supplied(condition: Condition, { organisation, supplies }: OrganisationFacts): AnswerView {
  const byState = condition.fact === 'suppliesState'
  const hits = supplies.filter(({ node, state }) => condition.values.includes(byState ? (state ?? 'unknown') : node))
  const shown = (list: readonly Supplied[]): Found[] => list.slice(0, 10).map(({ node, name, state }) => (byState ? { ref: `node:${node}:state`, label: name, value: state ?? 'unknown' } : { ref: `supplies:${organisation}:${node}:exists`, label: name, value: name }))
  if (hits.length > 0) return answered(condition, 'yes', shown(hits))
  const unjudged = byState ? supplies.filter(({ state }) => state === null || state === 'unknown') : []
  if (supplies.length === 0 || unjudged.length > 0) return { ...missing(condition, [condition.fact], null), found: shown(unjudged) }
  return answered(condition, 'no', shown(supplies))
}

function observed(condition: Condition, { observed: values }: OrganisationFacts): AnswerView {
  const latest = values.get(Number(condition.indicator))
  if (!latest) return missing(condition, ['observation'], null)
  return answered(condition, judge(condition, latest.value), [{ ref: latest.ref, label: latest.period, value: latest.value }])
}

function researched(condition: Condition, { facts: { researchSpending: spent, revenue } }: OrganisationFacts): AnswerView {
  const gaps = ([['researchSpending', spent], ['revenue', revenue]] as const).filter(([, fact]) => !fact || fact.value === null)
  if (gaps.length > 0) return missing(condition, gaps.map(([name]) => name), gaps.map(([, fact]) => (fact?.value === null ? fact.reason : null)).find((reason) => reason !== null) ?? null)
  const [part, whole] = [spent as Fact & { value: number; ref: string }, revenue as Fact & { value: number; ref: string }]
  if (whole.value <= 0) return missing(condition, ['revenue'], String(whole.value))
  return answered(condition, judge(condition, part.value / whole.value), [{ ref: part.ref, label: null, value: part.value }, { ref: whole.ref, label: null, value: whole.value }])
}

function answered(condition: Condition, verdict: Verdict, found: Found[]): AnswerView {
  return { verdict, condition, found, missing: null }
}

function missing(condition: Condition, fields: readonly string[], reason: string | null): AnswerView {
  const { sheet } = eligibilityFacts[condition.fact]
  return { verdict: 'unknown', condition, found: [], missing: { fields: fields.map(titleOf), sheet, reason } }
}

function titleOf(field: string): Text {
  const brought: Record<string, { title: Text }> = sheetFields.organisations
  if (brought[field]) return brought[field].title
  const { zh, en } = eligibilityFacts[field as EligibilityFact]
  return { zh, en }
}
