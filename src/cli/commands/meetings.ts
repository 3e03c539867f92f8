import { z } from 'zod'
import type { Answer, Contract } from '../../shared/contract/index.ts'
import type { MeetingAct, meetingInputs } from '../../shared/contract/meetings.ts'
import { formatDate } from '../../shared/format.ts'
import { meetingEvents, meetingPapers, meetingStates, presences } from '../../shared/meetings.ts'
import { keysOf, type Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Argument, type Command, type Option } from '../command.ts'
import { writeFileFrom } from '../output.ts'
import { table } from '../table.ts'
import { actCommand, numberInput, reasonOption, showCommand, type Kind } from './acts.ts'

const meetingArgument: Argument = { name: 'meeting', text: { zh: '会议编号', en: 'number of the meeting' } }

export const meetingsList = defineCommand({
  name: 'meetings list',
  summary: { zh: '会议', en: 'Meetings' },
  options: [clusterOption, { flags: '--mechanism <number>', text: { zh: '只列此机制的会议', en: 'only meetings of this mechanism' } }],
  input: z.object({ ...clusterInput, mechanism: numberInput.optional() }),
  async run(io, { cluster, mechanism }) {
    const found = await (await io.open()).call('listMeetings', { params: { cluster }, query: { mechanism } })
    return { json: found, text: table(found.map((row) => [String(row.meeting), row.day, meetingStates[row.state][io.language], row.convenor.name, row.title])) }
  },
})

export const meetingsCall = defineCommand({
  name: 'meetings call',
  summary: { zh: '为机制的一次日程召集会议', en: 'Call the meeting of an occurrence of a mechanism' },
  notes: { zh: '邀请机制的召集方和成员；议程由机制的会前准备、议程模板和待议的动议开头。', en: 'Invites the convenor and members of the mechanism; the agenda begins with its inputs, its template and the motions that wait.' },
  arguments: [{ name: 'mechanism', text: { zh: '机制编号', en: 'number of the mechanism' } }],
  options: [clusterOption, { flags: '--day <day>', text: { zh: '哪一次，如 2026-12-01（默认下一次）', en: 'which one, such as 2026-12-01 (default: the next)' } }],
  input: z.object({ ...clusterInput, mechanism: numberInput, day: z.iso.date().optional() }),
  async run(io, { cluster, mechanism, day }) {
    const operations = await io.open()
    const { next } = await operations.call('getMechanism', { params: { cluster, mechanism } })
    const page = await operations.call('createMeeting', { params: { cluster }, body: { mechanism, day: day ?? next ?? formatDate(new Date()) } })
    return { json: page, text: table(page.agenda.map(({ title }, n) => [String(n + 1), title])) }
  },
})

export const meetingsPaper = defineCommand({
  name: 'meetings paper',
  summary: { zh: '把会议材料或纪要写入文件', en: 'Write the pack or the minutes of a meeting to a file' },
  notes: { zh: '格式由文件名的后缀得出：docx、pdf 或 html。', en: 'The format follows from the ending of the file: docx, pdf or html.' },
  arguments: [meetingArgument],
  options: [
    clusterOption, { flags: '--out <file>', text: { zh: '写入此文件', en: 'the file to write' } },
    { flags: '--paper <paper>', text: { zh: '会议材料 pack（默认）或纪要 minutes', en: 'pack (default) or minutes' } }, { flags: '--lang <language>', text: { zh: '语言 zh 或 en（默认 zh）', en: 'language, zh or en (default zh)' } },
  ],
  input: z.object({ ...clusterInput, meeting: numberInput, out: z.string().regex(/\.(docx|pdf|html)$/, '.docx, .pdf, .html'), paper: z.enum(keysOf(meetingPapers)).default('pack'), lang: z.enum(['zh', 'en']).default('zh') }),
  async run(io, { cluster, meeting, out, paper, lang }) {
    const format = out.slice(out.lastIndexOf('.') + 1) as 'docx' | 'pdf' | 'html'
    const { file, bytes } = await writeFileFrom(out, await (await io.open()).download('downloadMeetingPaper', { params: { cluster, meeting, paper, format }, query: { lang } }))
    return { json: { meeting, paper, file, bytes }, text: `${meetingPapers[paper][io.language]}: ${file} (${bytes})` }
  },
})

