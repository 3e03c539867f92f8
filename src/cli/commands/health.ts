import { z } from 'zod'
import { formatPercent } from '../../shared/format.ts'
import { healthFigureKeys, healthFigures } from '../../shared/health.ts'
import { actorTypes, governanceTasks, keysOf } from '../../shared/vocabulary.ts'
import type { HealthFigures } from '../../shared/contract/health.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { table } from '../table.ts'

export const health = defineCommand({
  name: 'health',
  summary: { zh: '共治健康：每项任务、每类主体，全部由事件得出', en: 'Health of co-governance by task and actor type, from events alone' },
  options: [clusterOption, { flags: '--task <task>', text: { zh: '只列一项任务：T1 至 T5', en: 'one task only: T1 to T5' } }],
  input: z.object({ ...clusterInput, task: z.enum(keysOf(governanceTasks)).optional() }),
  async run(io, { cluster, task }) {
    const found = await (await io.open()).call('getHealth', { params: { cluster }, query: { task, limit: 1000 } })
    const { language } = io
    const head = ['', language === 'zh' ? '全部' : 'all', ...keysOf(actorTypes).map((type) => actorTypes[type][language])]
    const lines = found.tasks.flatMap(({ task: key, all, types }) => [
      [`${key} ${governanceTasks[key][language]}`, ...head.slice(1)],
      ...healthFigureKeys.map((figure) => [healthFigures[figure].title[language], ...[all, ...keysOf(actorTypes).map((type) => types[type]!)].map((figures) => cellOf(figures, figure))]),
    ])
    return { json: found, text: table(lines) }
  },
})

function cellOf(figures: HealthFigures, figure: keyof HealthFigures): string {
  const value = figures[figure]
  if ('median' in value) return value.median === null ? '–' : `${value.median.toFixed(1)} d (${value.of})`
  return value.interval === null ? '–' : `${value.yes}/${value.of} [${formatPercent(value.interval.low, 0)}–${formatPercent(value.interval.high, 0)}]`
}
