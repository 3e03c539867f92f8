import { z } from 'zod'
import { removal } from '../../shared/contract/chain.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { idOf } from '../ids.ts'
import { table } from '../table.ts'

const dimensions = removal.shape.dimension.options

const removed = z.string().transform((text, context) => {
  const [dimension, ...rest] = text.split(':')
  const read = removal.safeParse({ dimension, element: rest.join(':').trim() })
  if (read.success) return read.data
  context.addIssue({ code: 'custom', message: `应为 ${dimensions.join('|')}:元素，如 origin:USA expected dimension:element, such as origin:USA` })
  return z.NEVER
})

export const stress = defineCommand({
  name: 'stress',
  summary: { zh: '压力测试：移除来源，看哪些环节停摆', en: 'Stress test: take something away and see which nodes stop' },
  notes: {
    zh: '元素可写代码或名称：origin:USA、owner:名称、region:440300、organisation:信用代码（或证券代码、编码、名称）、node:编码。缺少依据的环节列为未知，不当作安全。',
    en: 'Elements are codes or names: origin:USA, owner:NAME, region:440300, organisation:CREDIT-CODE (or stock code, code, name), node:CODE. Nodes without evidence are listed as unknown, never as safe.',
  },
  options: [
    clusterOption,
    { flags: '--remove <dimension:element>', many: true, text: { zh: '移除什么（可重复）', en: 'what to take away (may be repeated)' } },
    { flags: '--days <days>', text: { zh: '持续天数（默认不限）', en: 'for how many days (default: for good)' } },
  ],
  input: z.object({ ...clusterInput, remove: z.array(removed).min(1).max(50), days: z.coerce.number().min(1).max(3650).optional() }),
  async run(io, { cluster, remove, days }) {
    const operations = await io.open()
    const result = await operations.call('runStress', { params: { cluster }, body: { remove, days } })
    const coded = <T extends { id: number; code: string | null }>(nodes: readonly T[]) => nodes.map((node) => ({ ...node, id: idOf(node), number: node.id }))
    const json = { ...result, stopped: coded(result.stopped), reduced: coded(result.reduced), unknown: coded(result.unknown) }
    const { language } = io
    const zh = language === 'zh'
    const { supplies, nodesStopped, nodesUnknown, nodes } = result.lost
    const head = zh
      ? `移除 ${result.removed.map((one) => one.title).join('、')}：涉及 ${supplies} 项供给；${nodes} 个环节中停摆 ${nodesStopped}，未知 ${nodesUnknown}。`
      : `Without ${result.removed.map((one) => one.title).join(', ')}: ${supplies} supplies hit; of ${nodes} nodes ${nodesStopped} stop, ${nodesUnknown} are unknown.`
    const stopped = table(json.stopped.map((node) => [node.id, node.name, zh ? `第 ${node.day} 天停摆` : `stops on day ${node.day}`, node.cause[language]]))
    const unknown = table(json.unknown.map((node) => [node.id, node.name, zh ? '未知' : 'unknown', node.cause[language]]))
    return { json, text: [head, stopped, unknown].filter((part) => part !== '').join('\n') }
  },
})
