import { z } from 'zod'
import type { NodeRow } from '../../shared/contract/chain.ts'
import { keysOf, nodeStates } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { idOf } from '../ids.ts'
import { table } from '../table.ts'

const window = 1000

export const nodes = defineCommand({
  name: 'nodes',
  summary: { zh: '环节及其状态与理由', en: 'Nodes with their states and reasons' },
  options: [clusterOption, { flags: '--state <state>', text: { zh: `只列此状态：${Object.keys(nodeStates).join('、')}`, en: 'only nodes of this state' } }],
  input: z.object({ ...clusterInput, state: z.enum(keysOf(nodeStates)).optional() }),
  async run(io, { cluster, state }) {
    const operations = await io.open()
    const all: NodeRow[] = []
    for (let total = 1; all.length < total; ) {
      const page = await operations.call('listNodes', { params: { cluster }, query: { state, after: all.at(-1)?.id, limit: window, reasons: 'true' } })
      total = page.items.length === 0 ? 0 : page.total
      all.push(...page.items)
      io.progress(all.length, page.total, { zh: '正在读取环节', en: 'Reading nodes' })
    }
    const json = all.map((node) => ({
      id: idOf(node), name: node.name, kind: node.kind, stage: node.stage, state: node.state, reasons: node.reasons ?? [],
      number: node.id, code: node.code, stageName: node.stageName, suppliers: node.suppliers, topOrigin: node.topOrigin, topOriginShare: node.topOriginShare,
    }))
    return { json, text: table(all.map((node) => [idOf(node), node.name, nodeStates[node.state][io.language], node.why?.[io.language] ?? ''])) }
  },
})
