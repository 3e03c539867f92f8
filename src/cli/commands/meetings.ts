import { z } from 'zod'
import { formatDate } from '../../shared/format.ts'
import { meetingPapers, meetingStates, presences } from '../../shared/meetings.ts'
import { keysOf } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Argument } from '../command.ts'
import { writeFileFrom } from '../output.ts'
import { table } from '../table.ts'

const meetingArgument: Argument = { name: 'meeting', text: { zh: '会议编号', en: 'number of the meeting' } }
const meetingInput = { ...clusterInput, meeting: z.coerce.number().int().positive() }

export const meetingsList = defineCommand({
  name: 'meetings list',
  summary: { zh: '会议', en: 'Meetings' },
  options: [clusterOption, { flags: '--mechanism <number>', text: { zh: '只列此机制的会议', en: 'only meetings of this mechanism' } }],
  input: z.object({ ...clusterInput, mechanism: z.coerce.number().int().positive().optional() }),
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
  input: z.object({ ...clusterInput, mechanism: z.coerce.number().int().positive(), day: z.iso.date().optional() }),
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
  input: z.object({ ...meetingInput, out: z.string().regex(/\.(docx|pdf|html)$/, '.docx, .pdf, .html'), paper: z.enum(keysOf(meetingPapers)).default('pack'), lang: z.enum(['zh', 'en']).default('zh') }),
  async run(io, { cluster, meeting, out, paper, lang }) {
    const format = out.slice(out.lastIndexOf('.') + 1) as 'docx' | 'pdf' | 'html'
    const { file, bytes } = await writeFileFrom(out, await (await io.open()).download('downloadMeetingPaper', { params: { cluster, meeting, paper, format }, query: { lang } }))
    return { json: { meeting, paper, file, bytes }, text: `${meetingPapers[paper][io.language]}: ${file} (${bytes})` }
  },
})

export const meetingsShow = defineCommand({
  name: 'meetings show',
  summary: { zh: '一次会议的议程、到会和纪要', en: 'Agenda, attendance and minutes of a meeting' },
  arguments: [meetingArgument], options: [clusterOption],
  input: z.object(meetingInput),
  async run(io, { cluster, meeting }) {
    const page = await (await io.open()).call('getMeeting', { params: { cluster, meeting } })
    const { language } = io
    const seats = page.attendance.map(({ organisation, presence }) => [presence === null ? '–' : presences[presence][language], organisation.name])
    const parts = [`${page.title} ${page.day} · ${meetingStates[page.state][language]}`, table(page.agenda.map(({ title }, n) => [String(n + 1), title])), table(seats), table(page.minutes.map(({ paragraph, text }) => [`§${paragraph}`, text]))]
    return { json: page, text: parts.filter((part) => part !== '').join('\n\n') }
  },
})
