import { settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { asViewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { json, sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { shippedCharter } from '../../src/shared/charter.ts'
import type { FieldValue } from '../../src/shared/sheets.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'

export type Row = Record<string, FieldValue>

/** Firms with codes O1 … O7; the first five can make anything. */
export const organisations: Row[] = [
  ...[1, 2, 3, 4, 5].map((n) => ({ code: `O${n}`, name: `${'甲乙丙丁戊'[n - 1]}方精工有限公司（虚构）`, actorType: 'enterprise', city: n < 4 ? '440300' : '441900', country: 'CHN' })),
  { code: 'O6', name: '远洋真空株式会社（虚构）', actorType: 'enterprise', country: 'JPN' },
  { code: 'O7', name: '示范市工业和信息化局（虚构）', actorType: 'government', city: '440300' },
]

/** One node of every state, and a product that needs them. */
export const nodes: Row[] = [
  { code: 'broken', name: '五轴转台', kind: 'component', stage: 'upstream' },
  { code: 'choke', name: '分子泵', kind: 'component', stage: 'upstream', substitutionDays: 400, stockDays: 30 },
  { code: 'bottleneck', name: '低噪声放大器', kind: 'component', stage: 'upstream' },
  { code: 'weak', name: '四极杆', kind: 'component', stage: 'upstream' },
  { code: 'strength', name: '精密结构件', kind: 'component', stage: 'upstream' },
  { code: 'ordinary', name: '真空阀', kind: 'component', stage: 'upstream', substitutionDays: 30, stockDays: 60 },
  { code: 'unknown', name: '检漏仪', kind: 'equipment', stage: 'upstream' },
  { code: 'product', name: '质谱仪', kind: 'product', stage: 'midstream', group: '科学测试分析', stockDays: 10, substitutionDays: 90 },
]

const home = (node: string, n: number, more: Row = {}): Row => ({ providerCode: `O${n}`, nodeCode: node, origin: 'CHN', qualified: true, ...more })

export const supplies: Row[] = [
  home('broken', 1, { qualified: false }),
  home('choke', 1, { share: 0.1 }), { providerCode: 'O6', nodeCode: 'choke', origin: 'JPN', owner: '远洋集团', share: 0.6 },
  home('bottleneck', 1, { share: 0.2 }), home('bottleneck', 2, { share: 0.2, capacity: false }), home('bottleneck', 3, { share: 0.2 }), home('bottleneck', 4, { share: 0.2 }), home('bottleneck', 5, { share: 0.2 }),
  home('weak', 1, { share: 0.8 }),
  ...[1, 2, 3, 4, 5].map((n) => home('strength', n, { share: 0.2 })),
  ...[1, 2, 3, 4, 5].map((n) => home('ordinary', n)),
]

/** Shares of countries, open to every member. */
export const origins: Row[] = [
  ...Object.entries({ JPN: 0.7, CHN: 0.2 }).map(([provider, share]) => ({ providerKind: 'country', provider, nodeCode: 'choke', share })),
  ...Object.entries({ CHN: 0.3, USA: 0.2, JPN: 0.2, DEU: 0.2, KOR: 0.1 }).map(([provider, share]) => ({ providerKind: 'country', provider, nodeCode: 'ordinary', share })),
]

export const inputs: Row[] = nodes.filter(({ code }) => code !== 'product').map(({ code }) => ({ nodeCode: 'product', inputCode: code!, relation: 'requires' }))

export type Made = { viewer: Viewer; system: Viewer; ids: Record<string, number>; firms: Record<string, number> }

/** A cluster with the chain above; who supplies whom is known to the team alone. */
export async function makeChain(db: Db, cluster: string): Promise<Made> {
  const viewer = { ...(await makeCluster(db, cluster)), centreOf: [] }
  const system = systemViewer(cluster)
  await db.transaction(async (tx) => {
    await tx.query(sql`update cluster set operator_id = 1 where cluster_id = ${cluster}`)
    await tx.query(sql`insert into charter (cluster_id, version, content) values (${cluster}, 1, ${json(shippedCharter)})`)
  }, { session: settingsOf(system) })
  await load(db, viewer, { ...usual, sheets: [sheetOf('organisations', organisations), sheetOf('nodes', nodes), sheetOf('inputs', inputs), sheetOf('supplies', supplies)] })
  await load(db, viewer, { ...usual, right: 'cluster', sheets: [sheetOf('supplies', origins, { file: 'origins.csv' })] })
  return { viewer, system, ids: await codes(db, viewer, 'node'), firms: await codes(db, viewer, 'organisation') }
}

async function codes(db: Db, viewer: Viewer, kind: 'node' | 'organisation'): Promise<Record<string, number>> {
  const rows = await asViewer(db, viewer, (tx) => tx.query<{ code: string; id: number }>(kind === 'node'
    ? sql`select code, node_id as id from node where cluster_id = ${viewer.cluster}`
    : sql`select code, organisation_id as id from organisation where cluster_id = ${viewer.cluster}`))
  return Object.fromEntries(rows.map(({ code, id }) => [code, id]))
}

/** A member of an organisation of the cluster. */
export function memberOf(made: Made, firm: string, more: Partial<Viewer> = {}): Viewer {
  return { ...made.viewer, organisation: made.firms[firm]!, actorType: 'enterprise', role: 'member', centreOf: [], ...more }
}

/** Somebody who only looks in. */
export function guestOf(made: Made): Viewer {
  return { ...made.viewer, organisation: null, actorType: null, role: 'guest', centreOf: [] }
}
