import type { Graph } from '../graph.ts'
import { shuffle, type Random } from '../random.ts'

/** A network on the way: symmetric, without ties to oneself; `mass` is the strength of what a node stands for, inner ties included. */
export type Level = Graph & { mass: Float64Array }

/** Putting sets of masses a and b together costs `rate` × a × b and gains the weight of the ties between them. */
export type Rule = { rate: number; looseness: number }
export type Steps = { rule: Rule; random: Random }

/** Gains within this part of a node's mass are rounding, not gain. */
const ROUNDING = 1e-12

/** Moves nodes one by one to where they gain most, again and again those whose neighbours have moved away, until no move gains. Changes `cluster`. */
export function moveNodes({ nodes, starts, targets, weights, mass }: Level, cluster: Int32Array, { rule: { rate }, random }: Steps): void {
  const total = new Float64Array(nodes)
  const size = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) {
    total[cluster[n]!]! += mass[n]!
    size[cluster[n]!]!++
  }
  const free: number[] = []
  for (let c = nodes - 1; c >= 0; c--) if (size[c] === 0) free.push(c)
  const queue = shuffle(Int32Array.from(cluster, (_, n) => n), random)
  const waiting = new Uint8Array(nodes).fill(1)
  const tied = new Float64Array(nodes)
  const near = new Int32Array(nodes)
  let head = 0
  for (let left = nodes; left > 0; left--) {
    const n = queue[head]!
    head = head + 1 === nodes ? 0 : head + 1
    waiting[n] = 0
    const own = cluster[n]!
    const weight = mass[n]!
    let count = 0
    for (let e = starts[n]!, end = starts[n + 1]!; e < end; e++) {
      const c = cluster[targets[e]!]!
      if (tied[c] === 0) near[count++] = c
      tied[c]! += weights[e]!
    }
    let best = own
    let gain = tied[own]! - rate * weight * (total[own]! - weight) + ROUNDING * weight
    if (size[own]! > 1 && gain < 0) [best, gain] = [free[free.length - 1]!, 0]
    for (let i = 0; i < count; i++) {
      const c = near[i]!
      const theirs = tied[c]! - rate * weight * total[c]!
      tied[c] = 0
      if (c === own || theirs <= gain) continue
      best = c
      gain = theirs
    }
    if (best === own) continue
    if (size[best] === 0) free.pop()
    cluster[n] = best
    total[own]! -= weight
    total[best]! += weight
    size[best]!++
    if (--size[own]! === 0) free.push(own)
    for (let e = starts[n]!, end = starts[n + 1]!; e < end; e++) {
      const other = targets[e]!
      if (waiting[other] === 1 || cluster[other] === best) continue
      waiting[other] = 1
      let tail = head + left - 1
      if (tail >= nodes) tail -= nodes
      queue[tail] = other
      left++
    }
  }
}

/** A division of every cluster into parts; `part` numbers them from 0 over all clusters. */
export type Parts = { part: Int32Array; parts: number }

/**
 * Divides every cluster into parts that hang together: single nodes join a part of their cluster where that does not lose, chosen by chance
 * with weight exp(gain / looseness); only nodes and parts that are tied well to the rest of their cluster take part (section "Refinement").
 */
export function refine({ nodes, starts, targets, weights, mass }: Level, cluster: Int32Array, { rule: { rate, looseness }, random }: Steps): Parts {
  const whole = new Float64Array(nodes)
  const total = mass.slice()
  const outward = new Float64Array(nodes)
  const part = Int32Array.from(cluster, (_, n) => n)
  const alone = new Uint8Array(nodes).fill(1)
  const tied = new Float64Array(nodes)
  const near = new Int32Array(nodes)
  const chance = new Float64Array(nodes)
  for (let n = 0; n < nodes; n++) {
    whole[cluster[n]!]! += mass[n]!
    for (let e = starts[n]!; e < starts[n + 1]!; e++) if (cluster[targets[e]!] === cluster[n]) outward[n]! += weights[e]!
  }
  for (const n of shuffle(part.slice(), random)) {
    const weight = mass[n]!
    const all = whole[cluster[n]!]!
    if (alone[n] === 0 || outward[n]! < rate * weight * (all - weight)) continue
    let count = 0
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      if (cluster[targets[e]!] !== cluster[n]) continue
      const p = part[targets[e]!]!
      if (tied[p] === 0) near[count++] = p
      tied[p]! += weights[e]!
    }
    let most = 0
    for (let i = 0; i < count; i++) {
      const p = near[i]!
      const gain = tied[p]! - rate * weight * total[p]!
      chance[i] = outward[p]! >= rate * total[p]! * (all - total[p]!) ? gain : -1
      most = Math.max(most, chance[i]!)
    }
    const chosen = draw(chance, { count, most, looseness, random })
    const to = chosen < 0 ? n : near[chosen]!
    if (to !== n) {
      alone[n] = alone[to] = 0
      part[n] = to
      total[to]! += weight
      outward[to]! += outward[n]! - 2 * tied[to]!
    }
    for (let i = 0; i < count; i++) tied[near[i]!] = 0
  }
  return numberFromZero(part)
}

/** One of the gains that are not below 0, by chance with weight exp(gain / looseness); -1 for none of them, whose gain is 0. */
function draw(gains: Float64Array, { count, most, looseness, random }: { count: number; most: number; looseness: number; random: Random }): number {
  if (count === 0) return -1
  const weightOf = (gain: number): number => (gain < 0 ? 0 : Math.exp((gain - most) / looseness))
  let sum = weightOf(0)
  for (let i = 0; i < count; i++) sum += weightOf(gains[i]!)
  let left = random.next() * sum - weightOf(0)
  if (left < 0) return -1
  for (let i = 0; i < count; i++) {
    left -= weightOf(gains[i]!)
    if (left < 0 && gains[i]! >= 0) return i
  }
  return -1
}

/** Gives the numbers that occur, each a number of a node, new ones from 0 without gaps. */
function numberFromZero(part: Int32Array): Parts {
  const name = new Int32Array(part.length).fill(-1)
  let parts = 0
  for (const p of part) if (name[p]! < 0) name[p] = parts++
  return { part: part.map((p) => name[p]!), parts }
}

/** The network of the parts: ties between two parts become one. */
export function aggregate({ nodes, starts, targets, weights, mass }: Level, part: Int32Array, parts: number): Level {
  const first = new Int32Array(parts + 1)
  for (const p of part) first[p + 1]!++
  for (let p = 0; p < parts; p++) first[p + 1]! += first[p]!
  const members = new Int32Array(nodes)
  const next = first.slice(0, parts)
  for (let n = 0; n < nodes; n++) members[next[part[n]!]!++] = n
  const level: Level = { nodes: parts, starts: new Int32Array(parts + 1), targets: new Int32Array(targets.length), weights: new Float64Array(targets.length), mass: new Float64Array(parts) }
  const tie = new Int32Array(parts).fill(-1)
  let at = 0
  for (let p = 0; p < parts; p++) {
    const start = at
    for (let m = first[p]!; m < first[p + 1]!; m++) {
      const n = members[m]!
      level.mass[p]! += mass[n]!
      for (let e = starts[n]!; e < starts[n + 1]!; e++) {
        const other = part[targets[e]!]!
        if (other === p) continue
        if (tie[other]! < start) {
          tie[other] = at
          level.targets[at++] = other
        }
        level.weights[tie[other]!]! += weights[e]!
      }
    }
    level.starts[p + 1] = at
  }
  return { ...level, targets: level.targets.slice(0, at), weights: level.weights.slice(0, at) }
}
