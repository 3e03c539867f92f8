import type {} from '@fastify/swagger'
import type { FastifySchema } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { errorCatalogue } from '../shared/errors.ts'
import type { EndpointName } from '../shared/contract/index.ts'
import { analysisEndpoints } from '../shared/contract/analyses.ts'
import { appealEndpoints } from '../shared/contract/appeals.ts'
import { auditEndpoints } from '../shared/contract/audit.ts'
import { chainEndpoints } from '../shared/contract/chain.ts'
import { clusterEndpoints } from '../shared/contract/clusters.ts'
import { text, type Endpoint } from '../shared/contract/endpoint.ts'
import { governanceEndpoints } from '../shared/contract/governance.ts'
import { healthEndpoints } from '../shared/contract/health.ts'
import { intakeEndpoints } from '../shared/contract/intake.ts'
import { ledgerEndpoints } from '../shared/contract/ledger.ts'
import { calendarEndpoints } from '../shared/contract/calendar.ts'
import { mechanismEndpoints } from '../shared/contract/mechanisms.ts'
import { meetingEndpoints } from '../shared/contract/meetings.ts'
import { policyEndpoints } from '../shared/contract/policies.ts'
import { postEndpoints } from '../shared/contract/posts.ts'
import { noticeEndpoints } from '../shared/contract/notices.ts'
import { registryEndpoints } from '../shared/contract/registry.ts'
import { reportEndpoints } from '../shared/contract/reports.ts'
import { sessionEndpoints } from '../shared/contract/session.ts'
import { workSheetEndpoints } from '../shared/contract/work-sheet.ts'
import type { Access } from '../shared/contract/endpoint.ts'

/** The parts of the API, in the order of the description. */
const groups = [
  { name: 'session', description: '登录与成员 Sign-in and members', endpoints: sessionEndpoints },
  { name: 'clusters', description: '集群 Clusters', endpoints: clusterEndpoints },
  { name: 'intake', description: '导入 Intake', endpoints: intakeEndpoints },
  { name: 'ledger', description: '证据账本 Claim ledger', endpoints: ledgerEndpoints },
  { name: 'registry', description: '主体库 Registry', endpoints: registryEndpoints },
  { name: 'chain', description: '产业链图谱、压力测试与风险 Chain map, stress test and risks', endpoints: chainEndpoints },
  { name: 'analyses', description: '分析 Analyses', endpoints: analysisEndpoints },
  { name: 'governance', description: '共治：动议、决策、事项 Motions, decisions, work', endpoints: governanceEndpoints },
  { name: 'work sheet', description: '事项表 Work items as a sheet', endpoints: workSheetEndpoints },
  { name: 'health', description: '共治健康 Health of co-governance', endpoints: healthEndpoints },
  { name: 'appeals', description: '诉求 Appeals', endpoints: appealEndpoints },
  { name: 'mechanisms', description: '机制 Mechanisms', endpoints: mechanismEndpoints },
  { name: 'calendar', description: '日程 Calendar', endpoints: calendarEndpoints },
  { name: 'posts', description: '职务与机构 Posts and bodies', endpoints: postEndpoints },
  { name: 'meetings', description: '会议 Meetings', endpoints: meetingEndpoints },
  { name: 'audit', description: '审计日志 Audit log', endpoints: auditEndpoints },
  { name: 'policies', description: '政策工具包 Policy toolkit', endpoints: policyEndpoints },
  { name: 'notices', description: '通知与回调 Notices and webhooks', endpoints: noticeEndpoints },
  { name: 'reports', description: '报告 Reports', endpoints: reportEndpoints },
]

/** The head of the OpenAPI document; the routes fill in the rest. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Polycenter',
    version: '0.1.0',
    description: '多中心：产业集群共治工作台的接口。修改数据的请求须以 application/json 发送，或带标头 x-polycenter: 1。'
      + ' The API of Polycenter. A call that changes data is sent as application/json or with the header x-polycenter: 1.',
  },
  tags: groups.map(({ name, description }) => ({ name, description })),
  components: { securitySchemes: { session: { type: 'apiKey' as const, in: 'cookie', name: 'polycenter' } } },
}

const refusal = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorCatalogue) as [string, ...string[]]),
    title: text,
    message: text,
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})

const registry = z.registry<{ id: string }>().add(refusal, { id: 'Refusal' })

/** How the schemas of the contract become JSON Schema; what every endpoint answers alike stands there once. */
export const transforms = {
  transform: createJsonSchemaTransform({ schemaRegistry: registry }),
  transformObject: createJsonSchemaTransformObject({ schemaRegistry: registry }),
}

const needs: Record<Access, string> = {
  anyone: '无须登录 Nobody need be signed in',
  account: '须登录 Signed in',
  guest: '集群的任何角色 Any role in the cluster',
  member: '成员或以上 Member or higher',
  analyst: '分析员或以上 Analyst or higher',
  administrator: '管理员 Administrator',
}

/** An endpoint as the framework's description of a route. The schemas document it; `check` is what validates. */
export function describeRoute(name: EndpointName, endpoint: Endpoint): FastifySchema {
  const { summary, access, params, query } = endpoint
  const body = endpoint.upload ? z.object({ files: z.array(z.string().meta({ format: 'binary' })) }) : endpoint.body
  return {
    operationId: name,
    tags: groups.filter(({ endpoints }) => name in endpoints).map((group) => group.name),
    summary: `${summary.zh} ${summary.en}`,
    description: needs[access],
    ...(access === 'anyone' ? {} : { security: [{ session: [] }] }),
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(endpoint.upload ? { consumes: ['multipart/form-data'] } : {}),
    response: { 200: success(endpoint), ...refusals(endpoint) },
  } as FastifySchema
}

function success({ summary, response, file, events }: Endpoint): object {
  const description = `${summary.zh} ${summary.en}`
  if (file) {
    const schema = z.string().meta({ format: 'binary' })
    return { description, content: Object.fromEntries(file.map((type) => [type, { schema }])) }
  }
  if (events) return { description, content: { 'text/event-stream': { schema: events } } }
  return { description, content: { 'application/json': { schema: response ?? z.object({}) } } }
}

const said = { 400: 'invalid-request', 401: 'not-signed-in', 403: 'not-allowed', 404: 'not-found', 429: 'too-many-requests', 500: 'internal' } as const

/** The refusals every endpoint of its kind may give; others, such as of a file that can't be read, are under default. */
function refusals({ access, params }: Endpoint): Record<string, object> {
  const statuses = [400, ...(access === 'anyone' ? [] : [401]), ...(access === 'anyone' || access === 'account' ? [] : [403]), ...(params ? [404] : []), 429, 500] as const
  const content = { 'application/json': { schema: refusal } }
  const known = statuses.map((status) => [status, { description: titleOf(said[status as keyof typeof said]), content }])
  return { ...Object.fromEntries(known), default: { description: '其他拒绝 Any other refusal', content } }
}

function titleOf(code: keyof typeof errorCatalogue): string {
  const { zh, en } = errorCatalogue[code].title
  return `${zh} ${en}`
}
