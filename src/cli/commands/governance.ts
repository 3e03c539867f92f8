import { z } from 'zod'
import { lights } from '../../shared/calendar.ts'
import type { MotionAct, motionInputs } from '../../shared/contract/governance.ts'
import type { Answer, Contract } from '../../shared/contract/index.ts'
import { methods, motionEvents, motionStates, stances, workStates } from '../../shared/governance.ts'
import { formatDate } from '../../shared/format.ts'
import { actorTypes, keysOf, type Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Command, type Option, type Outcome } from '../command.ts'
import { table } from '../table.ts'
import { actCommand, numberInput, reasonOption, type Kind } from './acts.ts'

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

type Thread = Answer<Contract['getMotion']>

const kind: Kind<Thread> = {
  noun: 'decisions', argument: { name: 'motion', text: { zh: '动议编号', en: 'number of the motion' } },
  read: (operations, cluster, motion) => operations.call('getMotion', { params: { cluster, motion } }),
  send: (operations, cluster, motion, body) => operations.call('actOnMotion', { params: { cluster, motion }, body: body as MotionAct }),
  tell: ({ title, state, consultUntil, heldAt, opinions }, language) => {
    const form = heldAt === null ? { zh: '书面会商', en: 'in writing' }[language] : `${heldAt.title} ${heldAt.day}`
    const said = opinions.map(({ opinion, organisation, stance, text, answer }) => [String(opinion), stances[stance][language], answer === null ? '–' : answer.adopted ? '✓' : '×', organisation.name, text])
    return [`${title} · ${motionStates[state][language]}${consultUntil === null ? '' : ` · ${form} · ${consultUntil}`}`, table(said)].filter((part) => part !== '').join('\n\n')
  },
}

const act = <S extends z.ZodRawShape>(name: string, event: keyof typeof motionInputs, more: { notes?: Text; options?: readonly Option[]; fields: S; inputOf?: (typed: z.output<z.ZodObject<S>>) => object }): Command => actCommand(kind, { name, event, summary: motionEvents[event], ...more })
const options = {
  consultUntil: { flags: '--consult-until <day>', text: { zh: '征询截止日', en: 'until when the support network may answer' } },
  meeting: { flags: '--meeting <number>', text: { zh: '在此已召集的会议上会商', en: 'deliberate at this meeting, called already' } },
  mechanism: { flags: '--mechanism <number>', text: { zh: '为此机制召集会议并在会上会商，须同时给出 --day', en: 'call a meeting of this mechanism and deliberate there; with --day' } }, day: { flags: '--day <day>', text: { zh: '哪一次', en: 'which occurrence' } },
  opinion: { flags: '--opinion <number>', text: { zh: '第几条意见', en: 'number of the opinion' } },
} satisfies Record<string, Option>
const place = { meeting: numberInput.optional(), mechanism: numberInput.optional(), day: z.iso.date().optional() }
const forms = { zh: '不给 --meeting 或 --mechanism 时为书面会商。', en: 'In writing unless --meeting or --mechanism is given.' }

function heldAt<T extends z.output<z.ZodObject<typeof place>>>({ meeting, mechanism, day, ...rest }: T): object {
  if (meeting !== undefined) return { ...rest, heldAt: { meeting } }
  return mechanism === undefined ? rest : { ...rest, heldAt: { mechanism, day } }
}

/** What whoever runs the cluster does on a motion; members support, speak and vote as themselves, on its page. */
export const decisionActs: readonly Command[] = [
  act('deliberate', 'openDeliberation', {
    notes: forms, options: [options.consultUntil, { flags: '--method <method>', text: { zh: keysOf(methods).join('、'), en: keysOf(methods).join(', ') } }, { flags: '--quorum <share>', text: { zh: '法定参与比例，缺省为 0.5', en: 'quorum within each chamber, 0.5 unless told' } }, { flags: '--secret', text: { zh: '不记名表决', en: 'a secret ballot' } }, options.meeting, options.mechanism, options.day],
    fields: { consultUntil: z.iso.date(), method: z.enum(keysOf(methods)), quorum: z.coerce.number().min(0).max(1).optional(), secret: z.boolean().optional(), ...place }, inputOf: heldAt,
  }),
  act('change-form', 'changeForm', { notes: forms, options: [options.consultUntil, options.meeting, options.mechanism, options.day, reasonOption], fields: { consultUntil: z.iso.date(), reason: z.string(), ...place }, inputOf: heldAt }),
  act('note-opinion', 'noteOpinion', {
    options: [{ flags: '--organisation <number>', text: { zh: '到会主体的编号', en: 'number of an organisation that was present' } }, { flags: '--stance <stance>', text: { zh: keysOf(stances).join('、'), en: keysOf(stances).join(', ') } }, { flags: '--text <text>', text: { zh: '意见', en: 'what it said' } }],
    fields: { organisation: numberInput, stance: z.enum(keysOf(stances)), text: z.string() },
  }),
  act('answer', 'answerOpinion', {
    notes: { zh: '采纳则给出 --adopted。', en: 'With --adopted where it is adopted.' }, options: [options.opinion, { flags: '--adopted', text: { zh: '采纳', en: 'it is adopted' } }, reasonOption], fields: { opinion: numberInput, adopted: z.boolean().default(false), reason: z.string() },
  }),
  act('ballot', 'openBallot', { options: [{ flags: '--closes-on <day>', text: { zh: '表决截止日', en: 'its last day' } }, { flags: '--review-on <day>', text: { zh: '复审日', en: 'when the decision is looked at again' } }], fields: { closesOn: z.iso.date(), reviewOn: z.iso.date().optional() } }),
  act('close', 'closeBallot', { fields: {} }),
  act('withdraw', 'withdraw', { options: [reasonOption], fields: { reason: z.string() } }),
]

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
