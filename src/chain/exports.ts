import { Readable } from 'node:stream'
import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Lang } from '../shared/format.ts'
import { stages, type Stage } from '../shared/vocabulary.ts'
import { getSnapshot } from '../snapshot/sections.ts'
import { toGexf, toGraphml, toJson, toSvg, type ChainDrawing } from './drawing/index.ts'
import { drawMap, type Selection } from './map-data.ts'
import { selectWhere, type MapRequest } from './map.ts'
import { readNeighbourhood } from './neighbourhood.ts'
import { ensureStates } from './states.ts'
import { writeWorkbook } from './workbook.ts'

export type ChainFormat = 'json' | 'graphml' | 'gexf' | 'svg' | 'xlsx'
export type ChainFile = { name: string; type: string; content: Readable | Buffer }

const types: Record<ChainFormat, string> = {
  json: 'application/json', graphml: 'application/graphml+xml', gexf: 'application/gexf+xml', svg: 'image/svg+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The map, or the part of it that is asked for, as a file. The workbook holds the sheets that an import reads again. */
export async function exportChain(db: Db, viewer: Viewer, format: ChainFormat, { lang, ...request }: MapRequest & { lang: Lang }, now = new Date()): Promise<ChainFile> {
  const file = { name: `chain-${viewer.cluster}.${format}`, type: types[format] }
  const selection = await selectionOf(db, viewer, request, now)
  if (format === 'xlsx') return { ...file, content: Buffer.from(await asViewer(db, viewer, (tx) => writeWorkbook(tx, viewer, selection.ids), { readOnly: true })) }
  const title = await asViewer(db, viewer, (tx) => titleOf(tx, viewer, lang), { readOnly: true })
  return { ...file, content: Readable.from(writers[format](drawingOf(selection, title), lang)) }
}

const writers: Record<Exclude<ChainFormat, 'xlsx'>, (drawing: ChainDrawing, language: Lang) => Iterable<string>> = {
  json: toJson, graphml: toGraphml, gexf: toGexf, svg: (drawing, language) => toSvg(drawing, { language, paper: null }),
}

async function selectionOf(db: Db, viewer: Viewer, { node, hops, ...filter }: MapRequest, now: Date): Promise<Selection> {
  if (node !== undefined) return (await readNeighbourhood(db, viewer, { node, hops: hops ?? 1 }, now)).selection
  await ensureStates(db, viewer, now)
  const snapshot = await getSnapshot(db, viewer)
  return asViewer(db, viewer, (tx) => selectWhere(tx, viewer, snapshot, filter), { readOnly: true })
}

async function titleOf(tx: Tx, viewer: Viewer, lang: Lang): Promise<string> {
  const rows = await tx.query<{ name: string; nameEn: string | null }>(sql`select name, name_en as "nameEn" from cluster where cluster_id = ${viewer.cluster}`)
  const name = rows[0]?.name ?? viewer.cluster
  return lang === 'zh' ? `${name} · 产业链图谱` : `${rows[0]?.nameEn ?? name} · Chain map`
}

/** Goods flow from an input to what it goes into, and from a kind to what it is a kind of. */
function drawingOf(selection: Selection, title: string): ChainDrawing {
  const { ids, names, kinds, states, columns, columnOf, groups, groupOf, edges } = selection
  const { x, y } = drawMap(selection)
  const nodes = ids.map((id, n) => {
    const column = columns[columnOf[n]!]
    const stage = column && column.key in stages ? (column.key as Stage) : null
    // A named stage has no place among the three; the picture shows it as the group.
    const group = groups[groupOf[n]!] ?? (stage === null ? column?.title : undefined)
    return { id: String(id), name: names[n]!, kind: kinds[n]!, stage, state: states[n]!, ...(group === undefined ? {} : { group }), x: x[n]!, y: y[n]! }
  })
  const drawn: ChainDrawing['edges'][number][] = []
  for (let e = 0; e < edges.length; e += 3) {
    const [user, input] = [String(ids[edges[e]!]!), String(ids[edges[e + 1]!]!)]
    drawn.push(edges[e + 2] === 0 ? { source: input, target: user, relation: 'requires' } : { source: user, target: input, relation: 'isA' })
  }
  return { title, nodes, edges: drawn }
}
