import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { ResultView } from '../../src/shared/contract/analyses.ts'
import { asProductSpace, type ProductSpacePicture } from '../../src/shared/product-space-picture.ts'
import { ProductSpaceDrawing } from '../charts/product-space.tsx'
import { AnalysisFrame, Computed, ParameterForm, Provenance, PutIntoReport, ResultTables, parameterNames, useAnalysis, useChoices, useEvidence, useRegion, useWords, type Output } from '../parts/index.ts'
import { productSpaceWords } from '../words/product-space.ts'
import { NearList } from './product-space/near-list.tsx'
import { nearOf } from './product-space/near.ts'
import style from './product-space/product-space.module.css'

type Info = Output<'getAnalysis'>

/** The product space: industries by their proximity, one region lit in it, what is near to it and why. */
export default function ProductSpacePage() {
  const t = useWords(productSpaceWords)
  return <AnalysisFrame analysis="product-space" title={t.title} lead={t.lead}>{(info) => <View info={info} />}</AnalysisFrame>
}

function View({ info }: { info: Info }) {
  const t = useWords(productSpaceWords)
  const [choices, write] = useChoices(parameterNames(info))
  const analysis = useAnalysis('product-space', choices, { auto: true })
  return (
    <>
      <details className={`${style.parameters} no-print`}>
        <summary>{t.parameters}</summary>
        <ParameterForm info={info} choices={info.choices} values={choices} onChange={write} />
      </details>
      <Computed of={analysis}>{(result) => (
        <>
          <Space result={result} />
          <section className="section"><ResultTables result={result} /></section>
          <Provenance result={result} />
        </>
      )}</Computed>
    </>
  )
}

function Space({ result }: { result: ResultView }) {
  const picture = asProductSpace(result.detail)
  return picture && picture.regions.length > 0 ? <Lit result={result} picture={picture} /> : null
}

/** One region in the space; at first the one that has most. */
function Lit({ result, picture }: { result: ResultView; picture: ProductSpacePicture }) {
  const t = useWords(productSpaceWords)
  const regionName = useRegion()
  const { open } = useEvidence()
  const [search, setSearch] = useSearchParams()
  const richest = picture.regions.reduce((most, one) => (one.has.length > most.has.length ? one : most))
  const chosen = picture.regions.find(({ key }) => key === search.get('region')) ?? richest
  const near = useMemo(() => nearOf(result, chosen.key), [result, chosen])
  const name = regionName(chosen.name)
  const region = useMemo(() => ({ name, has: new Set(chosen.has), near: near.map(({ industry }) => industry) }), [name, chosen, near])
  const rows = near.map(({ key }) => key)
  return (
    <>
      <Select className="no-print" w={280} searchable allowDeselect={false} label={t.region} value={chosen.key} data={picture.regions.map((one) => ({ value: one.key, label: `${regionName(one.name)} (${one.has.length})` }))} onChange={(key) => key && setSearch((before) => { before.set('region', key); return before }, { replace: true })} />
      <div className={style.sides}>
        <section aria-label={t.title}>
          <ProductSpaceDrawing picture={picture} region={region} onOpen={(key, standing) => open(standing === 'near' ? `result:${result.result}:near:${chosen.key}:${key}:density` : `result:${result.result}:industries:${key}:ubiquity`)} />
        </section>
        <section>
          <h2>{t.nearTo(name)}</h2>
          <NearList result={result} near={near} />
          {rows.length > 0 && <p className="no-print"><PutIntoReport result={result} chosen={{ table: 'near', rows, columns: ['density'] }} /></p>}
        </section>
      </div>
    </>
  )
}
