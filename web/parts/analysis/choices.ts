import type { AnalysisInfo } from '../../../src/shared/contract/analyses.ts'

/** Parameters that an address holds, of those that are named; what is not in it has its default. */
export function readChoices(search: URLSearchParams, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => { const value = search.get(name); return value === null ? [] : [[name, value]] }))
}

/** Writes them back; others of the values are left out. */
export function writeChoices(search: URLSearchParams, names: readonly string[], values: Readonly<Record<string, unknown>>): void {
  for (const name of names) if (values[name] !== undefined) search.set(name, String(values[name]))
}

/** The names of all parameters of an analysis. */
export const parameterNames = ({ parameters }: Pick<AnalysisInfo, 'parameters'>): string[] => Object.keys((parameters['properties'] ?? {}) as object)
