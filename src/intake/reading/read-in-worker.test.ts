import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handMade } from './fixtures.ts'
import { readInWorker } from './read-in-worker.ts'
import { readWorkbook } from './read.ts'

describe('reading in a process of its own', () => {
  let folder = ''
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'polycenter-reading-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const table = ['名称,城市', ...Array.from({ length: 20_000 }, (_, i) => `企业${i},广州`)].join('\n')

  test('gives the same as reading here, and tells how far it is', async () => {
    const told: { bytes?: number; rows?: number }[] = []
    const found = await readInWorker(file('a.csv', table), { name: 'a.csv' }, { onProgress: (done) => told.push(done) })
    expect(found).toEqual(await readWorkbook(Buffer.from(table), { name: 'a.csv' }))
    expect(told.at(0)).toEqual({ bytes: Buffer.byteLength(table) })
    expect(told.at(-1)?.rows).toBeGreaterThan(10_000)
  })

  test('refuses with the same sentence', async () => {
    const bytes = handMade({ sheet: '<sheetData/>', encrypted: true })
    const here = await readWorkbook(bytes, { name: 'b.xlsx' }).catch((error: unknown) => error)
    const there = await readInWorker(file('b.xlsx', bytes), { name: 'b.xlsx' }).catch((error: unknown) => error)
    expect(there).toEqual(here)
    expect(there).toMatchObject({ code: 'file-password', status: 422 })
  })

  test('keeps the limits it is given', async () => {
    await expect(readInWorker(file('c.csv', table), { name: 'c.csv' }, { limits: { maxBytes: 1000 } })).rejects.toMatchObject({ code: 'too-large' })
    await expect(readInWorker(file('c.csv', table), { name: 'c.csv' }, { limits: { maxRows: 1000 } })).rejects.toMatchObject({ code: 'too-large' })
  })

  test('a file that eats memory ends its process, not the server', async () => {
    const deep = `[${'{"a":'.repeat(40)}1${'}'.repeat(40)},${Array.from({ length: 900_000 }, (_, i) => `[[${i}],{"k${i}":{}}]`).join()}]`
    const outcome = await readInWorker(file('d.json', deep), { name: 'd.json' }, { heapMegabytes: 32 }).catch((error: unknown) => error)
    expect(outcome).toMatchObject({ code: 'too-large' })
  })

  test('a file that takes too long is given up', async () => {
    await expect(readInWorker(file('g.csv', table), { name: 'g.csv' }, { maxSeconds: 0.001 })).rejects.toMatchObject({ code: 'too-large' })
  })

  test('an abort ends it at once', async () => {
    const controller = new AbortController()
    const path = file('e.csv', table)
    const reading = readInWorker(path, { name: 'e.csv' }, { signal: controller.signal, onProgress: () => controller.abort() })
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    await expect(readInWorker(path, { name: 'e.csv' }, { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('a listener that fails is heard', async () => {
    const reading = readInWorker(file('f.csv', table), { name: 'f.csv' }, { onProgress: () => { throw new Error('the listener failed') } })
    await expect(reading).rejects.toThrow('the listener failed')
  })
})
