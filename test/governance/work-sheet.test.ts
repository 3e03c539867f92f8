import { writeXlsx } from 'hucre/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, readTogetherAs } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { columns, type Cell, type ColumnKey } from '../../src/governance/sheet/columns.ts'
import { importWork } from '../../src/governance/sheet/import.ts'
import { readLines } from '../../src/governance/sheet/lines.ts'
import { exportWork } from '../../src/governance/sheet/write.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import { listWork } from '../../src/governance/work-view.ts'
import { actOnWork, openWork } from '../../src/governance/work.ts'
import { readWorkbook } from '../../src/intake/reading/read.ts'
import type { WorkImport } from '../../src/shared/contract/work-sheet.ts'
import type { WorkAct } from '../../src/shared/contract/governance.ts'
import type { WorkState } from '../../src/shared/governance.ts'
import type { GovernanceTask } from '../../src/shared/vocabulary.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
const now = new Date('2026-11-04T02:00:00Z')
const today = '2026-11-04'
const many = 10_000
let people: People

type Row = Partial<Record<ColumnKey, Cell>>
type Rows = Row[]
const keys = Object.keys(columns) as ColumnKey[]

/** A sheet as somebody saves it: written as a file and read as one. */
async function take(who: string, rows: Rows, { dryRun = false, language = 'zh' as 'zh' | 'en', signal = new AbortController().signal } = {}): Promise<WorkImport> {
  const bytes = await writeXlsx({ sheets: [{ name: '事项', rows: [keys.map((key) => columns[key].title[language]), ...rows.map((row) => keys.map((key) => row[key] ?? null))] }] })
  const { lines } = readLines((await readWorkbook(bytes, { name: '事项.xlsx' })).sheets, '事项.xlsx')
  return importWork(db, people.as(who), lines, { dryRun, now, signal, onProgress: () => {} })
}

async function exported(who: string, filter: object = {}, language: 'zh' | 'en' = 'zh'): Promise<Rows> {
  const bytes = await asViewer(db, people.as(who), (tx) => exportWork(tx, people.as(who), filter, { language, today }))
  return readLines((await readWorkbook(bytes, { name: 'work.xlsx' })).sheets, 'work.xlsx').lines.map(({ cells }) => ({ ...cells }))
}

const fresh = (title: string, more: Row = {}): Row => ({ task: 'T2', title, lead: `#${people.organisation('enterprise')}`, ...more })
const nothing = { changed: 0, created: 0, events: 0, conflicts: 0, refused: 0, changes: [], problems: [] }
const reasons = ({ problems }: WorkImport): string[] => problems.map(({ kind, reason }) => `${kind} ${reason.zh}`)
const stand = async (item: number) => openWork(db, people.as('team'), item, now)
const by = async (text: string): Promise<Row> => (await exported('team', { text }))[0]!

async function act(item: number, event: WorkAct['event'], input: object, who = 'team'): Promise<void> {
  await actOnWork(db, people.as(who), item, { event, input, version: (await stand(item)).version } as WorkAct, now)
}

async function chain(): Promise<{ events: number }> {
  const rows = await asViewer(db, people.as('team'), (tx) => tx.query<{ events: number }>(sql`select count(*) as events from governance_event where cluster_id = 'sheet'`))
  return rows[0]!
}

beforeAll(async () => {
  people = await makePeople(db, 'sheet')
})

