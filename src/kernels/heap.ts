/** A binary min-heap of integers by key; equal keys leave in the order of the integers, so that the order never depends on history. */
export type Heap = { size: number; keys: Float64Array; items: Int32Array }

/** An empty heap with room for `capacity` entries; it grows when needed. */
export function openHeap(capacity: number): Heap {
  return { size: 0, keys: new Float64Array(Math.max(16, capacity)), items: new Int32Array(Math.max(16, capacity)) }
}

/** Adds an item; the same item may stand in the heap more than once. */
export function pushHeap(heap: Heap, key: number, item: number): void {
  if (heap.size === heap.items.length) grow(heap)
  const { keys, items } = heap
  let at = heap.size++
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (keys[parent]! < key || (keys[parent]! === key && items[parent]! <= item)) break
    keys[at] = keys[parent]!
    items[at] = items[parent]!
    at = parent
  }
  keys[at] = key
  items[at] = item
}

/** Takes the item with the smallest key; -1 from an empty heap. */
export function popHeap(heap: Heap): number {
  if (heap.size === 0) return -1
  const { keys, items } = heap
  const first = items[0]!
  const last = --heap.size
  const key = keys[last]!
  const item = items[last]!
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= last) break
    const right = child + 1
    if (right < last && (keys[right]! < keys[child]! || (keys[right]! === keys[child]! && items[right]! < items[child]!))) child = right
    if (key < keys[child]! || (key === keys[child]! && item <= items[child]!)) break
    keys[at] = keys[child]!
    items[at] = items[child]!
    at = child
  }
  keys[at] = key
  items[at] = item
  return first
}

function grow(heap: Heap): void {
  const keys = new Float64Array(heap.keys.length * 2)
  const items = new Int32Array(heap.items.length * 2)
  keys.set(heap.keys)
  items.set(heap.items)
  heap.keys = keys
  heap.items = items
}
