import { z } from 'zod'
import { asViewer, audienceOf, type Audience, type Viewer } from '../access/viewer.ts'
import type { Definition } from '../analysis/define.ts'
import { analyses, findAnalysis } from '../analysis/index.ts'
import type { Db } from '../db/db.ts'
import type { AnalysisInfo, ResultHead } from '../shared/contract/analyses.ts'
import { AppError } from '../shared/errors.ts'
import { explainIssues } from '../shared/issues.ts'
import { getSections, type SectionName, type SnapshotOf } from '../snapshot/sections.ts'
import { infoOf, missingOf } from './availability.ts'
import { findResult, listResults, type ResultKey } from './store.ts'

/** A run that is asked for: everything it will be known by, and the snapshot it looks at. */
export type Asked = { definition: Definition; snapshot: SnapshotOf<SectionName>; key: ResultKey }

/** Every analysis with what this viewer's data lack for it. */
export async function listAvailable(db: Db, viewer: Viewer): Promise<AnalysisInfo[]> {
  const needs = [...new Set(analyses.flatMap((one) => one.needs))]
  const snapshot = await getSections(db, viewer, needs)
  return analyses.map((definition) => infoOf(definition, snapshot as SnapshotOf<SectionName>))
}

export async function getAvailable(db: Db, viewer: Viewer, id: string): Promise<AnalysisInfo & { choices: NonNullable<ReturnType<NonNullable<Definition['choices']>>>; results: ResultHead[] }> {
  const definition = analysisOf(id)
  const snapshot = await sectionsFor(db, viewer, definition)
  const info = infoOf(definition, snapshot)
  const results = await asViewer(db, viewer, (tx) => listResults(tx, viewer, id), { readOnly: true })
  return { ...info, choices: info.missing.length > 0 ? {} : definition.choices?.(snapshot) ?? {}, results }
}

/** Checks what is asked and takes the snapshot; what can't be computed says which data are missing and which sheet would bring them. */
export async function ask(db: Db, viewer: Viewer, id: string, given: Record<string, unknown>, audience: Audience = audienceOf(viewer)): Promise<Asked> {
  const definition = analysisOf(id)
  const parameters = readParameters(definition, given)
  const snapshot = await sectionsFor(db, viewer, definition, audience)
  const missing = missingOf(definition, snapshot)
  if (missing.length > 0) {
    throw new AppError('data-missing', {
      zh: `“${definition.title.zh}”无法计算：${missing.map(({ text }) => text.zh).join('')}`, en: `“${definition.title.en}” can not be computed: ${missing.map(({ text }) => text.en).join(' ')}`,
    }, { missing })
  }
  return { definition, snapshot, key: { analysis: id, version: definition.version, snapshot: snapshot.id, audience, parameters } }
}

/** The kept result of what is asked, if there is one. */
export function findKept(db: Db, viewer: Viewer, { key }: Asked): Promise<number | undefined> {
  return asViewer(db, viewer, (tx) => findResult(tx, viewer, key), { readOnly: true })
}

export function analysisOf(id: string): Definition {
  const found = findAnalysis(id)
  if (found) return found
  throw new AppError('not-found', { zh: `没有名为“${id}”的分析。可用的有：${analyses.map((one) => one.id).join('、')}。`, en: `There is no analysis “${id}”. There are: ${analyses.map((one) => one.id).join(', ')}.` })
}

/** The parameters with their defaults filled in; a wrong one is named with what it may be. */
export function readParameters({ parameters }: { parameters: z.ZodObject }, given: Record<string, unknown>): Record<string, unknown> {
  const read = parameters.safeParse(given)
  if (read.success) return read.data
  const wrong = explainIssues(read.error.issues, given)
  const known = Object.keys(parameters.shape)
  throw new AppError('invalid-request', { zh: `参数有误：${wrong.zh}。可用的参数：${known.join('、') || '无'}。`, en: `A parameter is wrong: ${wrong.en}. There are: ${known.join(', ') || 'none'}.` })
}

async function sectionsFor(db: Db, viewer: Viewer, { needs }: Definition, audience?: Audience): Promise<SnapshotOf<SectionName>> {
  return (await getSections(db, viewer, needs, audience)) as SnapshotOf<SectionName>
}
