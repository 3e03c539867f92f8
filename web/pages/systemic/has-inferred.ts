import type { ResultView } from '../../../src/shared/contract/analyses.ts'

/** Whether any row rests on inferred links or on a volume nobody stated. */
export function hasInferred({ tables }: Pick<ResultView, 'tables'>): boolean {
  return tables.some(({ rows }) => rows.some(({ inferred }) => inferred))
}
