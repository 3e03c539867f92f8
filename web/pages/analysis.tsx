import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, Redirect } from 'wouter'
import { ApiError, Empty, Failure, JobProgress, Lacking, Loaded, Loading, PageHead, ParameterForm, Provenance, ResultTables, useAnalysis, useCall, useText, useWords, type Output, type Parameters } from '../parts/index.ts'
import { analysisWords } from '../words/analyses.ts'
import { NetworkSection } from './analyses/network.tsx'
import { Ranked } from './analyses/ranked.tsx'
import { SpecialisationSection } from './analyses/specialisation.tsx'
import style from './analyses/analyses.module.css'
import type { PageProps } from './index.ts'

type Info = Output<'getAnalysis'>

/** An analysis that is asked on a page of its own only: a tree of indicators is no field of a form, and its period is that of the top bar. */
const elsewhere: Readonly<Record<string, string>> = { 'composite-index': '/composite' }

/** Any analysis: its parameters, a run with its progress, what came out, how, and what it rests on. */
export default function AnalysisPage({ params }: PageProps) {
  const own = elsewhere[params['analysis'] ?? '']
  return own ? <Redirect to={own} replace /> : <AnyAnalysis id={params['analysis'] ?? ''} />
}

function AnyAnalysis({ id }: { id: string }) {
  const t = useWords(analysisWords)
  const query = useCall('getAnalysis', { params: { analysis: id } })
  const back = <Link href="/analyses">← {t.back}</Link>
  if (query.error instanceof ApiError && query.error.code === 'not-found') return <><PageHead title={t.unknown} back={back} /><Empty title={t.unknown} /></>
  return <Loaded query={query}>{(info) => <Analysis key={info.id} info={info} />}</Loaded>
}

function Analysis({ info }: { info: Info }) {
  const t = useWords(analysisWords)
  const say = useText()
  return (
    <>
      <PageHead title={say(info.title)} lead={say(info.summary)} back={<Link href="/analyses">← {t.back}</Link>} />
      {info.missing.length > 0 ? <Lacking missing={info.missing} /> : <Run info={info} />}
    </>
  )
}

function Run({ info }: { info: Info }) {
  const t = useWords(analysisWords)
  const [values, setValues] = useState<Parameters>((info.results[0]?.version === info.version ? info.results[0].parameters : {}) as Parameters)
  const analysis = useAnalysis(info.id, values)
  const { result, job, pending, error, run } = analysis
  return (
    <>
      <section className={`${style.run} no-print`} aria-label={t.parameters}>
        <ParameterForm info={info} choices={info.choices} values={values} onChange={setValues} />
        <Button onClick={run} loading={pending && !job} disabled={job !== null}>{result ? t.again : t.run}</Button>
      </section>
      {job && <div className="section"><JobProgress job={job} /></div>}
      {error && <Failure error={error} onRetry={run} />}
      {!result && !job && !error && (pending ? <Loading /> : <Empty title={t.notYet}>{t.notYetWhat}</Empty>)}
      {result && (
        <>
          <section className="section" aria-label={t.result}>
            <NetworkSection result={result} />
            <SpecialisationSection result={result} />
            <Ranked result={result} />
            <ResultTables result={result} />
          </section>
          <Provenance result={result} />
        </>
      )}
    </>
  )
}
