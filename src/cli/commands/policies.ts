import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { formatDate } from '../../shared/format.ts'
import type { Answer, Contract } from '../../shared/contract/index.ts'
import type { AnswerLine, AnswerView, PolicyAct } from '../../shared/contract/policies.ts'
import { eligibilityFacts, instruments, policyEvents, policyPhases, verdicts } from '../../shared/policies.ts'
import { governanceTasks, keysOf, nodeStates } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, listInput, UsageError, type Argument } from '../command.ts'
import type { Language } from '../language.ts'
import { table } from '../table.ts'
import { actCommand, reasonOption, showCommand, type Kind } from './acts.ts'

const most = 1000
const policyArgument: Argument = { name: 'policy', text: { zh: '政策编号', en: 'number of the policy' } }
const policyInput = { ...clusterInput, policy: z.coerce.number().int().positive() }

export const policiesList = defineCommand({
  name: 'policies list',
  summary: { zh: '政策工具包', en: 'The policy toolkit' },
  options: [
    clusterOption,
    { flags: '--task <task>', text: { zh: `只列此任务：${Object.keys(governanceTasks).join('、')}`, en: 'only policies of this task' } },
    { flags: '--instrument <instrument>', text: { zh: `只列此工具：${Object.keys(instruments).join('、')}`, en: 'only policies of this instrument' } },
    { flags: '--phase <phase>', text: { zh: `只列：${Object.keys(policyPhases).join('、')}`, en: 'only policies that stand like this' } },
  ],
  input: z.object({ ...clusterInput, task: z.enum(keysOf(governanceTasks)).optional(), instrument: z.enum(keysOf(instruments)).optional(), phase: z.enum(keysOf(policyPhases)).optional() }),
  async run(io, { cluster, ...query }) {
    const { items } = await (await io.open()).call('listPolicies', { params: { cluster }, query: { ...query, limit: most } })
    const { language } = io
    return { json: items, text: table(items.map((item) => [String(item.policy), item.task, policyPhases[item.phase].symbol, policyPhases[item.phase][language], item.validTo ?? '–', instruments[item.instrument][language], item.title])) }
  },
})

const kind: Kind<Answer<Contract['getPolicy']>> = {
  noun: 'policies', argument: policyArgument,
  read: (operations, cluster, policy) => operations.call('getPolicy', { params: { cluster, policy } }),
  send: (operations, cluster, policy, body) => operations.call('actOnPolicy', { params: { cluster, policy }, body: body as PolicyAct }),
  tell: ({ events }, language) => table(events.map(({ at, title, organisation }) => [formatDate(at), title[language], organisation?.name ?? ''])),
}

export const policiesShow = showCommand(kind, { zh: '一项政策的全部内容与经过', en: 'A policy, its rules and what happened to it' })

export const policiesWithdraw = actCommand(kind, { name: 'withdraw', event: 'withdraw', summary: policyEvents.withdraw, options: [reasonOption], fields: { reason: z.string() } })

export const policiesAdd = defineCommand({
  name: 'policies add',
  summary: { zh: '由 JSON 文件登记政策', en: 'Record policies from a JSON file' },
  notes: { zh: '文件里是一项政策或一组政策，字段同接口 createPolicy；环节和指标可写编码或名称。逐项登记，遇到第一项不合规的即停下，之前的已登记。', en: 'The file holds one policy or a list of them, with the fields of createPolicy; nodes and indicators may be named by code or name. They are recorded one after the other and stop at the first that is refused; those before it stand.' },
  arguments: [{ name: 'file', text: { zh: 'JSON 文件', en: 'JSON file' } }], options: [clusterOption],
  input: z.object({ ...clusterInput, file: z.string() }),
  async run(io, { cluster, file }) {
    const content = await readJson(file)
    const operations = await io.open()
    const recorded: { policy: number; title: string }[] = []
    for (const [n, body] of (Array.isArray(content) ? content : [content]).entries()) {
      io.say({ zh: `登记第 ${n + 1} 项`, en: `Recording number ${n + 1}` })
      // What the file holds is checked like any body.
      const { policy, title } = await operations.call('createPolicy', { params: { cluster }, body: body as never })
      recorded.push({ policy, title })
    }
    return { json: recorded, text: table(recorded.map(({ policy, title }) => [String(policy), title])) }
  },
})

