import type { SupplierEvidence } from './evidence.ts'
import { weighed, type Answer, type Bounds, type HeldShare, type Measures } from './measures.ts'

/**
 * What is measured of a general node, together with its kinds: a supplier of any kind serves it (OR), so that the suppliers count
 * together, each once. The weights of the kinds are not known. What is stated of the node's own shares goes first; without it a share
 * of the whole lies between the smallest and the largest of its kinds, and an index of concentration, which is convex, is not above the
 * largest. A kind of which nothing is known adds no supplier, and leaves the shares open.
 */
export function withKinds(own: Measures, kinds: readonly Measures[]): Measures {
  if (kinds.length === 0) return own
  const all = [own, ...kinds]
  const sure = unique(all.flatMap(({ counting }) => counting.sure))
  const known = new Set(sure.map(({ id }) => id))
  const counting = { sure, perhaps: unique(all.flatMap(({ counting: { perhaps } }) => perhaps)).filter(({ id }) => !known.has(id)) }
  const unnamed = all.some(({ weighty }) => weighty.upper === Infinity)
  const counted = {
    asOf: own.asOf, fresh: sum(all, 'fresh'), stale: sum(all, 'stale'), counting, kinds: kinds.length,
    weighty: { lower: weighed(sure), upper: unnamed ? Infinity : weighed(sure) + weighed(counting.perhaps) },
    unnamedHome: anyOf(all.map(({ unnamedHome }) => unnamedHome)),
    outOfScope: [...new Set(all.flatMap(({ outOfScope }) => outOfScope))],
  }
  if (own.stated) return { ...own, ...counted }
  const parts = own.fresh + own.stale > 0 ? all : kinds
  const foreign = parts.flatMap(({ foreignHhi }) => foreignHhi ?? [])
  return {
    ...counted, stated: parts.some(({ stated }) => stated), mixed: true,
    controlled: mixed(parts.map(({ controlled }) => controlled)), home: mixed(parts.map(({ home }) => home)),
    supplierHhi: below(parts.map(({ supplierHhi }) => supplierHhi)), foreignHhi: foreign.length === 0 ? null : below(foreign),
  }
}

function unique(suppliers: readonly SupplierEvidence[]): SupplierEvidence[] {
  const first = new Map<number, SupplierEvidence>()
  for (const supplier of suppliers) {
    const before = first.get(supplier.id)
    // One that has weight in one kind has weight in the whole.
    if (!before || (before.negligible && !supplier.negligible)) first.set(supplier.id, supplier)
  }
  return [...first.values()]
}

function sum(all: readonly Measures[], key: 'fresh' | 'stale'): number {
  return all.reduce((total, measures) => total + measures[key], 0)
}

function anyOf(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
}

function mixed(parts: readonly HeldShare[]): HeldShare {
  return { lower: Math.min(...parts.map(({ lower }) => lower)), upper: Math.max(...parts.map(({ upper }) => upper)), from: [...new Set(parts.flatMap(({ from }) => from))] }
}

function below(parts: readonly Bounds[]): Bounds {
  return { lower: 0, upper: Math.max(...parts.map(({ upper }) => upper)) }
}