describe('ten thousand work items as a sheet', () => {
  let rows: Rows

  test('rows without a number open items, all of them at once', async () => {
    const wanted = Array.from({ length: many }, (_, n) => fresh(`验证 ${n}`, { due: n % 3 === 0 ? null : '2026-12-31', region: '440300', text: n % 2 === 0 ? `第 ${n} 批\n含真空度试验` : null }))
    expect(await take('team', wanted)).toMatchObject({ rows: many, created: many, events: many, conflicts: 0, refused: 0 })
    expect((await listWork(readTogetherAs(db, people.as('team')), people.as('team'), { offset: 0, limit: 1 }, today)).total).toBe(many)
  }, 120_000)

  test('an export comes back unchanged, in either language, and says so', async () => {
    rows = await exported('team')
    expect(await take('team', rows)).toEqual({ ...nothing, rows: many, unchanged: many, dryRun: false })
    expect(await take('team', await exported('team', {}, 'en'), { language: 'en' })).toMatchObject({ ...nothing, unchanged: many })
  }, 120_000)

  test('edited in rows it becomes exactly those changes; what changed meanwhile is a conflict, row by row', async () => {
    const before = await chain()
    const meanwhile = rows.slice(0, 20).map(({ item }) => Number(item))
    for (const item of meanwhile) await act(item, 'edit', { title: `他人改名 ${item}` })
    const edited = rows.map((row, n) => (n < 30 || n % 50 === 0 ? { ...row, title: `改名 ${n}`, department: '科技局' } : row))
    const touched = edited.filter((row, n) => row !== rows[n]).length
    const result = await take('team', edited)
    expect(result).toMatchObject({ rows: many, unchanged: many - touched, changed: touched - 20, created: 0, events: touched - 20, conflicts: 20, refused: 0 })
    expect(result.problems.map(({ item, kind }) => [item, kind])).toEqual(meanwhile.map((item) => [item, 'conflict']))
    expect(result.problems[3]).toMatchObject({ row: 5, fields: [{ title: { zh: '事项' }, yours: '改名 3', stands: { zh: `他人改名 ${meanwhile[3]}` } }, { title: { zh: '部门' }, yours: '科技局', stands: { zh: '—' } }] })
    expect((await chain()).events).toBe(before.events + 20 + touched - 20)
    expect(await stand(Number(rows[50]!.item))).toMatchObject({ title: '改名 50', department: '科技局', version: 2 })
    expect(await stand(meanwhile[3]!)).toMatchObject({ title: `他人改名 ${meanwhile[3]}`, version: 2 })
    // Taken once more, what was made stands already and the conflicts are conflicts still.
    expect(await take('team', edited)).toMatchObject({ changed: 0, events: 0, conflicts: 20, refused: 0 })
    // Whoever has looked at what stands says so by its version.
    expect(await take('team', [{ ...edited[3]!, version: 2 }])).toMatchObject({ changed: 1, conflicts: 0 })
  }, 120_000)

  test('the chain of events is whole, and every state follows from it', async () => {
    expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
  }, 120_000)
})

