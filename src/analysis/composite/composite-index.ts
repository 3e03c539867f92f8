import { z } from 'zod'
import { keysOf, subjectKinds, type SubjectKind } from '../../shared/vocabulary.ts'
import type { Observations } from '../../snapshot/observations.ts'
import { refs } from '../../snapshot/refs.ts'
import { defineAnalysis, named } from '../define.ts'
import { composeIndex } from './compose.ts'
import { observe, type LaidDown } from './observed.ts'
import { indexParameters, indexSchema } from './parameters.ts'
import { resultOf } from './tables.ts'

const laidDown = z.strictObject({
  parent: z.string().min(1).max(60).default('index'), weight: z.coerce.number().min(0).max(1e9).default(1),
  direction: z.union([z.literal(1), z.literal(-1)]).default(1), name: z.string().max(100).optional(),
})

const parameters = z.strictObject({
  subject: named(z.enum(keysOf(subjectKinds)).default('region'), { zh: '比较什么', en: 'Compare' }),
  period: named(z.string().max(20).default(''), { zh: '时段', en: 'Period' }, { zh: '空白：每个指标取观测到至少一半单位的最近时段', en: 'blank: of each indicator the latest period in which at least half of its units are observed' }),
  tree: named(z.record(z.string().min(1).max(60), laidDown).default({}), { zh: '指标树', en: 'Tree of indicators' }, { zh: '指标编号或组名 → 上级、权重、方向；空白：全部指标直属一个指数', en: 'id of an indicator or name of a group → parent, weight, direction; empty: all indicators under one index' }),
  ...indexParameters,
})
type Parameters = z.output<typeof parameters>

/** An index over observed indicators of regions, organisations or nodes, in which ranks come as distributions. */
export const compositeIndex = defineAnalysis({
  id: 'composite-index',
  version: 1,
  family: 'composite',
  title: { zh: '综合指数', en: 'Composite index' },
  unit: { zh: '名次', en: 'place' },
  summary: { zh: '多个指标合成一个指数；名次以区间给出，说明有多可靠。', en: 'Several indicators joined into one index; places come as intervals that say how sure they are.' },
  method: 'docs/methods/composite-index.md',
  needs: ['observations'],
  parameters,
  missing({ observations }) {
    const comparable = keysOf(subjectKinds).some((kind) => countOf(observations, kind) >= 2)
    return comparable ? [] : [{ sheet: 'observations', text: { zh: '没有两个以上同类对象（地区、主体或环节）的观测。请导入含多个地区或主体的指标表。', en: 'No two subjects of one kind (regions, organisations, nodes) are observed. Load a table of indicators for several of them.' } }]
  },
  choices({ observations }) {
    return {
      indicator: observations.indicators.map(({ id, name }) => ({ value: String(id), title: { zh: name, en: name } })),
      subject: keysOf(subjectKinds).filter((kind) => countOf(observations, kind) >= 2).map((kind) => ({ value: kind, title: subjectKinds[kind] })),
      period: [...observations.periods].sort().reverse().map((period) => ({ value: period, title: { zh: period, en: period } })),
    }
  },
  compute({ observations }, given, hooks) {
    const { data, aside } = observe(observations, askedOf(given))
    const rest = indexSchema.parse(pick(given))
    const result = resultOf(composeIndex(data, rest, hooks), rest)
    const assumed = Object.keys(given.tree).length > 0 ? [] : [{ zh: '没有给出指标树：全部指标直属一个指数，权重相等，都按越大越好计。', en: 'No tree was given: all indicators stand under one index with equal weights, more being better.' }]
    const others = aside.length === 0 ? [] : [{ zh: `只比较同一级地区；未计入：${aside.map(({ zh }) => zh).join('、')}。`, en: `Only regions of one level are compared; left aside: ${aside.map(({ en }) => en).join(', ')}.` }]
    return { ...result, notes: [...others, ...result.notes], cautions: [...assumed, ...result.cautions] }
  },
  trace: ({ observations }, given, { table, row, column }) => {
    const { data, chosen } = observe(observations, askedOf(given))
    if (table === 'nodes') return chosen.filter(({ indicator }) => String(observations.indicators[indicator]!.id) === row).flatMap(({ rows }) => rowsTo(observations, rows))
    const unit = data.units.findIndex(({ key }) => key === row)
    const only = table === 'normalised' ? /^i(\d+)$/.exec(column)?.[1] : undefined
    return chosen.filter(({ indicator }) => only === undefined || String(observations.indicators[indicator]!.id) === only).flatMap(({ rows }) => rowsTo(observations, Int32Array.of(rows[unit] ?? -1)))
  },
})

function askedOf({ subject, period, tree }: Parameters): { subject: SubjectKind; period: string; tree: Record<string, LaidDown> } {
  return { subject, period, tree }
}

function pick(given: Parameters): Omit<Parameters, 'subject' | 'period' | 'tree'> {
  const { subject: _subject, period: _period, tree: _tree, ...rest } = given
  return rest
}

const countOf = ({ subjects }: Observations, kind: SubjectKind): number => subjects.filter((one) => one.kind === kind).length
const rowsTo = (observations: Observations, rows: Int32Array): string[] => [...rows].filter((row) => row >= 0).map((row) => refs.observation(observations, row))
