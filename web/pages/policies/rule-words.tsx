import { formatCount, formatNumber } from '../../../src/shared/format.ts'
import { industryName } from '../../../src/shared/industries.ts'
import { eligibilityFacts, operators, verdicts, type EligibilityFact, type Verdict } from '../../../src/shared/policies.ts'
import { actorTypes, circles, nodeStates, sheetKinds, tiers, type Text } from '../../../src/shared/vocabulary.ts'
import { useLanguage, useText, useWords, Value, type Output } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'
import style from './policies.module.css'

type Policy = Output<'getPolicy'>
export type Lines = Policy['rules']
type Line = Lines[number]
export type Condition = Exclude<Line, { any: unknown }>
export type Answers = Output<'listQualifying'>['items'][number]['answers']
export type Answer = Extract<Answers[number], { condition: unknown }>
/** Names of the nodes, indicators and regions that rules mention. */
export type Mentioned = Policy['mentioned']

const terms: Partial<Record<string, Record<string, Text>>> = { actorType: actorTypes, tier: tiers, circle: circles, states: nodeStates }

/** A value of a fact as it is written: a term, a place, a sum of money. */
export function useFactWords(mentioned: Mentioned): { value: (fact: EligibilityFact, value: string | number) => string; condition: (condition: Condition) => string } {
  const say = useText()
  const { lang } = useLanguage()
  const value = (fact: EligibilityFact, one: string | number): string => {
    const { kind } = eligibilityFacts[fact]
    const term = terms[kind]?.[String(one)]
    if (term) return say(term)
    const region = mentioned.regions.find(({ code }) => kind === 'region' && code === one)
    if (region) return say(region.name)
    if (kind === 'nodes') return mentioned.nodes.find(({ id }) => id === one)?.name ?? String(one)
    if (kind === 'industry') return say(industryName(String(one)))
    if (typeof one === 'string') return one
    return kind === 'money' ? formatNumber(one, { lang, unit: 'yuan' }) : kind === 'ratio' ? formatNumber(one, { lang, unit: 'share' }) : kind === 'count' ? formatCount(one) : formatNumber(one, { lang })
  }
  const condition = ({ fact, operator, values, indicator }: Condition): string => {
    const named = fact === 'observation' ? mentioned.indicators.find(({ id }) => id === indicator)?.name ?? say(eligibilityFacts.observation) : say(eligibilityFacts[fact]).replace(/（元）| \(CNY\)/, '')
    const list = values.map((one) => value(fact, one))
    if (lang === 'en') return `${named} ${say(operators[operator])} ${list.join(', ')}`
    return `${named}${say(operators[operator])}${list.join('、')}${list.length > 1 ? '之一' : ''}`
  }
  return { value, condition }
}

/** Rules as sentences. */
export function RuleList({ lines, mentioned }: { lines: Lines; mentioned: Mentioned }) {
  const t = useWords(policyWords)
  const { condition } = useFactWords(mentioned)
  if (lines.length === 0) return <p>{t.noRules}</p>
  return (
    <ol className={style.rules}>
      {lines.map((line, n) => (
        <li key={n}>{'any' in line ? <>{t.anyOf}<ul>{line.any.map((part, at) => <li key={at}>{'all' in part ? part.all.map(condition).join(` ${t.and} `) : condition(part)}</li>)}</ul></> : condition(line)}</li>
      ))}
    </ol>
  )
}

/** A judgement with its sign. */
export function VerdictSign({ verdict }: { verdict: Verdict }) {
  const say = useText()
  return <span className={style.verdict} data-verdict={verdict}><span aria-hidden="true">{verdicts[verdict].symbol}</span> {say(verdicts[verdict])}</span>
}

/** Rule by rule what it comes to, by which value (which opens to its claims), or what is missing. */
export function AnswerList({ answers, mentioned }: { answers: Answers; mentioned: Mentioned }) {
  const t = useWords(policyWords)
  return (
    <ol className={style.answers}>
      {answers.map((line, n) => (
        <li key={n}>
          {'any' in line ? (
            <>
              <p><VerdictSign verdict={line.verdict} /> {t.anyOf}</p>
              <ul>{line.any.map((part, at) => <li key={at}>{'all' in part ? <><p><VerdictSign verdict={part.verdict} /> {t.allOf}</p><ul>{part.all.map((one, nth) => <li key={nth}><OneAnswer answer={one} mentioned={mentioned} /></li>)}</ul></> : <OneAnswer answer={part} mentioned={mentioned} />}</li>)}</ul>
            </>
          ) : <OneAnswer answer={line} mentioned={mentioned} />}
        </li>
      ))}
    </ol>
  )
}

function OneAnswer({ answer: { verdict, condition, found, missing }, mentioned }: { answer: Answer; mentioned: Mentioned }) {
  const t = useWords(policyWords)
  const say = useText()
  const { lang } = useLanguage()
  const words = useFactWords(mentioned)
  const separator = lang === 'zh' ? '、' : ', '
  return (
    <div>
      <p><VerdictSign verdict={verdict} /> {words.condition(condition)}</p>
      {missing && <p className="muted small">{t.missing(missing.fields.map((field) => say(field)).join(separator), say(sheetKinds[missing.sheet]))}{missing.reason && `${lang === 'zh' ? '；' : '; '}${t.stated(missing.reason)}`}</p>}
      {found.length > 0 && <p className="small"><span className="muted">{t.found}</span> {found.map(({ ref, label, value }) => <span key={ref} className={style.found}><Value at={ref}>{shownAs(words.value, condition.fact, { label, value })}</Value></span>)}</p>}
    </div>
  )
}

type Found = Answer['found'][number]

/** A place and a supplied node go by their name; a node whose state counts by both; a value of an indicator with its month. */
function shownAs(say: (fact: EligibilityFact, value: string | number) => string, fact: EligibilityFact, { label, value }: Pick<Found, 'label' | 'value'>): string {
  if (value === null) return label ?? ''
  if (fact === 'region' || fact === 'suppliesNode') return label ?? String(value)
  // Of a share both figures stand there, in yuan.
  const written = say(fact === 'researchShare' ? 'revenue' : fact, value)
  return label === null ? written : `${label} ${written}`
}
