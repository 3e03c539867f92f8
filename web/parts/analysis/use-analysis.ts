import { useEffect, useRef, useState } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import type { JobState } from '../../../src/shared/contract/intake.ts'
import type { Input } from '../client.ts'
import { errorCatalogue, type ErrorCode } from '../../../src/shared/errors.ts'
import { ApiError } from '../errors.ts'
import { useJob } from '../job-progress.tsx'
import { useAct, useCall } from '../queries.ts'

export type Parameters = NonNullable<Input<'runAnalysis'>['body']['parameters']>

export type AnalysisRun = {
  result: ResultView | undefined
  /** While it is being computed. */
  job: JobState | null
  /** Nothing is known yet: asked, and neither answered nor under way. */
  pending: boolean
  error: Error | null
  run: () => void
}

type Options = {
  /** Runs by itself, and again when the parameters change. */
  auto?: boolean
  /** Rows of each table at most. */
  rows?: number
  /** Computed from what wider readers may see; the asker's own unless named. */
  audience?: ResultView['audience']
}

/** Runs an analysis and follows it to its result; what was computed before is there at once. */
export function useAnalysis(analysis: string, parameters: Parameters, { auto = false, rows = 10_000, audience }: Options = {}): AnalysisRun {
  const [result, setResult] = useState<number | null>(null)
  const [started, setStarted] = useState<JobState | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const act = useAct('runAnalysis', {
    refresh: ['getAnalysis'],
    onDone: (answer) => {
      setStarted(answer.job)
      if (answer.result !== null) setResult(answer.result)
    },
  })
  const job = useJob(started, (ended) => {
    if (ended.status === 'done') setResult((ended.result as { result: number }).result)
    else if (ended.error) setFailure(new ApiError(422, { code: ended.error.code, title: errorCatalogue[ended.error.code as ErrorCode]?.title ?? errorCatalogue.internal.title, message: ended.error.message, ...(ended.error.details ? { details: ended.error.details } : {}) }))
    setStarted(null)
  })
  const view = useCall('getResult', { params: { result: result ?? 0 }, query: { rows } }, { enabled: result !== null, staleTime: Infinity, keepPrevious: true })
  const run = (): void => {
    setFailure(null)
    act.mutate({ params: { analysis }, body: { parameters, ...(audience === undefined ? {} : { audience }) } })
  }
  const asked = `${analysis} ${JSON.stringify(parameters)}`
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (auto) latest.current()
  }, [auto, asked])
  return { result: view.data, job: started && job, pending: act.isPending || view.isLoading, error: failure ?? act.error ?? view.error, run }
}