describe('what a row says', () => {
  test('a trial tells everything and changes nothing', async () => {
    const row = await by('验证 7')
    expect(await take('team', [{ ...row, title: '试做' }, fresh('新事项')], { dryRun: true })).toMatchObject({ changed: 1, created: 1, events: 2, dryRun: true })
    expect([await by('验证 7'), await exported('team', { text: '试做' })]).toEqual([row, []])
  })

  test('each change is the event that a person would have chosen, in their order and by their right', async () => {
    await take('team', [fresh('逐步', { due: '2026-12-01' })])
    const row = await by('逐步')
    const item = Number(row.item)
    expect((await take('team', [{ ...row, state: '办理中' }])).problems[0]!.reason.zh).toContain('责任方')
    expect((await take('enterprise', [{ ...row, state: '办理中' }])).changes).toEqual([{ row: 2, item, title: '逐步', events: ['accept', 'start'] }])
    expect(reasons(await take('team', [{ ...await by('逐步'), due: '2026-12-20' }]))).toEqual(['refused 推后期限须在“理由”列说明。'])
    expect((await take('team', [{ ...await by('逐步'), due: '2026/12/20', reason: '设备到货推迟', suspended: '是' }])).changes[0]!.events).toEqual(['extend', 'suspend'])
    expect((await take('team', [{ ...await by('逐步'), suspended: 'no', region: 441900 }])).changes[0]!.events).toEqual(['resume', 'edit'])
    expect(await stand(item)).toMatchObject({ state: 'working', due: '2026-12-20', region: '441900', suspended: false })
  })

  test('a sub-task and what stands above it are closed in one sheet', async () => {
    await take('team', [fresh('上级')])
    await take('team', [fresh('下级', { parent: (await by('上级')).item })])
    for (const title of ['上级', '下级']) {
      const item = Number((await by(title)).item)
      for (const [event, input] of [['accept', {}], ['start', {}], ['report', { text: '完成', evidence: ['https://example.org/report'] }]] as const) await act(item, event, input, 'enterprise')
    }
    const both = [await by('上级'), await by('下级')].map((row) => ({ ...row, state: '已销号' }))
    expect((await take('team', both)).changes.map(({ title, events }) => [title, events])).toEqual([['上级', ['approve', 'close']], ['下级', ['approve', 'close']]])
    expect(await stand(Number(both[0]!.item))).toMatchObject({ state: 'closed', progress: 1, children: [{ state: 'closed' }] })
  })

  test('what may not be changed says why and keeps the other rows not back', async () => {
    const [row, other] = [await by('验证 11'), await by('验证 12')]
    const rows = [
      { ...row, task: 'T1' }, { ...row, lead: '没有这家公司' }, { ...row, due: '下个月' }, { ...row, due: null }, { ...row, state: '已销号' }, { ...row, version: null }, { ...row, item: 999_999 }, { ...row, item: null }, { ...row, reason: '只有理由' },
      { ...row, lead: `#${people.organisation('association')}` }, fresh(''), fresh('x', { region: '44' }), { ...other, title: '改成了' }, { ...other, title: '又一次' },
    ]
    const results = await Promise.all(rows.slice(0, 12).map((one) => take('team', [one], { dryRun: true })))
    const expected = ['另一项任务', '没有名为', '日期', '不能清空', '状态', '版本', '没有编号为 999999', '编号被清空', '没有需要理由', '中心', '1 至 200', '六位']
    results.forEach((result, n) => expect(reasons(result)[0], expected[n]).toContain(expected[n]))
    const result = await take('team', rows)
    expect([result.changed, result.refused]).toEqual([1, rows.length - 1])
    expect(await stand(Number(other.item))).toMatchObject({ title: '改成了' })
  })

  test('who may not change an item is told so; what they may not see is not there for them', async () => {
    const row = await by('验证 13')
    expect(reasons(await take('rival', [{ ...row, title: '竞争者' }]))[0]).toContain('牵头方或集群团队')
    expect(reasons(await take('service', [{ ...row, title: '竞争者' }]))[0]).toContain('无权查看')
  })

  test('odd characters come back as they went out', async () => {
    const odd = ['=1+1', "'撇号", '_x000D_ 字面', ' 前后空格 ', '<b>&amp;</b>', '🙂 表情', '引号"与，逗号；分号', '第一行\n第二行\t制表']
    await take('team', odd.map((title) => fresh(title, { text: title })))
    expect(await take('team', await exported('team'))).toMatchObject(nothing)
  })

  test('a sheet that is none of work is refused; one that is cancelled leaves nothing', async () => {
    expect(() => readLines([{ name: 'x', rows: [['名称', '地区']], rowNumbers: [1] }], 'x.xlsx')).toThrow(expect.objectContaining({ code: 'no-header' }))
    const before = await chain()
    const gone = AbortSignal.abort()
    await expect(take('team', Array.from({ length: 300 }, (_, n) => fresh(`取消 ${n}`)), { signal: gone })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await chain()).toEqual(before)
  })
})

test('the number above the table is that of its rows, for everybody, in every state and task', async () => {
  for (const who of ['team', 'government', 'enterprise', 'rival', 'research', 'association', 'service']) {
    const viewer = people.as(who)
    const rows = await asViewer(db, viewer, (tx) => tx.query<{ task: GovernanceTask; state: WorkState; items: number }>(sql`select task, state, count(*) as items from governance_item where kind = 'work' group by task, state`))
    const total = (filter: { task?: GovernanceTask; state?: WorkState } = {}) => listWork(readTogetherAs(db, viewer), viewer, { offset: 0, limit: 1, ...filter }, today).then((list) => list.total)
    expect(await total(), who).toBe(rows.reduce((sum, { items }) => sum + items, 0))
    for (const { items, ...filter } of rows) expect(await total(filter), who).toBe(items)
  }
})