export const policiesQualify = defineCommand({
  name: 'policies qualify',
  summary: { zh: '哪些主体符合一项政策的条件，及每条规则的理由', en: 'Which organisations qualify for a policy, with the reason of each rule' },
  arguments: [policyArgument],
  options: [clusterOption, { flags: '--verdict <verdict>', text: { zh: `只列：${Object.keys(verdicts).join('、')}`, en: 'only organisations of which the rules say this' } }],
  input: z.object({ ...policyInput, verdict: z.enum(keysOf(verdicts)).optional() }),
  async run(io, { cluster, policy, verdict }) {
    const found = await (await io.open()).call('listQualifying', { params: { cluster, policy }, query: { verdict, limit: most } })
    const { language } = io
    return { json: found, text: table(found.items.map(({ organisation, verdict: said, told, answers }) => [String(organisation.id), verdicts[said].symbol, organisation.name, told === null ? '–' : formatDate(told.at), answers.map((line) => reasonOf(line, language)).join('; ')])) }
  },
})

export const policiesTell = defineCommand({
  name: 'policies tell',
  summary: { zh: '把政策告知主体', en: 'Tell organisations of a policy' },
  notes: { zh: '给出 --organisations，或以 --all 告知全部符合条件而尚未告知的主体。', en: 'Name them with --organisations, or tell with --all every one that qualifies and was not told yet.' },
  arguments: [policyArgument],
  options: [
    clusterOption, { flags: '--organisations <ids>', many: true, text: { zh: '主体编号，以逗号分开', en: 'ids of organisations, parted by commas' } }, { flags: '--all', text: { zh: '全部符合条件而尚未告知的', en: 'all that qualify and were not told yet' } },
    { flags: '--text <text>', text: { zh: '附言', en: 'a word that goes with it' } },
  ],
  input: z.object({ ...policyInput, organisations: listInput.transform((all) => all.map(Number)).pipe(z.array(z.number().int().positive())), all: z.boolean().default(false), text: z.string().optional() }),
  async run(io, { cluster, policy, organisations, all, text }) {
    if (all === organisations.length > 0) throw new UsageError('--organisations 或 --all：二者给出其一。Give one of --organisations and --all.')
    const operations = await io.open()
    const { version } = await operations.call('getPolicy', { params: { cluster, policy } })
    const chosen = all ? (await operations.call('listQualifying', { params: { cluster, policy }, query: { verdict: 'yes', told: 'false', limit: most } })).items.map(({ organisation }) => organisation.id) : organisations
    if (chosen.length > 0) await operations.call('actOnPolicy', { params: { cluster, policy }, body: { event: 'tell', version, input: { organisations: chosen, text } } })
    const said = { zh: `已告知 ${chosen.length} 家。`, en: `${chosen.length} were told.` }
    return { json: { policy, told: chosen }, text: said[io.language] }
  },
})

export const policiesCoverage = defineCommand({
  name: 'policies coverage',
  summary: { zh: '政策覆盖哪些任务和环节，哪里是空白', en: 'Which tasks and nodes policies cover, and where they do not' },
  options: [clusterOption, { flags: '--gaps', text: { zh: '只列没有政策的风险环节', en: 'only nodes at risk that no policy names' } }],
  input: z.object({ ...clusterInput, gaps: z.boolean().default(false) }),
  async run(io, { cluster, gaps }) {
    const found = await (await io.open()).call('getPolicyCoverage', { params: { cluster }, query: { gaps: gaps ? 'true' : undefined, limit: most } })
    const named = (cells: Partial<Record<string, number[]>>): string => Object.entries(cells).map(([task, policies]) => `${task}: ${policies!.join(' ')}`).join('; ')
    return { json: found, text: table(found.nodes.items.map(({ node, state, gap, cells }) => [state === null ? ' ' : nodeStates[state].symbol, node.name, gap ? '–' : named(cells)])) }
  },
})

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file}：无法读作 JSON。It cannot be read as JSON. ${error instanceof Error ? error.message : ''}`)
  }
}

function reasonOf(line: AnswerLine, language: Language): string {
  if ('any' in line) return `${verdicts[line.verdict].symbol} (${line.any.map((part) => ('all' in part ? part.all.map((one) => short(one, language)).join(' + ') : short(part, language))).join(' | ')})`
  return short(line, language)
}

function short({ verdict, condition, found, missing }: AnswerView, language: Language): string {
  const said = missing ? missing.fields.map((one) => one[language]).join('/') : found.slice(0, 3).map(({ label, value }) => `${label ?? ''} ${value ?? ''}`.trim()).join(', ')
  return `${verdicts[verdict].symbol} ${eligibilityFacts[condition.fact][language]}: ${said}`
}
