import type { MeetingPack, MeetingPage } from '../shared/contract/meetings.ts'
import { formatDate, formatLongDate, type Lang } from '../shared/format.ts'
import { motionStates, stances, workStates } from '../shared/governance.ts'
import { meetingStates, presences, type MeetingPaper } from '../shared/meetings.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { Block, Column } from './render/document.ts'

/** What a paper of a meeting is made from, as its reader may see it. */
export type Told = { page: MeetingPage; pack: MeetingPack; lang: Lang }

/** A section of a paper; one that has nothing to say says so or stays away. */
type Section = (told: Told) => Block[]

/** The papers as data: one template, of which each paper takes its sections in order. */
export const paperSections: Record<MeetingPaper, readonly Section[]> = {
  pack: [arrangement, agenda, evidence, work, decisions, seats],
  minutes: [arrangement, seats, agenda, minutes, opinions, followed],
}

const texts = {
  arrangement: { zh: '会议安排', en: 'The meeting' }, agenda: { zh: '议程', en: 'Agenda' }, seats: { zh: '与会成员', en: 'Members' }, minutes: { zh: '会议记录', en: 'Minutes' }, followed: { zh: '会议形成的事项与动议', en: 'What came of the meeting' }, opinions: { zh: '会商意见及答复', en: 'Opinions given and how they were answered' }, unanswered: { zh: '尚未答复', en: 'no answer yet' }, here: { zh: '在本次会议会商', en: 'deliberated at this meeting' },
  evidence: { zh: '待议动议及其证据', en: 'Motions on the agenda and their evidence' }, work: { zh: '未了结与逾期事项', en: 'Open and overdue work' }, decisions: { zh: '最近的决策', en: 'Last decisions' },
  none: { zh: '（无）', en: '(none)' }, hidden: { zh: '（仅中心可见）', en: '(for the centres only)' }, notNoted: { zh: '未登记', en: 'not noted' },
} satisfies Record<string, Text>

const columns = {
  number: { title: { zh: '序号', en: 'No.' }, width: 0.09, align: 'center' }, item: { title: { zh: '议题', en: 'Item' }, width: 0.46, align: 'left' }, note: { title: { zh: '说明', en: 'Notes' }, width: 0.45, align: 'left' },
  member: { title: { zh: '成员', en: 'Member' }, width: 0.5, align: 'left' }, presence: { title: { zh: '到会', en: 'Attendance' }, width: 0.2, align: 'left' }, people: { title: { zh: '出席人', en: 'Who sat there' }, width: 0.3, align: 'left' },
  evidence: { title: { zh: '证据', en: 'Evidence' }, width: 0.38, align: 'left' }, value: { title: { zh: '内容', en: 'What it says' }, width: 0.24, align: 'left' }, source: { title: { zh: '来源与等级', en: 'Source and grade' }, width: 0.2, align: 'left' }, print: { title: { zh: '指纹', en: 'Fingerprint' }, width: 0.18, align: 'left' },
  what: { title: { zh: '事项', en: 'Work item' }, width: 0.4, align: 'left' }, lead: { title: { zh: '责任方', en: 'Lead' }, width: 0.28, align: 'left' }, due: { title: { zh: '期限', en: 'Due' }, width: 0.16, align: 'left' }, state: { title: { zh: '状态', en: 'State' }, width: 0.16, align: 'left' },
  motion: { title: { zh: '动议', en: 'Motion' }, width: 0.46, align: 'left' }, outcome: { title: { zh: '结果', en: 'Outcome' }, width: 0.16, align: 'left' }, decidedOn: { title: { zh: '日期', en: 'Date' }, width: 0.19, align: 'left' },
  who: { title: { zh: '主体', en: 'Organisation' }, width: 0.24, align: 'left' }, stance: { title: { zh: '立场', en: 'Stance' }, width: 0.1, align: 'left' }, said: { title: { zh: '意见', en: 'Opinion' }, width: 0.36, align: 'left' }, answer: { title: { zh: '是否采纳及理由', en: 'Adopted or not, and why' }, width: 0.3, align: 'left' },
  from: { title: { zh: '段', en: 'Paragraph' }, width: 0.14, align: 'center' }, came: { title: { zh: '形成', en: 'Came of it' }, width: 0.6, align: 'left' },
} satisfies Record<string, Omit<Column, 'title'> & { title: Text }>
type ColumnKey = keyof typeof columns

