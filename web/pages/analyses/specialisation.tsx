import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { asSpecialisationPicture } from '../../../src/shared/specialisation-picture.ts'
import { SpecialisationDrawing } from '../../charts/specialisation-picture.tsx'
import { useEvidence, useWords } from '../../parts/index.ts'
import { specialisationWords } from '../../words/specialisation.ts'

/** Regions × industries, where a result has that picture; a cell opens into the organisations it counts. */
export function SpecialisationSection({ result }: { result: ResultView }) {
  const t = useWords(specialisationWords)
  const { open } = useEvidence()
  const picture = asSpecialisationPicture(result.detail)
  if (!picture || picture.cells.length === 0) return null
  return (
    <>
      <h2>{t.heading}</h2>
      <SpecialisationDrawing picture={picture} onOpen={(key) => open(`result:${result.result}:cells:${key}:lq`)} />
    </>
  )
}
