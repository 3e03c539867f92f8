import { z } from 'zod'
import { thresholds as schema, type Thresholds } from '../../shared/contract/clusters.ts'
import { explainIssues } from '../../shared/issues.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, UsageError } from '../command.ts'
import { table } from '../table.ts'

const keys = Object.keys(schema.shape)

export const thresholds = defineCommand({
  name: 'thresholds',
  summary: { zh: '读取或设置规则阈值', en: 'Read or set the thresholds of the rules' },
  notes: { zh: '没有提到的阈值不变；环节状态随后按新阈值重算。', en: 'Thresholds that are not named stay as they are; node states then follow the new ones.' },
  options: [
    clusterOption,
    { flags: '--set <key=value>', many: true, text: { zh: '设置一项（可重复）；多个值以逗号分开，留空为无', en: 'set one (may be repeated); several values are parted by commas, nothing means none' } },
  ],
  input: z.object({ ...clusterInput, set: z.array(z.string()).default([]) }),
  async run(io, { cluster, set }) {
    const wanted = set.map(settingOf)
    const operations = await io.open()
    const before = (await operations.call('getCluster', { params: { cluster } })).thresholds
    if (wanted.length === 0) return { json: before, text: textOf(before) }
    const given = { ...before, ...Object.fromEntries(wanted) }
    const read = schema.safeParse(given)
    if (!read.success) throw new UsageError(wrong(explainIssues(read.error.issues, given)))
    const { thresholds: after } = await operations.call('updateThresholds', { params: { cluster }, body: read.data })
    return { json: after, text: textOf(after) }
  },
})

function wrong({ zh, en }: Text): Text {
  return { zh: `--set ${zh}`, en: `--set ${en}` }
}

/** `weakHhi=0.3` as the key and the value that the threshold is made of. */
function settingOf(word: string): [string, unknown] {
  const at = word.indexOf('=')
  const [key, value] = [word.slice(0, at), word.slice(at + 1).trim()]
  if (at < 1 || !keys.includes(key)) {
    throw new UsageError({ zh: `--set ${word}：应为 阈值=值，阈值为下列之一。\n${keys.join(' ')}`, en: `--set ${word}: it must be KEY=VALUE with one of these keys.\n${keys.join(' ')}` })
  }
  const standard = schema.parse({})[key as keyof Thresholds]
  if (Array.isArray(standard)) return [key, value === '' ? [] : value.split(',').map((part) => part.trim())]
  return [key, typeof standard === 'number' && value !== '' ? Number(value) : value]
}

function textOf(all: Thresholds): string {
  return table(Object.entries(all).map(([key, value]) => [key, Array.isArray(value) ? value.join(',') || '–' : String(value)]))
}
