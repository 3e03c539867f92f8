import { Button } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { AnalysisInfo, ResultView } from '../../../src/shared/contract/analyses.ts'
import { sheetKinds } from '../../../src/shared/vocabulary.ts'
import { analysisWords } from '../../words/analyses.ts'
import { addressOf, type Output } from '../client.ts'
import { JobProgress } from '../job-progress.tsx'
import { useText, useWords } from '../language.tsx'
import { PageHead } from '../page-head.tsx'
import { useCall } from '../queries.ts'
import { useCan } from '../session.tsx'
import { Empty, Failure, Loaded, Loading } from '../states.tsx'
import { readChoices, writeChoices } from './choices.ts'
import type { AnalysisRun, Parameters } from './use-analysis.ts'

type FrameProps = { analysis: string; title: string; lead: string; children: (info: Output<'getAnalysis'>) => ReactNode }

/** A page that is made around one analysis: what it is for, and what it shows, or the data it lacks. */
export function AnalysisFrame({ analysis, title, lead, children }: FrameProps) {
  const query = useCall('getAnalysis', { params: { analysis } }, { staleTime: 60_000 })
  return (
    <>
      <PageHead title={title} lead={lead} />
      <Loaded query={query}>{(info) => (info.missing.length > 0 ? <Lacking missing={info.missing} /> : children(info))}</Loaded>
    </>
  )
}

/** What is missing, and the sheet that would bring it. */
export function Lacking({ missing }: Pick<AnalysisInfo, 'missing'>) {
  const t = useWords(analysisWords)
  const say = useText()
  const can = useCan()
  const actions = <>
    {can('analyst') && <Button component={Link} href="/intake">{t.toIntake}</Button>}
    {[...new Set(missing.map(({ sheet }) => sheet))].map((sheet) => <Button key={sheet} component="a" variant="default" download href={addressOf('getTemplate', { params: { kind: sheet } })}>{t.bring(say(sheetKinds[sheet]))}</Button>)}
  </>
  return <Empty title={t.lacks} action={actions}>{missing.map(({ text }) => <p key={text.en}>{say(text)}</p>)}</Empty>
}

/** What an analysis has come to: its error, its progress, or its result. */
export function Computed({ of: { result, job, error, run }, children }: { of: AnalysisRun; children: (result: ResultView) => ReactNode }) {
  if (error) return <Failure error={error} onRetry={run} />
  if (result) return children(result)
  return job ? <JobProgress job={job} /> : <Loading />
}

/** Parameters that the address bar holds, and how they are chosen; what is not in it has its default. */
export function useChoices(names: readonly string[]): [Parameters, (values: Parameters) => void] {
  const [search, setSearch] = useSearchParams()
  const address = JSON.stringify(readChoices(search, names))
  const choices = useMemo(() => JSON.parse(address) as Parameters, [address])
  return [choices, (values) => setSearch((before) => { writeChoices(before, names, values); return before }, { replace: true })]
}
