import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readZip, writeZip } from './zip.ts'

it('reads back what it wrote, the same bytes each time', () => {
  const entry = fc.record({ name: fc.string({ unit: fc.constantFrom('a', '/', '报', '.'), minLength: 1, maxLength: 20 }), data: fc.uint8Array({ maxLength: 2000 }) })
  fc.assert(fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
    const bytes = writeZip(entries)
    expect(readZip(bytes).map(({ name, data }) => ({ name, data: [...data] }))).toEqual(entries.map(({ name, data }) => ({ name, data: [...data] })))
    expect(Buffer.from(writeZip(entries)).equals(Buffer.from(bytes))).toBe(true)
  }))
})
