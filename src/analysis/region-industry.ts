import { z } from 'zod'
import { matrixOf, rowSums, transpose, type Matrix } from '../kernels/matrix.ts'
import { industryAt, industryLevels, industryName, type IndustryLevel } from '../shared/industries.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { ResultColumn } from '../shared/results.ts'
import { counted, isCounted, measures, regionIndustryOf, type Counted, type Measure, type Registry, type RegionIndustry } from '../snapshot/registry.ts'
import { refs } from '../snapshot/refs.ts'
import { named, type Missing } from './define.ts'

/** Regions × industries without empty rows and columns, so that every location quotient is defined. */
export type Crossing = { regions: { code: string; name: string }[]; industries: { code: string; name: Text }[]; values: Matrix; counts: Matrix; notes: Text[]; cautions: Text[] }
export type CrossingRules = { who: Counted; measure: Measure; level: IndustryLevel }

export const measureTitles: Record<Measure, Text> = {
  organisations: { zh: '主体数', en: 'Organisations' },
  revenue: { zh: '营业收入', en: 'Revenue' },
  employees: { zh: '员工人数', en: 'Employees' },
  researchSpending: { zh: '研发投入', en: 'Research spending' },
}

const countedTitles: Record<Counted, Text> = { enterprises: { zh: '企业', en: 'Enterprises' }, all: { zh: '全部主体', en: 'All organisations' } }

/** The parameters of every analysis of regions and industries. */
export const crossingParameters = {
  who: named(z.enum(counted).meta({ terms: countedTitles }).default('enterprises'), { zh: '计入', en: 'Counted' }, { zh: '没有写明类型的主体按企业计入', en: 'Organisations without a stated actor type count as enterprises' }),
  measure: named(z.enum(measures).meta({ terms: measureTitles }).default('organisations'), { zh: '按什么计', en: 'Measured by' }),
  level: named(z.enum(['2', '3', '4', 'stated'] as const satisfies readonly IndustryLevel[]).meta({ terms: industryLevels }).default('2'), { zh: '行业细到', en: 'Industries as' }),
}

/** Crosses regions and industries of a registry and says what was left out of it. */
export function crossingOf(registry: Registry, { who, measure, level }: CrossingRules): Crossing {
  const { values, counts, regions, regionNames, industries, left } = regionIndustryOf(atLevel(registry, level), measure, who)
  const keptRows = present(rowSums(values))
  const keptColumns = present(rowSums(transpose(values)))
  const cut = (matrix: Matrix) => matrixOf(keptRows.length, keptColumns.length, Float64Array.from(keptRows.flatMap((r) => keptColumns.map((c) => matrix.values[r * matrix.columns + c]!))))
  return {
    regions: keptRows.map((r) => ({ code: regions[r]!, name: regionNames[r]! })), industries: keptColumns.map((c) => ({ code: industries[c]!, name: industryName(industries[c]!) })),
    values: cut(values), counts: cut(counts), ...told({ registry, measure, left, isEmpty: keptRows.length === 0 }),
  }
}

/** The same registry with its industries cut to a level. */
function atLevel(registry: Registry, level: IndustryLevel): Registry {
  const cut = registry.industries.map((industry) => industryAt(industry, level))
  const industries = [...new Set(cut)].sort()
  const place = new Map(industries.map((industry, n) => [industry, n]))
  return { ...registry, industries, industry: registry.industry.map((n) => (n < 0 ? n : place.get(cut[n]!)!)) }
}

const present = (sums: Float64Array): number[] => Array.from(sums.keys()).filter((n) => sums[n]! > 0)

type Told = { registry: Registry; measure: Measure; left: RegionIndustry['left']; isEmpty: boolean }

