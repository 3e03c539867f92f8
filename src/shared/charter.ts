import type { z } from 'zod'
import type { roleAssignment } from './contract/clusters.ts'
import type { ActorType, GovernanceTask, Layer, Text } from './vocabulary.ts'

/** A row of the charter as it is written; with `holders`, as it stands on a day: the organisations that hold its post. */
export type RoleAssignment = z.infer<typeof roleAssignment> & { holders?: number[] }

type Part = readonly ['centre' | 'support', zh: string, en: string]
type Row = { layer: Layer } & Record<ActorType, Part>

/**
 * The role charter as it ships: in which task each actor type is a centre (leads and must answer) or in the support network
 * (must be consulted and helps), and with which duty. A cluster starts with it and changes its own copy by a decision of its
 * centres.
 */
const rows: Record<GovernanceTask, Row> = {
  T1: {
    layer: 'strategic',
    government: ['centre', '机制的规划、引导与评估', 'Plans, guides and evaluates the mechanisms'],
    enterprise: ['centre', '执行工作，反馈问题', 'Carries out the work and feeds problems back'],
    research: ['centre', '执行工作，反馈问题', 'Carries out the work and feeds problems back'],
    association: ['support', '维持机制日常运转', 'Keeps things running'],
    service: ['support', '维持机制日常运转', 'Keeps things running'],
  },
  T2: {
    layer: 'development',
    government: ['centre', '政策支持与韧性监管', 'Supports by policy and supervises resilience'],
    enterprise: ['centre', '保障供应链安全', 'Keeps its supply chain safe'],
    research: ['support', '联合创新', 'Joins in innovation'],
    association: ['support', '标准、认证、知识产权、金融、转化与智库服务', 'Standards, certification, intellectual property, finance, transfer, think tank'],
    service: ['support', '标准、认证、知识产权、金融、转化与智库服务', 'Standards, certification, intellectual property, finance, transfer, think tank'],
  },
  T3: {
    layer: 'development',
    government: ['support', '组织与保障', 'Organises and guarantees'],
    enterprise: ['centre', '研究、开发与产业化', 'Research, development and industrialisation'],
    research: ['centre', '研究、开发与产业化', 'Research, development and industrialisation'],
    association: ['support', '平台、对接、孵化与共享资源', 'Platforms, matching, incubation and shared resources'],
    service: ['support', '平台、对接、孵化与共享资源', 'Platforms, matching, incubation and shared resources'],
  },
  T4: {
    layer: 'support',
    government: ['support', '统筹与协调', 'Pulls together and coordinates'],
    enterprise: ['centre', '融入与开放', 'Joins and opens'],
    research: ['centre', '融入与开放', 'Joins and opens'],
    association: ['centre', '促进资源流动', 'Makes resources flow'],
    service: ['centre', '促进资源流动', 'Makes resources flow'],
  },
  T5: {
    layer: 'support',
    government: ['centre', '集群的数字治理', 'Governs the cluster digitally'],
    enterprise: ['centre', '产业的数字化建设', 'Builds up the industry digitally'],
    research: ['support', '技术与人才', 'Technology and talent'],
    association: ['centre', '为数据增值', 'Adds value to data'],
    service: ['centre', '为数据增值', 'Adds value to data'],
  },
}

const order: readonly ActorType[] = ['government', 'enterprise', 'research', 'association', 'service']

/** The first version of every cluster's role charter, one row for each task and actor type. */
export const shippedCharter: { assignments: RoleAssignment[] } = {
  assignments: (Object.entries(rows) as [GovernanceTask, Row][]).flatMap(([task, row]) =>
    order.map((actorType) => {
      const [part, zh, en] = row[actorType]
      const duty: Text = { zh, en }
      return { task, layer: row.layer, actorType, part, duty }
    })),
}

/** Somebody whose place in the charter is asked for. */
export type Standing = { organisation: number | null; actorType: ActorType | null }

/**
 * The row under which an organisation stands in a task: one whose post it holds, else one that names it, else the one of its actor type.
 * Rows that name posts or organisations stand on top of actor types: the holder of a post, a single organisation, or a part of an actor
 * type that was split off.
 */
export function placeIn(assignments: readonly RoleAssignment[], task: GovernanceTask, { organisation, actorType }: Standing): RoleAssignment | undefined {
  const rows = assignments.filter((row) => row.task === task)
  const own = organisation === null ? undefined : rows.find(({ holders }) => holders?.includes(organisation)) ?? rows.find(({ organisations }) => organisations?.includes(organisation))
  return own ?? (actorType === null ? undefined : rows.find((row) => isGeneral(row) && row.actorType === actorType))
}

