import { z } from 'zod'
import { formatDate } from '../../shared/format.ts'
import { postKinds, seatStates } from '../../shared/posts.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { table } from '../table.ts'

const postArgument = { name: 'post', text: { zh: '职务或机构的编号', en: 'number of a post or body' } }
const postInput = { ...clusterInput, post: z.coerce.number().int().positive() }

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

export const postsShow = defineCommand({
  name: 'posts show',
  summary: { zh: '一个职务或机构的席位与经过', en: 'A post or body, its seats and what happened to it' },
  arguments: [postArgument], options: [clusterOption],
  input: z.object(postInput),
  async run(io, { cluster, post }) {
    const page = await (await io.open()).call('getPost', { params: { cluster, post } })
    return { json: page, text: table(page.events.map(({ at, title, organisation }) => [formatDate(at), title[io.language], organisation?.name ?? ''])) }
  },
})

export const postsAppoint = defineCommand({
  name: 'posts appoint',
  summary: { zh: '任命', en: 'Appoint somebody to a seat' },
  notes: { zh: '依据二者给出其一：--motion 为已通过的决策，--basis 为任命文件。', en: 'It rests on one of the two: --motion, a decision that was adopted, or --basis, a document.' },
  arguments: [postArgument],
  options: [
    clusterOption, { flags: '--organisation <number>', text: { zh: '任职者所在主体的编号', en: 'number of the organisation of who is appointed' } }, { flags: '--person <name>', text: { zh: '姓名', en: 'the person' } },
    { flags: '--seat <number>', text: { zh: '第几个席位，缺省为 1', en: 'which seat, 1 unless told' } }, { flags: '--from <day>', text: { zh: '任期第一天', en: 'the first day of the term' } }, { flags: '--until <day>', text: { zh: '任期最后一天，缺省为不定期', en: 'its last day; open-ended unless told' } },
    { flags: '--motion <number>', text: { zh: '作为依据的动议编号', en: 'number of the motion by whose decision' } }, { flags: '--basis <text>', text: { zh: '作为依据的文件', en: 'the document by which' } },
  ],
  input: z.object({
    ...postInput, organisation: z.coerce.number().int().positive(), person: z.string().nullable().default(null), seat: z.coerce.number().int().positive().default(1), from: z.iso.date(), until: z.iso.date().nullable().default(null),
    motion: z.coerce.number().int().positive().optional(), basis: z.string().optional(),
  }),
  async run(io, { cluster, post, ...input }) {
    const operations = await io.open()
    const { version } = await operations.call('getPost', { params: { cluster, post } })
    const page = await operations.call('actOnPost', { params: { cluster, post }, body: { event: 'appoint', version, input } })
    const { seats } = page
    return { json: page, text: table(seats.map(({ title, state, term }) => [title, seatStates[state][io.language], term?.organisation.name ?? '–', term?.until ?? '–'])) }
  },
})
