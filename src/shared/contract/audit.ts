import { z } from 'zod'
import { auditActs, auditOutcomes } from '../governance.ts'
import { clusterRoles, keysOf } from '../vocabulary.ts'
import { cluster, id, moment, page, paging, text, type Endpoint } from './endpoint.ts'

const auditRow = z.object({
  entry: z.number(), act: z.enum(keysOf(auditActs)), outcome: z.enum(keysOf(auditOutcomes)), endpoint: z.string().describe('its name in the contract'), title: text, subject: z.string().describe('the parameters of the address'),
  calls: z.number().describe('how often within moments'), role: z.enum([...keysOf(clusterRoles), 'system']), person: z.string().nullable(), organisation: z.string().nullable(), at: moment,
})

export const auditEndpoints = {
  listAudit: {
    method: 'GET', path: '/api/clusters/:cluster/audit', access: 'guest', params: cluster,
    query: z.object({ act: z.enum(keysOf(auditActs)).optional(), account: id.optional(), ...paging }), response: page(auditRow),
    summary: { zh: '审计日志', en: 'Audit log' },
  },
} satisfies Record<string, Endpoint>
