type Typed = Float64Array | Int32Array | Int8Array | Uint8Array

/**
 * The same data with every typed array in memory that threads share: handing a section to a worker then copies its names and nothing
 * else. Lists and objects are walked, other values stay as they are.
 */
export function inSharedMemory<T>(value: T): T {
  if (isTyped(value)) return shared(value) as T
  if (Array.isArray(value)) return (value.some((one) => typeof one === 'object' && one !== null) ? value.map(inSharedMemory) : value) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inSharedMemory(part)])) as T
}

function isTyped(value: unknown): value is Typed {
  return value instanceof Float64Array || value instanceof Int32Array || value instanceof Int8Array || value instanceof Uint8Array
}

function shared(array: Typed): Typed {
  if (array.buffer instanceof SharedArrayBuffer) return array
  const memory = new SharedArrayBuffer(array.byteLength)
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => Typed)(memory)
  copy.set(array)
  return copy
}
