import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../shared/errors.ts'
import { graphmlChunks } from '../shared/graphml.ts'
import type { Chunks } from '../shared/xml.ts'
import { factsNow } from './explain.ts'
import { provenanceOf } from './provenance.ts'
import type { Kept } from './store.ts'

/** The network a result stands on, as GraphML with where it comes from. It is read from the facts, so these must be those of the result. */
export async function graphmlFor(db: Db, viewer: Viewer, { head, result }: Kept): Promise<Chunks> {
  const { definition, snapshot } = await factsNow(db, viewer, head)
  if (!definition.graph) {
    throw new AppError('invalid-request', { zh: `“${definition.title.zh}”的结果不是建立在网络上的，没有 GraphML。请改取 xlsx 或 CSV。`, en: `“${definition.title.en}” does not stand on a network: there is no GraphML. Take xlsx or CSV.` })
  }
  if (snapshot.id !== head.snapshot || definition.version !== head.version) {
    throw new AppError('changed-meanwhile', { zh: '这项结果算出之后事实有变化，原来的网络已不在。请重新计算，再下载。', en: 'The facts have changed since this result was computed, and its network is no longer there. Compute it again, then download.' })
  }
  const graph = definition.graph(snapshot, result)
  const { title, method, lines } = provenanceOf(definition, head)
  const said = lines.map(([name, value]) => [name.en.toLowerCase().replaceAll(' ', '_'), value] as const)
  return graphmlChunks({ ...graph, about: { ...graph.about, title: `${title.zh} ${title.en}`, method, ...Object.fromEntries(said) } })
}
