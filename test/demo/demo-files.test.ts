import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thresholds } from '../../src/shared/contract/clusters.ts'
import { recipeSchema, sheetFields } from '../../src/shared/sheets.ts'
import { actorTypes, clusterRoles, grades, rights } from '../../src/shared/vocabulary.ts'

const root = path.resolve(import.meta.dirname, '../..')
const demo = path.join(root, 'demo')

type Cluster = {
  operatorCode: string
  thresholds: unknown
  accounts: { email: string; organisationCode: string; actorType: string; role: string }[]
  files: { file: string; kind: keyof typeof sheetFields; recipe: string; grade: string; right: string; giver: string }[]
}

let made = ''
beforeAll(async () => {
  made = await mkdtemp(path.join(os.tmpdir(), 'polycenter-demo-'))
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts/make-demo.mjs'), made])
})
afterAll(() => rm(made, { recursive: true, force: true }))

describe('the demo', () => {
  test('the script makes the committed files, byte for byte', async () => {
    const committed = (await listFiles(demo)).filter((name) => name !== '.gitattributes')
    expect(await listFiles(made)).toEqual(committed)
    for (const name of committed) {
      const [mine, theirs] = await Promise.all([readFile(path.join(made, name)), readFile(path.join(demo, name))])
      expect(mine.equals(theirs), name).toBe(true)
    }
  })

  test('every organisation says that it is fictional, under a region that does not exist', async () => {
    const organisations = await readRows('01-主体名单.csv')
    expect(organisations.length).toBeGreaterThan(190)
    for (const row of organisations) {
      expect(row['主体名称']).toMatch(/（虚构）$/)
      if (row['曾用名']) expect(row['曾用名']).toMatch(/（虚构）$/)
      if (row['国家/地区'] === '中国') expect(row['统一社会信用代码']).toMatch(/^..99/)
    }
  })

  test('every credit code has the check character of the standard, and none occurs twice', async () => {
    const codes = (await readRows('01-主体名单.csv')).map((row) => row['统一社会信用代码'] ?? '').filter((code) => code !== '')
    expect(codes.filter((code) => !hasRightCheck(code))).toEqual([])
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('all five actor types are there, each with an account', async () => {
    const cluster = await readCluster()
    const codes = new Map((await readRows('01-主体名单.csv')).map((row) => [row['统一社会信用代码'], row['主体类型']]))
    expect(new Set(cluster.accounts.map((account) => account.actorType))).toEqual(new Set(Object.keys(actorTypes)))
    for (const { organisationCode, actorType, role } of cluster.accounts) {
      expect(codes.get(organisationCode)).toBe(actorTypes[actorType as keyof typeof actorTypes].zh)
      expect(Object.keys(clusterRoles)).toContain(role)
    }
    expect(codes.get(cluster.operatorCode)).toBe('服务机构')
  })

  test('thresholds, grades, rights and recipes are such as the product knows', async () => {
    const cluster = await readCluster()
    thresholds.parse(cluster.thresholds)
    for (const { file, kind, recipe, grade, right } of cluster.files) {
      expect(Object.keys(grades)).toContain(grade)
      expect(Object.keys(rights)).toContain(right)
      const { headings, kind: kindOfRecipe } = recipeSchema.parse(JSON.parse(await readFile(path.join(demo, recipe), 'utf8')))
      expect(kindOfRecipe, file).toBe(kind)
      expect(Object.keys(sheetFields[kind])).toEqual(expect.arrayContaining(Object.keys(headings)))
      const cells = await readCells(file)
      expect(cells).toEqual(expect.arrayContaining(Object.values(headings).flat()))
    }
  })

  test('every input and every supply names nodes and organisations that are there', async () => {
    const nodes = new Map((await readRows('02-环节.csv')).map((row) => [row['环节编码'], row['环节名称']]))
    for (const row of await readRows('03-投入关系.csv')) {
      expect(nodes.get(row['需方环节编码'])).toBe(row['需方环节'])
      expect(nodes.get(row['投入环节编码'])).toBe(row['投入环节'])
    }
    const names = new Set((await readRows('01-主体名单.csv')).flatMap((row) => [row['主体名称'], row['曾用名']]))
    for (const [, name, code, node] of await readSupplies()) {
      expect(names).toContain(name)
      expect(nodes.get(String(code))).toBe(node)
    }
  })

  test('the shares of a node never add up to more than the whole', async () => {
    const totals = new Map<unknown, number>()
    for (const [, , code, , share] of await readSupplies()) totals.set(code, (totals.get(code) ?? 0) + (typeof share === 'number' ? share : 0))
    expect(Math.max(...totals.values())).toBeLessThanOrEqual(100.0001)
  })

  test('the sample with problems has thirty rows, and the readme lists its faults in both languages', async () => {
    const sample = await readFile(path.join(demo, '带问题的示例.csv'), 'utf8')
    expect(sample.trimEnd().split('\r\n')).toHaveLength(31)
    const readme = await readFile(path.join(demo, 'README.md'), 'utf8')
    for (let row = 9; row <= 31; row++) expect(readme.match(new RegExp(`^\\| ${row} \\|`, 'gm'))).toHaveLength(2)
  })
})

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort()
}

/** Rows of a CSV of the demo by heading; none of its sheets of this kind quotes a cell. */
async function readRows(name: string): Promise<Record<string, string>[]> {
  const [header = '', ...lines] = (await readFile(path.join(demo, name), 'utf8')).replace(/^\uFEFF/, '').trimEnd().split('\r\n')
  expect(lines.filter((line) => line.includes('"'))).toEqual([])
  const headings = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [headings[i] ?? '', cell])))
}

async function readCells(name: string): Promise<unknown[]> {
  const bytes = await readFile(path.join(demo, name))
  if (!name.endsWith('.xlsx')) return bytes.toString('utf8').replace(/^\uFEFF/, '').split(/\r\n|,/)
  return (await readXlsx(new Uint8Array(bytes))).sheets[0]?.rows.flat() ?? []
}

/** The rows between the line of units and the totals. */
async function readSupplies(): Promise<unknown[][]> {
  const rows = (await readXlsx(new Uint8Array(await readFile(path.join(demo, '04-供给关系.xlsx'))))).sheets[0]?.rows ?? []
  expect(rows.at(-1)?.[0]).toBe('合计')
  return rows.slice(4, -1)
}

async function readCluster(): Promise<Cluster> {
  return JSON.parse(await readFile(path.join(demo, 'cluster.json'), 'utf8')) as Cluster
}

/** GB 32100-2015, clause on the check character: weights are powers of 3 modulo 31. */
function hasRightCheck(code: string): boolean {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const sum = Array.from(code.slice(0, 17)).reduce((total, character, i) => total + alphabet.indexOf(character) * (3 ** i % 31), 0)
  return code.length === 18 && alphabet.indexOf(code[17] ?? '') === (31 - (sum % 31)) % 31
}
