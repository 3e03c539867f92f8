import { Button, Select } from '@mantine/core'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { ResultView } from '../../src/shared/contract/analyses.ts'
import { asProductSpace, type ProductSpacePicture } from '../../src/shared/product-space-picture.ts'
import { ProductSpaceDrawing } from '../charts/product-space.tsx'
import { Empty, Failure, JobProgress, Loaded, Loading, PageHead, ParameterForm, Provenance, PutIntoReport, ResultTables, useAnalysis, useCall, useCan, useEvidence, useRegion, useText, useWords, type Output, type Parameters } from '../parts/index.ts'
import { productSpaceWords } from '../words/product-space.ts'
import { NearList } from './product-space/near-list.tsx'
import { nearOf } from './product-space/near.ts'
import style from './product-space/product-space.module.css'

type Info = Output<'getAnalysis'>
const choiceNames = ['measure', 'level', 'advantage', 'shown'] as const

/** The product space: industries by their proximity, one region lit in it, what is near to it and why. */
export default function ProductSpacePage() {
  const t = useWords(productSpaceWords)
  const query = useCall('getAnalysis', { params: { analysis: 'product-space' } }, { staleTime: 60_000 })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Loaded query={query}>{(info) => (info.missing.length > 0 ? <Lacking info={info} /> : <Space info={info} />)}</Loaded>
    </>
  )
}

function Lacking({ info }: { info: Info }) {
  const t = useWords(productSpaceWords)
  const say = useText()
  const can = useCan()
  return <Empty title={t.lacks} action={can('analyst') && <Button component={Link} href="/intake">{t.toIntake}</Button>}>{info.missing.map(({ text }) => <p key={text.en}>{say(text)}</p>)}</Empty>
}

function Space({ info }: { info: Info }) {
  const t = useWords(productSpaceWords)
  const [search, setSearch] = useSearchParams()
  const address = JSON.stringify(Object.fromEntries(choiceNames.flatMap((name) => { const value = search.get(name); return value === null ? [] : [[name, value]] })))
  const choices = useMemo(() => JSON.parse(address) as Parameters, [address])
  const { result, job, error, run } = useAnalysis('product-space', choices, { auto: true })
  const picture = result ? asProductSpace(result.detail) : null
  const write = (values: Parameters) => setSearch((before) => {
    for (const name of choiceNames) if (values[name] !== undefined) before.set(name, String(values[name]))
    return before
  }, { replace: true })
  return (
    <>
      <details className={`${style.parameters} no-print`}>
        <summary>{t.parameters}</summary>
        <ParameterForm info={info} choices={info.choices} values={choices} onChange={write} />
      </details>
      {error ? <Failure error={error} onRetry={run} /> : !result ? (job ? <JobProgress job={job} /> : <Loading />) : (
        <>
          {picture && picture.regions.length > 0 && <Lit result={result} picture={picture} />}
          <section className="section"><ResultTables result={result} /></section>
          <Provenance result={result} />
        </>
      )}
    </>
  )
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
