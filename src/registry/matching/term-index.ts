/**
 * An inverted index over the keys of names: which entries are nearest to a key by the cosine of their TF-IDF vectors.
 * Terms are pairs of neighbouring Chinese characters and, in alphabets, triples of letters. Postings lie in one typed array.
 */
export type TermIndex = {
  entries: number
  /** How much a term tells, from 0 (everywhere) to 1 (once). */
  weightOf: (term: string) => number
  /** The nearest entries, best first, ties in the order of entry. */
  nearest: (key: string, count: number) => number[]
}

const isHan = /[\u2e80-\u9fff\uf900-\ufaff]/
/** Terms in more than this share of all entries tell next to nothing and are looked at only when nothing else is there. */
const commonShare = 0.04
const commonLeast = 1000

/** Builds the index; the place of a key in the list is its entry. */
export function indexTerms(keys: readonly string[]): TermIndex {
  const ids = new Map<string, number>()
  const { starts, postings } = collect(keys, ids)
  const count = keys.length
  const most = Math.log(1 + count)
  const rarity = Float32Array.from({ length: ids.size }, (_, id) => Math.log(1 + count / (starts[id + 1]! - starts[id]!)) / most)
  const lengths = normsOf(count, starts, postings, rarity)
  const scores = new Float32Array(count)
  const touched = new Int32Array(count)

  function nearest(key: string, wanted: number): number[] {
    const terms = termsOf(key).map((term) => ids.get(term)).filter((id) => id !== undefined)
    terms.sort((a, b) => rarity[b]! - rarity[a]! || a - b)
    let found = 0
    for (const [at, id] of terms.entries()) {
      const from = starts[id]!
      const to = starts[id + 1]!
      if (at > 0 && found >= wanted && to - from > Math.max(commonLeast, commonShare * count)) break
      const square = rarity[id]! ** 2
      for (let p = from; p < to; p += 1) {
        const entry = postings[p]!
        if (scores[entry] === 0) touched[found++] = entry
        scores[entry]! += square
      }
    }
    return takeBest(touched.subarray(0, found), scores, lengths, wanted)
  }

  return { entries: count, weightOf: (term) => (ids.has(term) ? rarity[ids.get(term)!]! : 1), nearest }
}

/** The distinct terms of a key: a pair where a Chinese character takes part, else a triple. */
export function termsOf(key: string): string[] {
  if (key.length < 2) return key ? [key] : []
  const terms = new Set<string>()
  for (let i = 0; i + 1 < key.length; i += 1) {
    const pair = key.slice(i, i + 2)
    if (isHan.test(pair) || i + 2 >= key.length) terms.add(pair)
    else terms.add(isHan.test(key[i + 2]!) ? pair : key.slice(i, i + 3))
  }
  return [...terms]
}

/** Term lists of all entries, turned round into compressed rows: the entries of term `t` are `postings[starts[t] .. starts[t + 1]]`. */
function collect(keys: readonly string[], ids: Map<string, number>): { starts: Int32Array; postings: Int32Array } {
  let flat = new Int32Array(Math.max(16, keys.length * 24))
  let size = 0
  const ends = new Int32Array(keys.length)
  for (const [entry, key] of keys.entries()) {
    for (const term of termsOf(key)) {
      let id = ids.get(term)
      if (id === undefined) ids.set(term, (id = ids.size))
      if (size === flat.length) flat = grown(flat)
      flat[size++] = id
    }
    ends[entry] = size
  }
  const starts = new Int32Array(ids.size + 1)
  for (let p = 0; p < size; p += 1) starts[flat[p]! + 1]! += 1
  for (let id = 0; id < ids.size; id += 1) starts[id + 1]! += starts[id]!
  const next = starts.slice()
  const postings = new Int32Array(size)
  for (let entry = 0, p = 0; entry < keys.length; entry += 1) {
    for (; p < ends[entry]!; p += 1) postings[next[flat[p]!]!++] = entry
  }
  return { starts, postings }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

function normsOf(count: number, starts: Int32Array, postings: Int32Array, rarity: Float32Array): Float32Array {
  const norms = new Float32Array(count)
  for (let id = 0; id < rarity.length; id += 1) {
    const square = rarity[id]! ** 2
    for (let p = starts[id]!; p < starts[id + 1]!; p += 1) norms[postings[p]!]! += square
  }
  return norms.map(Math.sqrt)
}

/** Reads off the best entries and sets their scores back to zero. */
function takeBest(touched: Int32Array, scores: Float32Array, lengths: Float32Array, wanted: number): number[] {
  const best: { entry: number; score: number }[] = []
  for (const entry of touched) {
    const score = scores[entry]! / lengths[entry]!
    scores[entry] = 0
    const last = best[best.length - 1]
    if (best.length === wanted && last && (score < last.score || (score === last.score && entry > last.entry))) continue
    let at = best.length
    while (at > 0 && (best[at - 1]!.score < score || (best[at - 1]!.score === score && best[at - 1]!.entry > entry))) at -= 1
    best.splice(at, 0, { entry, score })
    if (best.length > wanted) best.pop()
  }
  return best.map(({ entry }) => entry)
}