/** Whether a row speaks of all of an actor type. */
export function isGeneral({ organisations, postId }: RoleAssignment): boolean {
  return organisations === undefined && postId === undefined
}

/** Posts with the organisations that hold them on a day, or stand in for who does. */
export type Holding = { post: number; organisation: number }

/** The charter as it stands on a day. A post that nobody holds leaves its row without anybody: a centre that can't decide. */
export function standWith(assignments: readonly RoleAssignment[], holdings: readonly Holding[]): RoleAssignment[] {
  return assignments.map((row) => (row.postId === undefined ? row : { ...row, holders: holdings.filter(({ post }) => post === row.postId).map(({ organisation }) => organisation) }))
}

/** The tasks in which somebody is a centre. */
export function centreTasks(assignments: readonly RoleAssignment[], standing: Standing): GovernanceTask[] {
  const tasks = [...new Set(assignments.map(({ task }) => task))].sort()
  return tasks.filter((task) => placeIn(assignments, task, standing)?.part === 'centre')
}

/** Rows of one chamber decide together: rows are joined by the same name, split by different ones. */
export function chamberOf({ chamber, actorType, organisations, postId }: RoleAssignment): string {
  if (postId !== undefined) return chamber ?? `post ${postId}`
  return chamber ?? (organisations === undefined ? actorType : `${actorType} ${[...organisations].sort((a, b) => a - b).join(' ')}`)
}

/** What is wrong with the rows of a task, in words; nothing where they can stand. */
export function faultsOf(rows: readonly RoleAssignment[]): Text[] {
  const faults: Text[] = []
  if (!rows.some(({ part }) => part === 'centre')) faults.push({ zh: '没有任何一方是中心：没有人能作出决策。', en: 'Nobody is a centre: nobody could decide.' })
  const general = rows.filter(isGeneral).map(({ actorType }) => actorType)
  if (new Set(general).size < general.length) faults.push({ zh: '同一主体类型出现两次。拆分时请写明各行的主体。', en: 'An actor type stands in two rows. Name the organisations of each where a row is split.' })
  const named = rows.flatMap(({ organisations }) => organisations ?? [])
  if (new Set(named).size < named.length) faults.push({ zh: '同一主体在两行中被指定。', en: 'An organisation is named in two rows.' })
  const posts = rows.flatMap(({ postId }) => postId ?? [])
  if (new Set(posts).size < posts.length) faults.push({ zh: '同一职务或机构出现在两行中。', en: 'A post or body stands in two rows.' })
  if (rows.some(({ postId, organisations }) => postId !== undefined && organisations !== undefined)) faults.push({ zh: '一行或写职务，或写主体，不能两者都写。', en: 'A row names a post or organisations, not both.' })
  const parts = new Map(rows.map((row) => [chamberOf(row), row.part]))
  if (rows.some((row) => parts.get(chamberOf(row)) !== row.part)) faults.push({ zh: '并为一方的各行，不能有的是中心、有的是支撑。', en: 'Rows that are joined cannot be centre and support at once.' })
  return faults
}

export type CharterDifference = { task: GovernanceTask; change: 'added' | 'removed' | 'changed'; before: RoleAssignment | null; after: RoleAssignment | null }

/** How one version of the charter differs from another, row by row. */
export function compareCharters(before: readonly RoleAssignment[], after: readonly RoleAssignment[]): CharterDifference[] {
  const key = ({ task, actorType, organisations, postId }: RoleAssignment): string => [task, actorType, ...(organisations ?? []), ...(postId === undefined ? [] : ['post', postId])].join(' ')
  const old = new Map(before.map((row) => [key(row), row]))
  const fresh = new Map(after.map((row) => [key(row), row]))
  const said = ({ part, duty, chamber, post, layer }: RoleAssignment): string => JSON.stringify([part, duty.zh, duty.en, chamber ?? null, post?.zh ?? null, post?.en ?? null, layer])
  return [...new Set([...old.keys(), ...fresh.keys()])].sort().flatMap((one): CharterDifference[] => {
    const [was, is] = [old.get(one) ?? null, fresh.get(one) ?? null]
    const task = (was ?? is)!.task
    if (was === null || is === null) return [{ task, change: was === null ? 'added' : 'removed', before: was, after: is }]
    return said(was) === said(is) ? [] : [{ task, change: 'changed', before: was, after: is }]
  })
}