function heading(text: Text, lang: Lang, level: 1 | 2 = 1): Block {
  return { kind: 'heading', level, text: text[lang] }
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', origin: 'generated', inlines: [text] }
}

/** One that is called like its section says so once. */
function table(title: Text, keys: readonly ColumnKey[], rows: readonly string[][], lang: Lang): Block {
  if (rows.length === 0) return { kind: 'note', inlines: [texts.none[lang]] }
  return { kind: 'table', number: '', title: title[lang], ...(Object.values(texts).includes(title) ? { untitled: true } : {}), columns: keys.map((key) => ({ ...columns[key], title: columns[key].title[lang] })), rows: rows.map((row) => [...row]) }
}

function arrangement({ page: { title, day, heldOn, convenor, attendance, state, edition, correcting, editions }, lang }: Told): Block[] {
  const on = formatLongDate(heldOn ?? day, lang)
  const count = (presence: string): number => attendance.filter((one) => one.presence === presence).length
  const lines = {
    zh: heldOn === null ? `${title}定于${on}召开，由${convenor.name}召集，邀请成员${attendance.length}家。` : `${title}于${on}召开，由${convenor.name}召集。应到成员${attendance.length}家，到会${count('present')}家，委托他人${count('represented')}家，缺席${count('absent')}家。`,
    en: heldOn === null ? `${title} meets on ${on}, called by ${convenor.name}; ${attendance.length} members are invited.` : `${title} met on ${on}, called by ${convenor.name}. Of ${attendance.length} members, ${count('present')} were present, ${count('represented')} represented, ${count('absent')} absent.`,
  }
  const reason = editions.at(-1)?.reason ?? correcting
  const stands = {
    zh: state === 'approved' ? `本纪要为第${edition}版，已定稿${reason === null ? '' : `；更正原因：${reason}`}。` : `目前状态：${meetingStates[state].zh}。`,
    en: state === 'approved' ? `These minutes are edition ${edition}, approved${reason === null ? '' : `; corrected because: ${reason}`}.` : `It stands: ${meetingStates[state].en}.`,
  }
  return [heading(texts.arrangement, lang), paragraph(lines[lang]), paragraph(stands[lang])]
}

/** A column in which nothing stands is left out. */
function agenda({ page, lang }: Told): Block[] {
  const rows = page.agenda.map(({ title, text, motion }, n) => [String(n + 1), title, [text, motion && `${columns.motion.title[lang]} #${motion.motion} · ${motionStates[motion.state][lang]}${motion.here ? ` · ${texts.here[lang]}` : ''}`].filter(Boolean).join(' ')])
  const noted = rows.some((row) => row[2] !== '')
  return [heading(texts.agenda, lang), noted ? table(texts.agenda, ['number', 'item', 'note'], rows, lang) : table(texts.agenda, ['number', 'item'], rows.map((row) => row.slice(0, 2)), lang)]
}

/** Before a meeting nobody was there yet. */
function seats({ page: { attendance, state }, lang }: Told): Block[] {
  const coming = state === 'planned' && attendance.every(({ presence, people }) => presence === null && people === '')
  const rows = attendance.map(({ organisation, presence, people }, n) => (coming ? [String(n + 1), organisation.name] : [organisation.name, presence === null ? texts.notNoted[lang] : presences[presence][lang], people]))
  return [heading(texts.seats, lang), table(texts.seats, coming ? ['number', 'member'] : ['member', 'presence', 'people'], rows, lang)]
}

function evidence({ pack, lang }: Told): Block[] {
  const motions = pack.motions.flatMap(({ motion, title, state, evidence: pinned, earlier }): Block[] => [
    heading({ zh: `${title}（#${motion}，${motionStates[state].zh}）`, en: `${title} (#${motion}, ${motionStates[state].en})` }, lang, 2),
    ...(earlier.length === 0 ? [] : [paragraph({ zh: `此前列入：${earlier.map((one) => `${one.title} ${one.day}`).join('；')}。`, en: `It came before: ${earlier.map((one) => `${one.title}, ${one.day}`).join('; ')}.` }[lang])]),
    table({ zh: `动议 #${motion} 的证据`, en: `Evidence of motion #${motion}` }, ['evidence', 'value', 'source', 'print'], pinned.map((one) => [
      one.title?.[lang] ?? texts.hidden[lang], [typeof one.value === 'string' ? one.value : one.value?.[lang], one.note].filter(Boolean).join(' · '), [one.source, one.grade, formatDate(one.pinnedAt)].filter(Boolean).join(' · '), (one.snapshot ?? one.sha256).slice(0, 12),
    ]), lang),
  ])
  return [heading(texts.evidence, lang), ...(motions.length > 0 ? motions : [table(texts.evidence, ['evidence'], [], lang)])]
}

