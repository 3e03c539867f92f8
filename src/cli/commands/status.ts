import { z } from 'zod'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { table } from '../table.ts'

const titles: Record<string, { zh: string; en: string }> = {
  organisations: { zh: '主体', en: 'organisations' }, nodes: { zh: '环节', en: 'nodes' }, stages: { zh: '阶段', en: 'stages' },
  requires: { zh: '投入', en: 'requires' }, isA: { zh: '归类', en: 'is a kind of' }, supplies: { zh: '供给', en: 'supplies' },
  origins: { zh: '来源份额', en: 'origin shares' }, observations: { zh: '观测', en: 'observations' }, indicators: { zh: '指标', en: 'indicators' },
  claims: { zh: '主张', en: 'claims' }, sources: { zh: '来源', en: 'sources' }, questions: { zh: '待判断的重复主体', en: 'open questions' },
  conflicts: { zh: '有相异主张的事实', en: 'facts with conflicting claims' }, risks: { zh: '风险条目', en: 'risk items' },
}

export const status = defineCommand({
  name: 'status',
  summary: { zh: '当前事实计数', en: 'Counts of current facts' },
  notes: { zh: 'nodes 不含阶段（stages 另计）；supplies 为主体对环节或阶段的供给，origins 为国家或地区的来源份额。', en: 'nodes leaves out stages, which are counted apart; supplies are by organisations, origins by countries, each of a node or a stage.' },
  options: [clusterOption],
  input: z.object(clusterInput),
  async run(io, { cluster }) {
    const operations = await io.open()
    const counts = await operations.call('getStatus', { params: { cluster } })
    const rows = Object.entries(titles).map(([key, title]) => [title[io.language], String(counts[key as keyof typeof counts])])
    return { json: counts, text: table(rows) }
  },
})
