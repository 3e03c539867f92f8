import { z } from 'zod'
import { findRegion } from '../../registry/codes/region.ts'
import { clusterRoles } from '../../shared/vocabulary.ts'
import { clusterInput, defineCommand } from '../command.ts'
import { table } from '../table.ts'

const region = z.string().transform((text, context) => {
  const found = findRegion(text)?.code
  if (found === undefined) context.addIssue({ code: 'custom', message: '不是 GB/T 2260 地区代码或地区名 not a region code or name' })
  return found ?? ''
})

export const clusterCreate = defineCommand({
  name: 'cluster create',
  summary: { zh: '新建集群', en: 'Create a cluster' },
  notes: { zh: '数据目录中还没有数据库时一并建立。', en: 'Makes the database too where the data directory has none.' },
  arguments: [{ name: 'id', text: { zh: '标识：小写字母、数字、连字符', en: 'identifier: lower-case letters, digits, hyphens' } }],
  options: [
    { flags: '--name <name>', text: { zh: '名称', en: 'name' } },
    { flags: '--region <code>', text: { zh: '地区（GB/T 2260 代码或名称）', en: 'region (GB/T 2260 code or name)' } },
    { flags: '--operator <name>', text: { zh: '负责运营的组织名称（默认按集群名称命名）', en: 'organisation that runs it (default: called after the cluster)' } },
  ],
  input: z.object({ id: clusterInput.cluster, name: z.string().trim().min(1).max(200), region: region.optional(), operator: z.string().trim().min(1).max(200).optional() }),
  async run(io, { id, name, region: regionCode, operator }) {
    const operations = await io.open({ create: true })
    const made = await operations.call('createCluster', { body: { cluster: id, name, regionCode, ...(operator === undefined ? {} : { operator: { name: operator, actorType: 'association' } }) } })
    return { json: made, text: io.language === 'zh' ? `已建立集群 ${made.cluster}（${made.name}）。` : `The cluster ${made.cluster} (${made.name}) is made.` }
  },
})

export const clusterList = defineCommand({
  name: 'cluster list',
  summary: { zh: '列出集群', en: 'List the clusters' },
  input: z.object({}),
  async run(io) {
    const operations = await io.open()
    const { clusters } = await operations.call('getSession', {})
    const json = clusters.map(({ cluster, name, nameEn, demo, role, organisation }) => ({ cluster, name, nameEn, demo, role, organisation }))
    return { json, text: table(json.map((one) => [one.cluster, one.name, clusterRoles[one.role][io.language], one.organisation ?? ''])) }
  },
})
