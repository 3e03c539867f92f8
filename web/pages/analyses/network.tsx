import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { asNetworkPicture } from '../../../src/shared/network-picture.ts'
import { NetworkDrawing } from '../../charts/network-picture.tsx'
import { useEvidence, useWords } from '../../parts/index.ts'
import { networkWords } from '../../words/network.ts'

/** The drawing of a network, where a result has one; a symbol opens into the links it rests on. */
export function NetworkSection({ result }: { result: ResultView }) {
  const t = useWords(networkWords)
  const { open } = useEvidence()
  const picture = asNetworkPicture(result.detail)
  if (!picture || picture.nodes.length === 0) return null
  return (
    <>
      <h2>{t.heading}</h2>
      <NetworkDrawing picture={picture} onOpen={(key) => open(`result:${result.result}:organisations:${key}:degree`)} />
    </>
  )
}