type Page = Answer<Contract['getMeeting']>

const kind: Kind<Page> = {
  noun: 'meetings', argument: meetingArgument,
  read: (operations, cluster, meeting) => operations.call('getMeeting', { params: { cluster, meeting } }),
  send: (operations, cluster, meeting, body) => operations.call('actOnMeeting', { params: { cluster, meeting }, body: body as MeetingAct }),
  tell: (page, language) => {
    const seats = page.attendance.map(({ organisation, presence, people }) => [presence === null ? '–' : presences[presence][language], String(organisation.id), organisation.name, people])
    const parts = [`${page.title} ${page.day} · ${meetingStates[page.state][language]}`, table(page.agenda.map(({ key, title }) => [String(key), title])), table(seats), table(page.minutes.map(({ paragraph, text }) => [`§${paragraph}`, text]))]
    return parts.filter((part) => part !== '').join('\n\n')
  },
}

export const meetingsShow = showCommand(kind, { zh: '一次会议的议程、到会和纪要', en: 'Agenda, attendance and minutes of a meeting' })

const act = <S extends z.ZodRawShape>(name: string, event: keyof typeof meetingInputs, more: { notes?: Text; options?: readonly Option[]; fields: S }): Command => actCommand(kind, { name, event, summary: meetingEvents[event], ...more })
const paragraphOption: Option = { flags: '--paragraph <number>', text: { zh: '哪一段', en: 'which paragraph' } }
const bare = { fields: {} }
const withReason = { options: [reasonOption], fields: { reason: z.string() } }

/** What is done at the table, in the order of a meeting. */
export const meetingActs: readonly Command[] = [
  act('invite', 'invite', bare),
  act('propose', 'propose', { options: [{ flags: '--title <text>', text: { zh: '议题', en: 'the item' } }, { flags: '--text <text>', text: { zh: '说明', en: 'notes' } }], fields: { title: z.string(), text: z.string().optional() } }),
  act('open', 'open', { options: [{ flags: '--held-on <day>', text: { zh: '召开日期，缺省为今天', en: 'the day it is held, today unless told' } }], fields: { heldOn: z.iso.date().default(() => formatDate(new Date())) } }),
  act('attend', 'attend', {
    options: [
      { flags: '--organisation <number>', text: { zh: '受邀主体的编号', en: 'number of an organisation that is invited' } }, { flags: '--presence <presence>', text: { zh: keysOf(presences).join('、'), en: keysOf(presences).join(', ') } },
      { flags: '--people <text>', text: { zh: '出席人', en: 'who sat there for it' } },
    ],
    fields: { organisation: numberInput, presence: z.enum(keysOf(presences)), people: z.string().optional() },
  }),
  act('write', 'write', {
    notes: { zh: '不给 --paragraph 时在末尾新写一段。', en: 'Without --paragraph a new one is put at the end.' },
    options: [{ flags: '--text <text>', text: { zh: '内容', en: 'what it says' } }, paragraphOption, { flags: '--item <number>', text: { zh: '所属议题的编号', en: 'number of the item of the agenda it belongs to' } }],
    fields: { text: z.string(), paragraph: numberInput.optional(), item: numberInput.optional() },
  }),
  act('remove', 'remove', { options: [paragraphOption], fields: { paragraph: numberInput } }),
  act('decided', 'decided', { options: [paragraphOption, { flags: '--motion <number>', text: { zh: '议程中已有决策的动议', en: 'a motion of the agenda that was decided' } }], fields: { paragraph: numberInput, motion: numberInput } }),
  act('rise', 'rise', bare), act('approve', 'approve', bare), act('correct', 'correct', withReason), act('cancel', 'cancel', withReason),
]
