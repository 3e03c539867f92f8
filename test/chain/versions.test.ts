import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { compare } from '../../src/chain/compare.ts'
import { refreshStates } from '../../src/chain/states.ts'
import { createVersion, listVersions, reviewVersion } from '../../src/chain/versions.ts'
import { load } from '../../src/intake/load/load.ts'
import { makeChain, nodes, type Made } from './fixture.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
let version: number
beforeAll(async () => {
  made = await makeChain(db, 'versions')
  await refreshStates(db, 'versions', 'team')
  version = (await asViewer(db, made.viewer, (tx) => createVersion(tx, made.viewer, { name: '2026年三季度' }))).version
})

const differences = (from: string, to?: string) => asViewer(db, made.viewer, (tx) => compare(tx, made.viewer, { from, to }))

describe('versions of the map', () => {
  test('a version is reviewed once, by whom and when stays on record', async () => {
    const reviewed = await asViewer(db, made.viewer, (tx) => reviewVersion(tx, made.viewer, version, { status: 'reviewed', note: '同意' }))
    expect(reviewed).toMatchObject({ status: 'reviewed', reviewedBy: 'Analyst', reviewNote: '同意', madeBy: 'Analyst' })
    await expect(asViewer(db, made.viewer, (tx) => reviewVersion(tx, made.viewer, version, { status: 'refused' }))).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(await asViewer(db, made.viewer, (tx) => listVersions(tx, made.viewer))).toHaveLength(1)
  })

  test('nothing differs while nothing has changed', async () => {
    expect(await differences(`version:${version}`)).toMatchObject({ nodes: { added: [], removed: [], renamed: [] }, links: { added: 0, removed: 0 }, supplies: { added: 0, removed: 0, changed: 0 }, states: [] })
  })

  test('the comparison names what came, went, was renamed and changed its state', async () => {
    const newer = nodes.filter(({ code }) => code !== 'unknown').map((row) => (row.code === 'product' ? { ...row, name: '飞行时间质谱仪' } : row))
    const { import: importId } = await load(db, made.viewer, {
      ...usual, supersede: true, sheets: [
        sheetOf('nodes', [...newer, { code: 'new', name: '离子阱' }], { file: 'newer.csv' }),
        sheetOf('supplies', [{ providerCode: 'O2', nodeCode: 'weak', share: 0.5, origin: 'CHN', qualified: false }], { file: 'newer-supplies.csv', recipe: { name: 'others' } }),
      ],
    })
    await refreshStates(db, 'versions', 'team')
    const found = await differences(`version:${version}`)
    expect(found.nodes).toMatchObject({ added: [{ name: '离子阱' }], removed: [{ name: '检漏仪' }], renamed: [{ before: '质谱仪', after: '飞行时间质谱仪' }] })
    expect(found.supplies).toEqual({ added: 1, removed: 0, changed: 0 })
    expect(await differences(`import:${importId}`)).toMatchObject({ nodes: found.nodes })
    expect(await differences('2020-01-01', `version:${version}`)).toMatchObject({ nodes: { removed: [] }, links: { added: 7, removed: 0 } })
  })

  test('a moment that is none, or an order that is none, is refused', async () => {
    await expect(differences('gestern')).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(differences('2026-01-02', '2026-01-01')).rejects.toMatchObject({ code: 'invalid-request' })
  })
})
