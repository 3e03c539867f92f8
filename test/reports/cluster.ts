import { asViewer, settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { json, sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import type { SheetToLoad } from '../../src/intake/load/types.ts'
import { shippedCharter } from '../../src/shared/charter.ts'
import type { Right } from '../../src/shared/vocabulary.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'

type Observation = { indicator: string; subject: string; period: string; value?: number; unit?: string; blank?: string; flag?: 'implausible' }

/** A sheet of observations; a blank has its reason, a doubtful value its flag. */
export function observationsOf(rows: Observation[], file = 'observations.csv'): SheetToLoad {
  const sheet = sheetOf('observations', rows.map(({ indicator, subject, period, value, unit }) => ({ indicator, subject, period, ...(value === undefined ? {} : { value }), ...(unit === undefined ? {} : { unit }) })), { file })
  return { ...sheet, rows: sheet.rows.map((row, n) => ({ ...row, ...(rows[n]!.blank ? { blanks: { value: rows[n]!.blank } } : {}), ...(rows[n]!.flag ? { flag: rows[n]!.flag } : {}) })) }
}

const revenue = (subject: string, period: string, value: number): Observation => ({ indicator: '营业收入', subject, period, value, unit: '元' })

/** Four cities, two indicators, three organisations, three nodes: small enough to be worked out by hand. */
export const month = [
  revenue('深圳市', '2025-10', 10e8), revenue('深圳市', '2026-09', 11e8), revenue('深圳市', '2026-10', 12e8),
  revenue('广州市', '2025-10', 8e8), revenue('广州市', '2026-09', 9e8), revenue('广州市', '2026-10', 6e8),
  revenue('东莞市', '2025-10', 4e8), revenue('东莞市', '2026-09', 5e8),
  revenue('珠海市', '2026-09', 2e8), { indicator: '营业收入', subject: '珠海市', period: '2026-10', blank: '未填报', unit: '元' },
  { indicator: '工业增加值增速', subject: '深圳市', period: '2026-09', value: 5.5, unit: '%' }, { indicator: '工业增加值增速', subject: '深圳市', period: '2026-10', value: 6.2, unit: '%' },
  { indicator: '工业增加值增速', subject: '广州市', period: '2026-10', value: 362, unit: '%', flag: 'implausible' },
  { indicator: '营业收入', subject: '广东省', period: '2026-10', value: 90e8, unit: '元' },
] satisfies Observation[]

export const organisations = sheetOf('organisations', [
  { name: '东莞精测仪器有限公司（虚构）', city: '441900', code: 'A1', actorType: 'enterprise', tier: 'littleGiant' },
  { name: '深圳微谱科技有限公司（虚构）', city: '440300', code: 'A2', actorType: 'enterprise' },
  { name: '广州计量研究院（虚构）', city: '440100', code: 'A3', actorType: 'research' },
])
export const nodes = sheetOf('nodes', [
  { code: 'N1', name: '质谱仪', kind: 'product', stage: 'midstream' },
  { code: 'N2', name: '分子泵', kind: 'component', stage: 'upstream', substitutionDays: 400, stockDays: 30 },
  { code: 'N3', name: '离子源', kind: 'component', stage: 'upstream' },
])
export const inputs = sheetOf('inputs', [{ nodeCode: 'N1', inputCode: 'N2', relation: 'requires' }, { nodeCode: 'N1', inputCode: 'N3', relation: 'requires' }])
export const supplies = sheetOf('supplies', [
  { providerCode: 'A1', nodeCode: 'N2', share: 0.6, origin: 'JPN', qualified: true },
  { providerCode: 'A2', nodeCode: 'N2', share: 0.2, origin: 'CHN', qualified: true },
])

/** The cluster of these sheets, and its analyst, who works for the organisation that runs it. */
export async function makeReportCluster(db: Db, cluster: string, { right }: { right?: Right } = {}): Promise<Viewer> {
  const viewer = await makeCluster(db, cluster)
  await db.transaction(async (tx) => {
    const account = await tx.query<{ id: number }>(sql`select account_id as id from account where email = ${`analyst@${cluster}.example`}`)
    viewer.account = account[0]!.id
    await tx.query(sql`update cluster set operator_id = 1, name = '演示集群' where cluster_id = ${cluster}`)
    await tx.query(sql`insert into charter (cluster_id, version, content) values (${cluster}, 1, ${json(shippedCharter)})`)
  }, { session: settingsOf(systemViewer(cluster)) })
  await load(db, viewer, { ...usual, sheets: [organisations, nodes, inputs, supplies] })
  await load(db, viewer, { ...usual, sheets: [observationsOf(month)], ...(right ? { right } : {}) })
  return viewer
}

/** The id of a source by its file name. */
export async function sourceNamed(db: Db, viewer: Viewer, name: string): Promise<number> {
  const rows = await asViewer(db, viewer, (tx) => tx.query<{ id: number }>(sql`select source_id as id from source where name = ${name} order by source_id desc limit 1`))
  return rows[0]!.id
}
