import type { ChainMap } from './read-map.ts'

type Map = Pick<ChainMap, 'places'>

/** A group by its column and title, which outlive the numbers of the day. */
function keyOf({ places: { columns, blocks } }: Map, block: number): string {
  const { column, title } = blocks[block]!
  return `${columns[column]?.key ?? ''}/${title}`
}

/** Folded groups as an address carries them: each by its key, or `all` and those that are not, or `none`. */
export function writeFold(map: Map, folded: ReadonlySet<number>): string[] {
  const blocks = [...map.places.blocks.keys()]
  if (folded.size === 0) return ['none']
  const open = blocks.filter((block) => !folded.has(block))
  return open.length < folded.size ? ['all', ...open.map((block) => `-${keyOf(map, block)}`)] : [...folded].sort((a, b) => a - b).map((block) => keyOf(map, block))
}

/** The groups that an address folds. Those that are no longer there are passed over. */
export function readFold(map: Map, written: readonly string[]): ReadonlySet<number> {
  const words = new Set(written)
  const isFolded = (key: string): boolean => (words.has('all') ? !words.has(`-${key}`) : words.has(key))
  return new Set([...map.places.blocks.keys()].filter((block) => isFolded(keyOf(map, block))))
}
