import { matrixOf } from '../../kernels/matrix.ts'
import type { Observations, Subject } from '../../snapshot/observations.ts'
import type { SubjectKind, Text } from '../../shared/vocabulary.ts'
import { AppError } from '../../shared/errors.ts'
import type { IndexData, IndexNode } from './compose.ts'

/** What a person laid down about a node: key of the tree is the id of an indicator, or a name of their own for a group. */
export type LaidDown = { parent: string; weight: number; direction: 1 | -1; name?: string | undefined }

/** Of each indicator the observed period and, for each subject, the row of observations (−1: none). */
type Chosen = { indicator: number; period: string; rows: Int32Array }

/** The index as a person laid it down over the observations of one kind of subject; `aside` are regions of other levels, which are not compared. */
export type Observed = { data: IndexData; aside: Text[]; chosen: Chosen[] }

export const ROOT = 'index'

/** Reads units, values and tree out of observations. Without a tree, all indicators stand under one index, more being better. */
export function observe(observations: Observations, asked: { subject: SubjectKind; period: string; tree: Record<string, LaidDown> }): Observed {
  const all = observations.subjects.flatMap(({ kind }, n) => (kind === asked.subject ? [n] : []))
  const subjects = asked.subject === 'region' ? ofOneLevel(observations, all) : all
  const wanted = indicatorsOf(observations, asked.tree)
  const chosen = wanted.map((indicator) => choosePeriod(observations, { indicator, subjects, period: asked.period }))
  const used = Object.keys(asked.tree).length > 0 ? chosen : chosen.filter(({ rows }) => rows.some((row) => row >= 0))
  const values = matrixOf(used.length, subjects.length, Float64Array.from(used.flatMap(({ rows }) => Array.from(rows, (row) => (row < 0 ? NaN : observations.value[row]!)))))
  const units = subjects.map((n) => { const { kind, id, name } = observations.subjects[n]!; return { key: `${kind}:${id}`, name: name ?? String(id) } })
  const compared = new Set(subjects)
  const aside = all.filter((n) => !compared.has(n)).map((n) => titleOf(observations.subjects[n]!))
  return { data: { units, nodes: nodesOf(observations, used, asked.tree), values }, aside, chosen: used }
}

/** What a subject is called, in both languages. */
function titleOf({ id, name, english }: Subject): Text {
  const zh = name ?? String(id)
  return { zh, en: english ?? zh }
}

/** A province is not compared with its cities: the level with the most observed regions stays, of two alike the smaller one. */
function ofOneLevel({ subjects }: Observations, regions: readonly number[]): number[] {
  const levels = ['county', 'city', 'province'].map((level) => regions.filter((n) => levelOf(subjects[n]!.id) === level))
  return levels.reduce((most, one) => (one.length > most.length ? one : most))
}

/** The level in a GB/T 2260 code: 440000 a province, 440300 a city, 440305 a county. */
function levelOf(code: number): 'province' | 'city' | 'county' {
  return code % 10_000 === 0 ? 'province' : code % 100 === 0 ? 'city' : 'county'
}

function indicatorsOf({ indicators }: Observations, tree: Record<string, LaidDown>): number[] {
  const codes = Object.keys(tree)
  if (codes.length === 0) return indicators.map((_, n) => n)
  const place = new Map(indicators.map(({ id }, n) => [String(id), n]))
  const lost = codes.find((code) => /^\d+$/.test(code) && !place.has(code))
  if (lost !== undefined) throw new AppError('invalid-request', { zh: `指标树中的指标 ${lost} 不存在，或您无权查看。请从列出的指标中选取。`, en: `The indicator ${lost} of the tree does not exist, or you may not see it. Choose from the listed ones.` })
  return codes.flatMap((code) => place.get(code) ?? [])
}

function nodesOf({ indicators }: Observations, chosen: readonly Chosen[], tree: Record<string, LaidDown>): IndexNode[] {
  const leaves = chosen.map(({ indicator, period }): IndexNode => {
    const { id, name } = indicators[indicator]!
    const { parent = ROOT, weight = 1, direction = 1 } = tree[String(id)] ?? {}
    return { code: String(id), name, parent, weight, direction, note: period }
  })
  const groups = Object.entries(tree).filter(([code]) => !/^\d+$/.test(code) && code !== ROOT).map(([code, { parent, weight, name }]): IndexNode => ({ code, name: name ?? code, parent, weight }))
  return [...leaves, ...groups, { code: ROOT, name: tree[ROOT]?.name ?? '指数 Index', parent: '', weight: 1 }]
}

/**
 * The period asked for; else the latest in which at least half as many subjects are observed as in the best observed one, so that a
 * period that has only begun to come in is not taken.
 */
function choosePeriod({ count, ...columns }: Observations, { indicator, subjects, period }: { indicator: number; subjects: readonly number[]; period: string }): Chosen {
  const place = new Map(subjects.map((subject, n) => [subject, n]))
  const byPeriod = new Map<string, Int32Array>()
  for (let row = 0; row < count; row++) {
    const unit = place.get(columns.subject[row]!)
    if (columns.indicator[row] !== indicator || unit === undefined || Number.isNaN(columns.value[row])) continue
    const at = columns.periods[columns.period[row]!]!
    if (period !== '' && at !== period) continue
    const rows = byPeriod.get(at) ?? new Int32Array(subjects.length).fill(-1)
    rows[unit] = row
    byPeriod.set(at, rows)
  }
  const observed = [...byPeriod].map(([at, rows]) => ({ at, rows, known: rows.filter((row) => row >= 0).length }))
  const most = Math.max(0, ...observed.map(({ known }) => known))
  const best = observed.filter(({ known }) => known >= most / 2).sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  return { indicator, period: best?.at ?? period, rows: best?.rows ?? new Int32Array(subjects.length).fill(-1) }
}
