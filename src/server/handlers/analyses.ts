import { Readable } from 'node:stream'
import { asViewer } from '../../access/viewer.ts'
import { analysisOf, ask, findKept, getAvailable, listAvailable } from '../../results/run.ts'
import { startRun } from '../../results/start.ts'
import { csvOf, xlsxOf } from '../../results/files.ts'
import { graphmlFor } from '../../results/graph-file.ts'
import { provenanceOf } from '../../results/provenance.ts'
import { getKept } from '../../results/store.ts'
import { compareResults, viewResult } from '../../results/view.ts'
import type { analysisEndpoints } from '../../shared/contract/analyses.ts'
import { utf8Mark } from '../../shared/csv.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../handler.ts'
import { xlsx } from './files.ts'

/** Analyses, their runs and results. */
export const analysisHandlers: Pick<Handlers, keyof typeof analysisEndpoints> = {
  listAnalyses: ({ viewer, context: { db } }) => listAvailable(db, viewer),
  getAnalysis({ params, viewer, context: { db, host } }) {
    // Whoever looks at an analysis is about to run it; that no thread can be had is said when they do.
    void host().then(({ pool }) => pool.warm(), () => undefined)
    return getAvailable(db, viewer, params.analysis)
  },
  async runAnalysis({ params, body, viewer, context }) {
    const { db } = context
    const asked = await ask(db, viewer, params.analysis, body.parameters, body.audience)
    const kept = await findKept(db, viewer, asked)
    if (kept !== undefined) return { result: kept, job: null }
    return { result: null, job: await startRun(context, viewer, asked) }
  },
  getResult: ({ params, query, viewer, context: { db } }) => viewResult(db, viewer, params.result, query.rows),
  async exportResult({ params, query, viewer, context: { db } }) {
    const kept = await asViewer(db, viewer, (tx) => getKept(tx, viewer, params.result), { readOnly: true })
    const { head, result } = kept
    const name = `${head.analysis}-${viewer.cluster}-${head.result}`
    if (params.format === 'xlsx') return xlsx(name, await xlsxOf(result, provenanceOf(analysisOf(head.analysis), head), query.lang))
    if (params.format === 'graphml') return { name: `${name}.graphml`, type: 'application/graphml+xml', content: Readable.from(await graphmlFor(db, viewer, kept)) }
    const table = query.table === undefined ? result.tables[0] : result.tables.find(({ id }) => id === query.table)
    if (!table) throw new AppError('not-found', { zh: `结果中没有表“${query.table}”。`, en: `The result has no table “${query.table}”.` })
    return { name: `${name}-${table.id}.csv`, type: 'text/csv', content: utf8Mark + csvOf(table) }
  },
  compareResults: ({ params, viewer, context: { db } }) => compareResults(db, viewer, params.result, params.other),
}
