import { z } from 'zod'
import { healthFigureKeys } from '../health.ts'
import { actorTypes, governanceTasks, keysOf } from '../vocabulary.ts'
import { cluster, id, moment, page, paging, text, type Endpoint } from './endpoint.ts'
import { named } from './governance.ts'

const task = z.enum(keysOf(governanceTasks))
const share = z.object({ yes: z.number(), of: z.number(), interval: z.object({ low: z.number(), high: z.number() }).nullable().describe('95 %, after Wilson (1927); null where nothing was counted') })
const days = z.object({ median: z.number().nullable(), of: z.number() })
const figures = z.object({ onTime: share, reply: days, initiated: share, decided: share, kept: share, delivered: share, heard: share, adopted: share })
export type HealthFigures = z.infer<typeof figures>

const healthTask = z.object({ task, all: figures, types: z.record(z.string(), figures).describe('by actor type') })
export type HealthTask = z.infer<typeof healthTask>

const part = z.object({
  item: z.number(), kind: z.enum(['motion', 'work', 'appeal']), title: z.string(), organisation: named.nullable(), value: z.union([z.boolean(), z.number()]).describe('whether it counts, or the days it took'),
  events: z.array(z.object({ id: z.number(), title: text, at: moment })),
})
export type HealthPart = z.infer<typeof part>

/** How co-governance fares, from its events alone. */
export const healthEndpoints = {
  getHealth: {
    method: 'GET', path: '/api/clusters/:cluster/health', access: 'member', params: cluster, query: z.object({ task: task.optional().describe('this task alone'), ...paging }),
    response: z.object({
      events: z.number().describe('how many events it was counted from'), day: z.string(), tasks: z.array(healthTask), total: z.number().int().describe('how many figures of organisations there are to be paged through'),
      organisations: z.array(z.object({ organisation: named, task, actorType: z.enum(keysOf(actorTypes)).nullable(), figures })).describe('one’s own; all of a task for who convenes it, and for the team'),
    }),
    summary: { zh: '共治健康：每项任务、每类主体，全部由事件得出', en: 'Health of co-governance by task and actor type, from events alone' },
  },
  getHealthParts: {
    method: 'GET', path: '/api/clusters/:cluster/health/:task/:figure', access: 'member', params: cluster.extend({ task, figure: z.enum(healthFigureKeys) }),
    query: z.object({ actorType: z.enum(keysOf(actorTypes)).optional(), organisation: id.optional(), ...paging }),
    response: page(part).extend({ hidden: z.number().describe('counted too, on items that whoever asks may not see') }),
    summary: { zh: '一个健康数字由哪些事件得出', en: 'The events behind a figure of the health' },
  },
} satisfies Record<string, Endpoint>
