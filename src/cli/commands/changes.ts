import { z } from 'zod'
import { nodeStates } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { table } from '../table.ts'

/** A number alone is the number of an import; everything else goes on as it is: a date, a moment, `import:12`, `version:3`. */
const momentInput = z.string().min(1).transform((text) => (/^\d+$/.test(text) ? `import:${text}` : text))
const momentText = { zh: '时间、导入编号、import:编号或 version:编号', en: 'a time, the number of an import, import:ID or version:ID' }

export const diff = defineCommand({
  name: 'diff',
  summary: { zh: '比较图谱的两个时点', en: 'Compare the chain map at two moments' },
  notes: { zh: '导入编号表示该次导入之前的时刻。', en: 'The number of an import stands for the moment just before it.' },
  options: [clusterOption, { flags: '--from <moment>', text: momentText }, { flags: '--to <moment>', text: { zh: `${momentText.zh}（默认现在）`, en: `${momentText.en} (default: now)` } }],
  input: z.object({ ...clusterInput, from: momentInput, to: momentInput.optional() }),
  async run(io, { cluster, from, to }) {
    const operations = await io.open()
    const found = await operations.call('compare', { params: { cluster }, query: { from, to } })
    const { nodes, links, supplies, states } = found
    const zh = io.language === 'zh'
    const stateOf = (state: keyof typeof nodeStates | null): string => (state === null ? '–' : nodeStates[state][io.language])
    const text = [
      `${found.from} → ${found.to}`,
      zh ? `环节：新增 ${nodes.added.length}，减少 ${nodes.removed.length}，更名 ${nodes.renamed.length}；关系：新增 ${links.added}，减少 ${links.removed}；供给：新增 ${supplies.added}，减少 ${supplies.removed}，变更 ${supplies.changed}`
        : `nodes: ${nodes.added.length} added, ${nodes.removed.length} removed, ${nodes.renamed.length} renamed; links: ${links.added} added, ${links.removed} removed; supplies: ${supplies.added} added, ${supplies.removed} removed, ${supplies.changed} changed`,
      table([
        ...nodes.added.map((node) => ['+', String(node.id), node.name]),
        ...nodes.removed.map((node) => ['-', String(node.id), node.name]),
        ...nodes.renamed.map((node) => ['~', String(node.id), `${node.before} → ${node.after}`]),
        ...states.map((node) => ['*', String(node.id), `${node.name}: ${stateOf(node.before)} → ${stateOf(node.after)}`]),
      ]),
    ]
    return { json: found, text: text.filter((part) => part !== '').join('\n') }
  },
})

export const changes = defineCommand({
  name: 'changes',
  summary: { zh: '自某时以来登记与失效的主张', en: 'What was claimed, and what ceased to stand, since a moment' },
  options: [
    clusterOption, { flags: '--from <moment>', text: momentText }, { flags: '--to <moment>', text: { zh: `${momentText.zh}（默认现在）`, en: `${momentText.en} (default: now)` } },
    { flags: '--limit <number>', text: { zh: '最多列出多少条（默认 500）', en: 'how many to list at most (default 500)' } },
  ],
  input: z.object({ ...clusterInput, from: momentInput, to: momentInput.optional(), limit: z.coerce.number().int().min(1).max(5000).optional() }),
  async run(io, { cluster, from, to, limit }) {
    const operations = await io.open()
    const found = await operations.call('listChanges', { params: { cluster }, query: { from, to, limit } })
    const rows = found.items.map(({ at, subject, predicate, object, before, after, change }) => [at, change, subject, [predicate, object].filter(Boolean).join(' '), [before, after].filter((one) => one !== null).join(' → ')])
    const rest = found.total - found.items.length
    return { json: found, text: [table(rows), ...(rest > 0 ? [`… ${rest}`] : [])].join('\n') }
  },
})
