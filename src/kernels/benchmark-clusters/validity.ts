import type { Matrix } from '../matrix.ts'
import { quantile } from '../quantile.ts'

/** How similar a cluster (or an industry) is within, to all outside, and to each other cluster. */
export type Relatedness = { within: number; outside: number; toOthers: Float64Array }

/**
 * Of 0 to 1, what part of the clusters with more than one industry, and of the industries in them, is more similar within than to the average
 * industry outside (`average`), and than to all but the nearest twentieth of the other clusters (`p95`, the 95th percentile, interpolated).
 * NaN where no cluster has two industries. `score` is the mean of the four.
 */
export type Validity = { clusters: { average: number; p95: number; count: number }; industries: { average: number; p95: number; count: number }; score: number }

/**
 * Validation scores of a division of industries, over a similarity that was not standardised.
 * M. Delgado, M. E. Porter and S. Stern, "Defining clusters of related industries", Journal of Economic Geography 16(1), 2016, section 4.
 */
export function validity(similarity: Matrix, clusterOf: Int32Array): Validity {
  const members = membersOf(clusterOf)
  const several = members.flatMap((list, cluster) => (list.length > 1 ? [cluster] : []))
  const clusters = shares(several.map((cluster) => clusterRelatedness(similarity, members, cluster)))
  const industries = shares(several.flatMap((cluster) => members[cluster]!.map((industry) => industryRelatedness(similarity, members, { cluster, industry }))))
  return { clusters, industries, score: (clusters.average + clusters.p95 + industries.average + industries.p95) / 4 }
}

/** The industries of each cluster. */
export function membersOf(clusterOf: Int32Array): number[][] {
  const members: number[][] = []
  clusterOf.forEach((cluster, industry) => (members[cluster] ??= []).push(industry))
  return members
}

/** One industry against its own cluster and the others. */
export function industryRelatedness({ rows: n, values }: Matrix, members: readonly number[][], { cluster, industry }: { cluster: number; industry: number }): Relatedness {
  const sums = members.map((list) => list.reduce((sum, other) => (other === industry ? sum : sum + values[industry * n + other]!), 0))
  const own = members[cluster]!.length
  const all = sums.reduce((sum, one) => sum + one, 0)
  return {
    within: sums[cluster]! / (own - 1),
    outside: (all - sums[cluster]!) / (n - own),
    toOthers: Float64Array.from(members.flatMap((list, other) => (other === cluster ? [] : [sums[other]! / list.length]))),
  }
}

/** One cluster against itself and the others. */
export function clusterRelatedness(similarity: Matrix, members: readonly number[][], cluster: number): Relatedness {
  const each = members[cluster]!.map((industry) => industryRelatedness(similarity, members, { cluster, industry }))
  const mean = (value: (one: Relatedness) => number): number => each.reduce((sum, one) => sum + value(one), 0) / each.length
  return {
    within: mean((one) => one.within), outside: mean((one) => one.outside),
    toOthers: Float64Array.from({ length: members.length - 1 }, (_, other) => mean((one) => one.toOthers[other]!)),
  }
}

function shares(each: readonly Relatedness[]): { average: number; p95: number; count: number } {
  const part = (passes: (one: Relatedness) => boolean): number => each.filter(passes).length / each.length
  return { average: part(({ within, outside }) => within > outside), p95: part(({ within, toOthers }) => within > quantile(toOthers.slice().sort(), 0.95)), count: each.length }
}
