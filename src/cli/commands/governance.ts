import { z } from 'zod'
import { lights } from '../../shared/calendar.ts'
import { methods, motionStates, workStates } from '../../shared/governance.ts'
import { formatDate } from '../../shared/format.ts'
import { actorTypes, keysOf } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Outcome } from '../command.ts'
import { table } from '../table.ts'

const most = 1000

export const charter = defineCommand({
  name: 'charter',
  summary: { zh: '共治章程，及其与出厂版本的差别', en: 'The role charter, and how it differs from the shipped one' },
  options: [clusterOption],
  input: z.object(clusterInput),
  async run(io, { cluster }) {
    const found = await (await io.open()).call('getCharter', { params: { cluster } })
    const { language } = io
    const parts = { centre: { zh: '中心', en: 'centre' }, support: { zh: '支撑', en: 'support' } }
    const rows = found.assignments.map(({ task, actorType, part, duty, organisations, post }) => [task, actorTypes[actorType][language], parts[part][language], post?.[language] ?? organisations?.map((one) => `#${one}`).join(' ') ?? '', duty[language]])
    return { json: found, text: table(rows) }
  },
})

export const decisions = defineCommand({
  name: 'decisions',
  summary: { zh: '动议与决策', en: 'Motions and decisions' },
  notes: { zh: '给出 --motion 时显示一项动议的全过程：证据、意见、表决、事项。', en: 'With --motion the whole thread of one: evidence, opinions, ballot, work.' },
  options: [
    clusterOption,
    { flags: '--state <state>', text: { zh: `只列此状态：${Object.keys(motionStates).join('、')}`, en: 'only motions in this state' } },
    { flags: '--motion <number>', text: { zh: '动议编号', en: 'number of a motion' } },
  ],
  input: z.object({ ...clusterInput, state: z.enum(keysOf(motionStates)).optional(), motion: z.coerce.number().int().positive().optional() }),
  async run(io, { cluster, state, motion }): Promise<Outcome> {
    const operations = await io.open()
    const { language } = io
    if (motion !== undefined) {
      const thread = await operations.call('getMotion', { params: { cluster, motion } })
      return { json: thread, text: table(thread.events.map(({ at, title, organisation }) => [formatDate(at), title[language], organisation?.name ?? ''])) }
    }
    const { items } = await operations.call('listMotions', { params: { cluster }, query: { state, limit: most } })
    return { json: items, text: table(items.map((item) => [String(item.motion), item.task, motionStates[item.state][language], item.method === null ? '–' : methods[item.method][language], item.decidedAt === null ? '–' : formatDate(item.decidedAt), item.title])) }
  },
})

export const work = defineCommand({
  name: 'work',
  summary: { zh: '事项', en: 'Work items' },
  options: [
    clusterOption,
    { flags: '--state <state>', text: { zh: `只列此状态：${Object.keys(workStates).join('、')}`, en: 'only items in this state' } },
    { flags: '--light <light>', text: { zh: '只列逾期（overdue）或临期（near）的', en: 'only what is overdue or near due' } },
  ],
  input: z.object({ ...clusterInput, state: z.enum(keysOf(workStates)).optional(), light: z.enum(['overdue', 'near']).optional() }),
  async run(io, { cluster, state, light }) {
    const { items } = await (await io.open()).call('listWork', { params: { cluster }, query: { state, light, limit: most } })
    const { language } = io
    return { json: items, text: table(items.map((item) => [String(item.item), lights[item.light].symbol, workStates[item.state][language], `${Math.round(item.progress * 100)} %`, item.due ?? '–', item.lead?.name ?? '–', item.title])) }
  },
})
