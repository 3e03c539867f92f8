import { appealStates } from '../../../src/shared/appeals.ts'
import { countryLabel } from '../../../src/shared/countries.ts'
import type { Lang } from '../../../src/shared/format.ts'
import { motionStates, workStates } from '../../../src/shared/governance.ts'
import { actorTypes, circles, nodeKinds, nodeStates, providerKinds, relations, stages, subjectKinds, tiers, type Text } from '../../../src/shared/vocabulary.ts'
import { fieldOf } from './field-of.ts'

const vocabularies: Record<string, Record<string, Text>> = { actorTypes, nodeKinds, stages, tiers, circles, relations, providerKinds, subjectKinds }
const yesNo: Record<string, Text> = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } }
const days: Text = { zh: '天', en: 'days' }
const threadStates: Record<string, Record<string, Text>> = { motion: motionStates, work: workStates, appeal: appealStates }
/** Units that are no word to be shown. */
const bare: ReadonlySet<string> = new Set(['', '1', 'count', 'index'])
const precise = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 })

/**
 * A value as the drawer shows it: nothing rounded or scaled away, only written so that it can be read — separators, the unit,
 * shares as percentages, terms in the language of the screen.
 */
export function exactValue(ref: string, value: string, unit: string | null, lang: Lang): string {
  const field = fieldOf(ref)
  const term = ref.endsWith(':state') ? statesOf(ref)[value] : field?.vocabulary ? vocabularies[field.vocabulary]?.[value] : field?.value === 'boolean' ? yesNo[value] : undefined
  if (term) return term[lang]
  if (field?.value === 'country') return countryLabel(value)?.[lang] ?? value
  const takesText = field !== undefined && ['text', 'list', 'creditCode', 'region', 'date', 'period'].includes(field.value)
  const number = !takesText && /^-?\d{1,15}(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : undefined
  if (number === undefined) return unit ? `${value} ${unit}` : value
  if (field?.value === 'share' || unit === 'ratio' || unit === 'share') return `${precise.format(Number((number * 100).toPrecision(12)))}%`
  if (field?.value === 'degrees') return `${precise.format(number)}°`
  if (field?.value === 'money' && !unit) return lang === 'zh' ? `${precise.format(number)} 元` : `CNY ${precise.format(number)}`
  const written = unit !== null && bare.has(unit) ? undefined : unit ?? (field?.value === 'days' ? days[lang] : undefined)
  return written ? `${precise.format(number)} ${written}` : precise.format(number)
}

/** The words of the states of what an address speaks of: a thread of co-governance, else a node. */
function statesOf(ref: string): Record<string, Text> {
  return threadStates[ref.split(':')[0]!] ?? nodeStates
}
