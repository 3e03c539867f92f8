import { eligibilityFacts, type EligibilityFact } from '../../../src/shared/policies.ts'
import type { Input } from '../../parts/index.ts'

type Rules = NonNullable<Input<'createPolicy'>['body']['rules']>
export type LineIn = Rules[number]
export type ConditionIn = Exclude<LineIn, { any: unknown }>
export type PartIn = Extract<LineIn, { any: unknown }>['any'][number]

/** A condition as it stands when it is added. */
export function freshCondition(fact: EligibilityFact = 'region'): ConditionIn {
  return { fact, operator: eligibilityFacts[fact].operators[0]!, values: [] }
}

/** A list with one item changed, or taken out. */
export function replaced<T>(list: readonly T[], at: number, item: T | null): T[] {
  return list.flatMap((one, n) => (n !== at ? [one] : item === null ? [] : [item]))
}

/** Groups that nothing is left in go with their last condition; a group of one condition is that condition. */
export function tidy(lines: readonly LineIn[]): LineIn[] {
  return lines.flatMap((line): LineIn[] => {
    if (!('any' in line)) return [line]
    const any = line.any.flatMap((part): PartIn[] => (!('all' in part) ? [part] : part.all.length === 0 ? [] : part.all.length === 1 ? [part.all[0]!] : [part]))
    return any.length === 0 ? [] : [{ any }]
  })
}

/** Conditions that still want a value. */
export function unfilled(lines: readonly LineIn[]): number {
  const conditions = lines.flatMap((line) => ('any' in line ? line.any.flatMap((part) => ('all' in part ? part.all : [part])) : [line]))
  return conditions.filter(({ fact, values, indicator }) => values.length === 0 || (fact === 'observation' && indicator === undefined)).length
}