function work({ pack, lang }: Told): Block[] {
  const rows = pack.work.map(({ item, title, lead, due, state, overdue, fromHere }) => [
    `#${item} ${title}${fromHere ? { zh: '（本机制会议所定）', en: ' (from a meeting of this mechanism)' }[lang] : ''}`, lead?.name ?? '—', `${overdue ? { zh: '● 逾期 ', en: '● overdue ' }[lang] : ''}${due ?? '—'}`, workStates[state][lang],
  ])
  const rest: Block[] = pack.moreWork > 0 ? [{ kind: 'note', inlines: [{ zh: `另有未了结事项${pack.moreWork}项，未列出。`, en: `${pack.moreWork} more open items are not listed.` }[lang]] }] : []
  return [heading(texts.work, lang), table(texts.work, ['what', 'lead', 'due', 'state'], rows, lang), ...rest]
}

function decisions({ pack, lang }: Told): Block[] {
  return [heading(texts.decisions, lang), table(texts.decisions, ['motion', 'outcome', 'decidedOn', 'print'], pack.decisions.map(({ motion, title, state, decidedAt, frozen }) => [`#${motion} ${title}`, motionStates[state][lang], formatDate(decidedAt), frozen?.slice(0, 12) ?? '—']), lang)]
}

/** Item by item of the agenda; what belongs to none comes last. */
function minutes({ page, lang }: Told): Block[] {
  const groups = [...page.agenda.map(({ key, title }) => ({ key: key as number | null, title: { zh: title, en: title } })), { key: null, title: { zh: '其他', en: 'Other' } }]
  const blocks = groups.flatMap(({ key, title }): Block[] => {
    const own = page.minutes.filter(({ item }) => item === key)
    return own.length === 0 ? [] : [heading(title, lang, 2), ...own.map(({ paragraph: n, text, decision }) => paragraph(`[${n}] ${text}${decision === null ? '' : notedDecision(decision, lang)}`))]
  })
  return [heading(texts.minutes, lang), ...(blocks.length > 0 ? blocks : [table(texts.minutes, ['note'], [], lang)])]
}

/** What was said here on the motions deliberated here, each with its answer; where none was, the paper has no such part. */
function opinions({ pack, lang }: Told): Block[] {
  const blocks = pack.motions.filter((one) => one.opinions.length > 0).map(({ motion, title, opinions: said }) => table({ zh: `${title}（#${motion}）`, en: `${title} (#${motion})` }, ['who', 'stance', 'said', 'answer'], said.map(({ organisation, stance, text, answer }) => [
    organisation.name, stances[stance][lang], text, answer === null ? texts.unanswered[lang] : `${answers[answer.adopted ? 'yes' : 'no'][lang]}${answer.reason}`,
  ]), lang))
  return blocks.length === 0 ? [] : [heading(texts.opinions, lang), ...blocks]
}

const answers = { yes: { zh: '✓ 采纳：', en: '✓ Adopted: ' }, no: { zh: '× 未采纳：', en: '× Not adopted: ' } } satisfies Record<string, Text>

function notedDecision({ motion, title, state, frozen }: NonNullable<MeetingPage['minutes'][number]['decision']>, lang: Lang): string {
  return { zh: `〔决策：动议 #${motion} ${title}，${motionStates[state].zh}，指纹 ${frozen.slice(0, 12)}〕`, en: ` [Decision: motion #${motion} ${title}, ${motionStates[state].en}, fingerprint ${frozen.slice(0, 12)}]` }[lang]
}

function followed({ page, lang }: Told): Block[] {
  const names = { work: columns.what.title, motion: columns.motion.title }
  const rows = page.minutes.flatMap(({ paragraph: n, follows }) => follows.map(({ kind, id, title, state }) => [`[${n}]`, `${names[kind][lang]} #${id} ${title}`, { ...workStates, ...motionStates }[state][lang]]))
  return [heading(texts.followed, lang), table(texts.followed, ['from', 'came', 'state'], rows, lang)]
}
