import { z } from 'zod'
import { mechanismKinds } from '../../shared/mechanisms.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { table } from '../table.ts'

export const mechanisms = defineCommand({
  name: 'mechanisms',
  summary: { zh: '机制及其日程', en: 'Mechanisms with their dates' },
  options: [clusterOption],
  input: z.object(clusterInput),
  async run(io, { cluster }) {
    const found = await (await io.open()).call('listMechanisms', { params: { cluster } })
    const late = (row: (typeof found)[number]): number => row.occurrences.filter(({ state }) => state === 'overdue').length
    return { json: found, text: table(found.map((row) => [String(row.mechanism), row.task, mechanismKinds[row.kind][io.language], row.next ?? '–', String(late(row)), row.convenor.name, row.title])) }
  },
})