function told({ registry, measure, left, isEmpty }: Told): { notes: Text[]; cautions: Text[] } {
  const included = registry.count - left.type - left.place - left.size
  const { zh, en } = measureTitles[measure]
  const notes = [{
    zh: `按${zh}计；${registry.count} 个主体中计入 ${included} 个，${left.place} 个没有地区或行业，不在表中。${left.type > 0 ? `非企业的 ${left.type} 个不计。` : ''}`,
    en: `Measured by: ${en.toLowerCase()}; ${included} of ${registry.count} organisations are in, ${left.place} state no region or no industry and are in no cell.${left.type > 0 ? ` Not counted: ${left.type} of other actor types.` : ''}`,
  }]
  const cautions: Text[] = []
  if (left.size > 0) cautions.push({ zh: `${left.size} 个主体没有填${zh}，未计入：缺失不是零，它们所在的格可能偏小。`, en: `${left.size} organisations state no ${en.toLowerCase()} and are left out: missing is not zero, so their cells may be too small.` })
  if (isEmpty && measure === 'organisations') cautions.push({ zh: '没有一个写明地区和行业的企业。可改为计入全部主体，或在“主体名单”中补上。', en: 'No enterprise states both a region and an industry. Count all organisations, or bring them in with the sheet “Organisations”.' })
  else if (isEmpty) cautions.push({ zh: `没有一个有地区和行业的主体填了${zh}。请在“主体名单”中补上这一列。`, en: `No organisation with region and industry states its ${en.toLowerCase()}. Bring that column in with the sheet “Organisations”.` })
  cautions.push({ zh: '只含名单中的主体，不是地区的全部产业；结果随地区与行业的划分而变。', en: 'Only listed organisations are in, not all the industry of a region; results change with the boundaries of regions and industries.' })
  return { notes, cautions }
}

/** Without a region or an industry there is nothing to cross; the list of organisations brings them. */
export function missingCrossing({ region, industry, count }: Registry): Missing[] {
  const placed = (column: Int32Array) => column.some((n) => n >= 0)
  const any = Array.from({ length: count }, (_, row) => row).some((row) => region[row]! >= 0 && industry[row]! >= 0)
  if (any) return []
  const lacks = [...(placed(region) ? [] : [{ zh: '地区', en: 'a region' }]), ...(placed(industry) ? [] : [{ zh: '行业', en: 'an industry' }])]
  const [zh, en] = lacks.length === 0 ? ['同时填有地区和行业', 'both a region and an industry'] : [`填有${lacks.map((one) => one.zh).join('和')}`, lacks.map((one) => one.en).join(' or ')]
  return [{ sheet: 'organisations', text: { zh: `没有一个主体${zh}。请在“主体名单”中补上。`, en: `No organisation states ${en}. Bring it in with the list of organisations.` } }]
}

export const regionKey = (code: string): string => `region:${code}`
export const industryKey = (code: string): string => `industry:${code}`
export const cellKey = (region: string, industry: string): string => `${regionKey(region)}:${industryKey(industry)}`

/** An organisation with region and industry; its size is NaN where it is not stated. */
export type Member = { row: number; region: string; size: number }

/** The organisations of a row (`region:…`, `industry:…`, or both), those without a stated size left out. */
export function membersOf(registry: Registry, { who, measure, level }: CrossingRules, key: string): Member[] {
  const { regions, industries, region, industry, count } = registry
  const sizes = measure === 'organisations' ? null : registry[measure]
  return Array.from({ length: count }, (_, row) => row).flatMap((row): Member[] => {
    if (!isCounted(registry, who, row) || region[row]! < 0 || industry[row]! < 0) return []
    const [code, kind] = [regions[region[row]!]!, industryAt(industries[industry[row]!]!, level)]
    const size = sizes ? sizes[row]! : 1
    return [regionKey(code), industryKey(kind), cellKey(code, kind)].includes(key) && !Number.isNaN(size) ? [{ row, region: code, size }] : []
  })
}

/** The facts that place and size the organisations of a row, the largest first. */
export function traceCrossing(registry: Registry, rules: CrossingRules, key: string): string[] {
  const field = rules.measure === 'organisations' ? 'industry' : rules.measure
  return membersOf(registry, rules, key).sort((a, b) => b.size - a.size || a.row - b.row).map(({ row }) => refs.organisation(registry.id[row]!, field))
}

/** A column of industries by their code, told by their names. */
export const industryColumn = (industries: Crossing['industries']): ResultColumn => (
  { key: 'industry', title: { zh: '行业', en: 'Industry' }, kind: 'term', terms: Object.fromEntries(industries.map(({ code, name }) => [code, name])) })
