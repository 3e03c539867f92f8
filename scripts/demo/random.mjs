/**
 * Seeded random numbers (mulberry32). Every file of the demo draws from a stream of its own, named by a label, so that
 * a change in one file leaves the others byte for byte as they were. No transcendental functions anywhere in the demo:
 * their last digit may differ between engines.
 */
const SEED = 20261031

/** A random stream for `label`: `next` in [0, 1), `between` (real), `whole` (both ends included), `pick`, `shuffled`, `chance`. */
export function randomFor(label) {
  let state = hash(`${SEED}:${label}`)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low, high) => low + (high - low) * next()
  const whole = (low, high) => low + Math.floor(next() * (high - low + 1))
  const pick = (list) => list[Math.floor(next() * list.length)]
  const chance = (probability) => next() < probability
  const shuffled = (list) => {
    const copy = [...list]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = whole(0, i)
      ;[copy[i], copy[j]] = [copy[j], copy[i]]
    }
    return copy
  }
  return { next, between, whole, pick, chance, shuffled }
}

/** FNV-1a over UTF-16 units. */
function hash(text) {
  let h = 2166136261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  return h >>> 0
}

/** `value` rounded to `digits` decimals. */
export function round(value, digits) {
  const scale = [1, 10, 100, 1000][digits]
  return Math.round(value * scale) / scale
}
