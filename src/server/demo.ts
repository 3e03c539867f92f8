import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { createCluster, updateThresholds } from '../access/clusters.ts'
import { putMember } from '../access/members.ts'
import { asViewer, systemViewer, type Viewer } from '../access/viewer.ts'
import { sql } from '../db/sql.ts'
import { keepOriginal } from '../intake/files/originals.ts'
import { importFiles } from '../intake/import.ts'
import { findTables } from '../intake/interpret/table.ts'
import { readInWorker } from '../intake/reading/read-in-worker.ts'
import { listRisks } from '../governance/risk-list.ts'
import { proposeRisks, updateRisk } from '../governance/risks.ts'
import { createOperator } from '../registry/operator.ts'
import { createReport } from '../reports/report.ts'
import { thresholds } from '../shared/contract/clusters.ts'
import { AppError } from '../shared/errors.ts'
import { recipeSchema, type Recipe } from '../shared/sheets.ts'
import { actorTypes, clusterRoles, grades, keysOf, rights, sheetKinds, type Text } from '../shared/vocabulary.ts'
import { loadPolicies } from './demo-policies.ts'
import { loadPosts } from './demo-posts.ts'
import { loadStories } from './demo-stories.ts'
import type { Context } from './handler.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

const demoSchema = z.object({
  id: z.string(), name: bilingual, region: z.string(), period: z.string(), operatorCode: z.string(), thresholds: thresholds.optional(),
  accounts: z.array(z.object({ email: z.string(), name: bilingual, organisationCode: z.string(), actorType: z.enum(keysOf(actorTypes)), role: z.enum(keysOf(clusterRoles)) })),
  files: z.array(z.object({ file: z.string(), kind: z.enum(keysOf(sheetKinds)), recipe: z.string(), grade: z.enum(keysOf(grades)), right: z.enum(keysOf(rights)), giver: z.string().optional() })),
})
type Demo = z.infer<typeof demoSchema>

/** The demo's files, beside the compiled code as beside the source. */
const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../demo')

/**
 * Makes the demo cluster and loads its files through intake, as anybody's. Can be called again after it was broken off: what
 * is there already stays as it is.
 */
export async function loadDemo(context: Context, administrator: number, say: (text: Text) => void): Promise<void> {
  const demo = demoSchema.parse(JSON.parse(await readFile(path.join(folder, 'cluster.json'), 'utf8')))
  const operator = await makeCluster(context, demo, administrator)
  const viewer: Viewer = { cluster: demo.id, account: administrator, organisation: operator, actorType: 'service', role: 'administrator', centreOf: [] }
  for (const file of demo.files) {
    say({ zh: `装入 ${file.file}`, en: `Loading ${file.file}` })
    await loadFile(context, viewer, file)
  }
  await addPeople(context, viewer, demo)
  if (demo.thresholds) await updateThresholds(context.db, viewer, demo.thresholds)
  say({ zh: '判定环节状态、列出风险、登记政策、任命职务、起草月报', en: 'Judging the states of nodes, listing risks, recording policies, appointing to posts, drafting the report' })
  await takeUpRisks(context, viewer)
  say({ zh: '演示五项治理任务中的事例', en: 'Playing a story in each governance task' })
  await loadStories(context, viewer, path.join(folder, 'stories.json'))
  await loadPolicies(context, viewer, { file: path.join(folder, 'policies.json'), organisationOf: (code) => organisationOf(context.db, viewer, code) })
  await loadPosts(context, viewer, { file: path.join(folder, 'posts.json'), organisationOf: (code) => organisationOf(context.db, viewer, code) })
  await createReport(context.db, viewer, { period: demo.period }, context.now())
}

/** Some of the proposed risks are confirmed, graded, owned and dated, as a team would have left them; the others wait. */
async function takeUpRisks({ db, now }: Context, viewer: Viewer): Promise<void> {
  const { proposed } = await proposeRisks(db, viewer, now())
  if (proposed === 0) return
  const risks = await asViewer(db, viewer, (tx) => listRisks(tx, viewer, { status: 'proposed' }))
  const grave = risks.filter((risk) => risk.state === 'choke' || risk.state === 'broken').sort((a, b) => a.node.localeCompare(b.node, 'zh'))
  for (const [n, risk] of grave.slice(0, 6).entries()) {
    const owner = risk.own.organisations[n % Math.max(1, risk.own.organisations.length)]
    const dueDate = new Date(now().getTime() + (n * 15 - 10) * 86_400_000).toISOString().slice(0, 10)
    await updateRisk(db, viewer, risk.risk, { edition: risk.edition, status: 'confirmed', grade: risk.proposedGrade ?? 'medium', owner: owner?.id ?? null, dueDate, note: '演示：已确认，责任方为虚构。' })
  }
}

async function makeCluster({ db }: Context, demo: Demo, administrator: number): Promise<number> {
  const system = systemViewer(demo.id)
  const found = await asViewer(db, system, (tx) => tx.query<{ operator: number }>(sql`select operator_id as operator from cluster where cluster_id = ${demo.id}`))
  if (found[0]) return found[0].operator
  const operator = { name: `${demo.name.zh}促进组织`, creditCode: demo.operatorCode, actorType: 'service' as const }
  const made = await createCluster(db, administrator, { cluster: demo.id, name: demo.name.zh, nameEn: demo.name.en, regionCode: demo.region, demo: true, operator }, createOperator)
  return made.operator
}

async function loadFile({ db, dataDir }: Context, viewer: Viewer, { file, recipe: recipePath, grade, right, giver }: Demo['files'][number]): Promise<void> {
  const original = await keepOriginal(dataDir, path.join(folder, file), file)
  const recipe: Recipe = recipeSchema.parse(JSON.parse(await readFile(path.join(folder, recipePath), 'utf8')))
  const workbook = await readInWorker(original.path, { name: file })
  const sheets = workbook.sheets.flatMap((sheet) => findTables(sheet).map((_, table) => ({ sheet: sheet.name, table, recipe })))
  await importFiles(db, dataDir, viewer, {
    files: [{ file: original.sha256, name: file, sheets, fixes: [] }], choice: 'all', supersede: false, dryRun: false, grade, right,
    ...(giver === undefined ? {} : { giver: await organisationOf(db, viewer, giver) }),
  })
}

async function addPeople({ db }: Context, viewer: Viewer, demo: Demo): Promise<void> {
  for (const [n, { email, name, organisationCode, role }] of demo.accounts.entries()) {
    await putMember(db, viewer, { email, name: name.zh, nameEn: name.en, role, organisationId: await organisationOf(db, viewer, organisationCode), demoOrder: n + 1 })
  }
}

async function organisationOf(db: Context['db'], viewer: Viewer, creditCode: string): Promise<number> {
  const rows = await asViewer(db, viewer, (tx) => tx.query<{ id: number }>(sql`
    select entity_id as id from identifier where cluster_id = ${viewer.cluster} and entity_kind = 'organisation' and scheme = 'uscc' and value = ${creditCode}`))
  if (!rows[0]) throw new AppError('not-found', { zh: `演示数据中没有信用代码为 ${creditCode} 的主体。`, en: `The demo data hold no organisation with the credit code ${creditCode}.` })
  return rows[0].id
}
