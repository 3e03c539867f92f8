import { useMemo } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { asNetworkPicture, type NetworkPicture } from '../../../src/shared/network-picture.ts'
import { NetworkDrawing, type Brokers } from '../../charts/network-picture.tsx'
import { useAnalysis, useEvidence, useWords } from '../../parts/index.ts'
import { networkWords } from '../../words/network.ts'

/** So many are marked as brokers. */
const brokersAtMost = 10

/** The drawing of a network, where a result has one; a symbol opens into the links it rests on. */
export function NetworkSection({ result }: { result: ResultView }) {
  const t = useWords(networkWords)
  const picture = asNetworkPicture(result.detail)
  if (!picture || picture.nodes.length === 0) return null
  return (
    <>
      <h2>{t.heading}</h2>
      <WithBrokers result={result} picture={picture} />
    </>
  )
}

/** Who brokers is told by an analysis of its own, of the same links. */
function WithBrokers({ result, picture }: { result: ResultView; picture: NetworkPicture }) {
  const { open } = useEvidence()
  const weights = String(result.parameters['weights'] ?? 'ties')
  const { result: found } = useAnalysis('network-brokers', { weights }, { auto: true })
  const brokers = useMemo(() => brokersOf(found), [found])
  return <NetworkDrawing picture={picture} brokers={brokers} onOpen={(key) => open(found && brokers.has(key) ? `result:${found.result}:organisations:${key}:betweenness` : `result:${result.result}:organisations:${key}:degree`)} />
}

function brokersOf(found: ResultView | undefined): Brokers {
  const table = found?.tables[0]
  const [betweenness, constraint] = ['betweenness', 'constraint'].map((key) => table?.columns.findIndex((column) => column.key === key) ?? -1)
  const between = (table?.rows ?? []).flatMap(({ key, cells }) => (typeof cells[betweenness!] === 'number' && Number(cells[betweenness!]) > 0 ? [{ key, name: String(cells[0]), betweenness: Number(cells[betweenness!]), constraint: typeof cells[constraint!] === 'number' ? Number(cells[constraint!]) : null }] : []))
  return new Map(between.sort((a, b) => b.betweenness - a.betweenness).slice(0, brokersAtMost).map(({ key, ...one }, n) => [key, { ...one, rank: n + 1 }]))
}
