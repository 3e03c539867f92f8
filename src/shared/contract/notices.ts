import { z } from 'zod'
import { paces } from '../notices.ts'
import { keysOf } from '../vocabulary.ts'
import { cluster, id, moment, type Endpoint } from './endpoint.ts'

const hour = z.number().int().min(0).max(23).describe('hour of the day in China (UTC+8)')
export const noticeRule = z.strictObject({ pace: z.enum(keysOf(paces)), hour, quiet: z.strictObject({ from: hour, to: hour }).nullable().describe('hours in which nothing is sent, over midnight too') })
const settings = z.object({ ...noticeRule.shape, email: z.string(), canMail: z.boolean().describe('whether the server has a mail server to send by'), failure: z.string().nullable().describe('why the last letter was not sent') })

const webhook = z.object({
  webhook: z.number(), url: z.string(), readsAs: z.string().nullable().describe('as whom it reads; null when they are no member any more'), told: z.number().describe('the last event it was told of'), failures: z.number(), failure: z.string().nullable(),
  stoppedAt: moment.nullable(), madeAt: moment,
})
const one = cluster.extend({ webhook: id })

export const noticeEndpoints = {
  getNotices: { method: 'GET', path: '/api/clusters/:cluster/notices', access: 'guest', params: cluster, response: settings, summary: { zh: '我的通知设置', en: 'How I am written to' } },
  putNotices: { method: 'PUT', path: '/api/clusters/:cluster/notices', access: 'guest', params: cluster, body: noticeRule, response: settings, summary: { zh: '设置通知', en: 'Set how I am written to' } },
  sendDigest: { method: 'POST', path: '/api/clusters/:cluster/notices/digest', access: 'guest', params: cluster, response: z.object({ email: z.string() }), summary: { zh: '现在给我发一份摘要', en: 'Write me a digest now' } },
  listWebhooks: { method: 'GET', path: '/api/clusters/:cluster/webhooks', access: 'administrator', params: cluster, response: z.array(webhook), summary: { zh: '回调', en: 'Webhooks' } },
  createWebhook: {
    method: 'POST', path: '/api/clusters/:cluster/webhooks', access: 'administrator', params: cluster,
    body: z.strictObject({ url: z.url({ protocol: /^https?$/, hostname: /./ }).max(1000), account: id.describe('as whom it reads') }),
    response: z.object({ webhook: z.number(), secret: z.string().describe('shown this once') }), summary: { zh: '新建回调', en: 'Make a webhook' },
  },
  restartWebhook: { method: 'POST', path: '/api/clusters/:cluster/webhooks/:webhook/restart', access: 'administrator', params: one, response: z.object({}), summary: { zh: '重新启用回调', en: 'Start a webhook again' } },
  deleteWebhook: { method: 'DELETE', path: '/api/clusters/:cluster/webhooks/:webhook', access: 'administrator', params: one, response: z.object({}), summary: { zh: '删除回调', en: 'Remove a webhook' } },
} satisfies Record<string, Endpoint>
