import { z } from 'zod'
import type { Answer, Contract } from '../../shared/contract/index.ts'
import type { PostAct, postInputs } from '../../shared/contract/posts.ts'
import { formatDate } from '../../shared/format.ts'
import { postEvents, postKinds, seatStates } from '../../shared/posts.ts'
import { governanceTasks, keysOf, type Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, listInput, type Argument, type Command, type Option } from '../command.ts'
import { table } from '../table.ts'
import { actCommand, numberInput, reasonOption, seatOption, showCommand, type Kind } from './acts.ts'

const postArgument: Argument = { name: 'post', text: { zh: '职务或机构的编号', en: 'number of a post or body' } }

export const postsList = defineCommand({
  name: 'posts list',
  summary: { zh: '职务与机构：席位、任职者、任期、空缺', en: 'Posts and bodies: seats, holders, terms, vacancies' },
  options: [clusterOption],
  input: z.object(clusterInput),
  async run(io, { cluster }) {
    const { posts } = await (await io.open()).call('listPosts', { params: { cluster } })
    const { language } = io
    const rows = posts.flatMap(({ post, kind, title, seats }) => seats.map((seat) => [
      String(post), postKinds[kind][language], title, seat.title, seatStates[seat.state][language], (seat.standIn ?? seat.term)?.organisation.name ?? '–', (seat.standIn ?? seat.term)?.person ?? '–', seat.term?.until ?? '–',
    ]))
    return { json: posts, text: table(rows) }
  },
})

type Page = Answer<Contract['getPost']>

const kind: Kind<Page> = {
  noun: 'posts', argument: postArgument,
  read: (operations, cluster, post) => operations.call('getPost', { params: { cluster, post } }),
  send: (operations, cluster, post, body) => operations.call('actOnPost', { params: { cluster, post }, body: body as PostAct }),
  tell: ({ seats }, language) => table(seats.map(({ title, state, term, standIn }) => [title, seatStates[state][language], (standIn ?? term)?.organisation.name ?? '–', (standIn ?? term)?.until ?? '–'])),
}

export const postsShow = showCommand(kind, { zh: '一个职务或机构的席位与经过', en: 'A post or body, its seats and what happened to it' }, ({ events }, language) => table(events.map(({ at, title, organisation }) => [formatDate(at), title[language], organisation?.name ?? ''])))

export const postsAdd = defineCommand({
  name: 'posts add',
  summary: { zh: '设立职务或机构', en: 'Set up a post or body' },
  options: [
    clusterOption, { flags: '--task <task>', text: { zh: keysOf(governanceTasks).join('、'), en: keysOf(governanceTasks).join(', ') } }, { flags: '--kind <kind>', text: { zh: keysOf(postKinds).join('、'), en: keysOf(postKinds).join(', ') } },
    { flags: '--title <text>', text: { zh: '名称', en: 'what it is called' } }, { flags: '--text <text>', text: { zh: '职责', en: 'what it is for' } }, { flags: '--seats <names>', many: true, text: { zh: '机构的席位名称，以逗号分开', en: 'names of the seats of a body, parted by commas' } },
    { flags: '--region <code>', text: { zh: '地区代码', en: 'code of its region' } }, { flags: '--above <number>', text: { zh: '上一级职务的编号', en: 'number of the post above it' } },
  ],
  input: z.object({ ...clusterInput, task: z.enum(keysOf(governanceTasks)), kind: z.enum(keysOf(postKinds)), title: z.string(), text: z.string().optional(), seats: listInput, region: z.string().optional(), above: numberInput.optional() }),
  async run(io, { cluster, ...body }) {
    const page = await (await io.open()).call('createPost', { params: { cluster }, body })
    return { json: page, text: `${page.post}\n${kind.tell(page, io.language)}` }
  },
})

const act = <S extends z.ZodRawShape>(name: string, event: keyof typeof postInputs, more: { notes?: Text; options: readonly Option[]; fields: S }): Command => actCommand(kind, { name, event, summary: postEvents[event], ...more })
const options = {
  organisation: { flags: '--organisation <number>', text: { zh: '此人所在主体的编号', en: 'number of the organisation of who it is' } }, person: { flags: '--person <name>', text: { zh: '姓名', en: 'the person' } },
  from: { flags: '--from <day>', text: { zh: '第一天', en: 'the first day' } }, until: { flags: '--until <day>', text: { zh: '最后一天', en: 'the last day' } }, on: { flags: '--on <day>', text: { zh: '最后一天', en: 'its last day' } },
} satisfies Record<string, Option>
const seat = numberInput.default(1)
const who = { organisation: numberInput, person: z.string().optional(), seat, from: z.iso.date() }

/** Who holds a seat, and who stands in. */
export const postActs: readonly Command[] = [
  act('appoint', 'appoint', {
    notes: { zh: '依据二者给出其一：--motion 为已通过的决策，--basis 为任命文件。不给 --until 则不定期。', en: 'It rests on one of the two: --motion, a decision that was adopted, or --basis, a document. Without --until it is open-ended.' },
    options: [options.organisation, options.person, seatOption, options.from, options.until, { flags: '--motion <number>', text: { zh: '作为依据的动议编号', en: 'number of the motion by whose decision' } }, { flags: '--basis <text>', text: { zh: '作为依据的文件', en: 'the document by which' } }],
    fields: { ...who, until: z.iso.date().optional(), motion: numberInput.optional(), basis: z.string().optional() },
  }),
  act('end-term', 'endTerm', { options: [{ flags: '--term <number>', text: { zh: '任期的编号', en: 'number of the term' } }, options.on, reasonOption], fields: { term: numberInput, on: z.iso.date(), reason: z.string() } }),
  act('stand-in', 'substitute', { options: [options.organisation, options.person, seatOption, options.from, options.until, reasonOption], fields: { ...who, until: z.iso.date(), reason: z.string() } }),
  act('end-stand-in', 'endSubstitution', { options: [seatOption, options.on], fields: { seat, on: z.iso.date() } }),
  act('abolish', 'abolish', { options: [reasonOption], fields: { reason: z.string() } }),
]
