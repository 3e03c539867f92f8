import { useQuery } from '@tanstack/react-query'
import { Redirect } from 'wouter'
import { ApiError, call, Empty, Failure, Loading, PageHead, useMembership, useWords } from '../parts/index.ts'
import { reportWords } from '../words/reports.ts'

/** The address printed on paper names no cluster: the first of the person's clusters that knows the code opens it. */
export default function TraceAnywherePage({ code }: { code: string }) {
  const t = useWords(reportWords)
  const { session } = useMembership()
  const clusters = session?.clusters.map(({ cluster }) => cluster) ?? []
  const { data: cluster, error } = useQuery({ queryKey: ['traceAnywhere', code, clusters.join(',')], queryFn: ({ signal }) => findCluster(clusters, code, signal) })
  if (error) return <Failure error={error} />
  if (cluster === undefined) return <Loading />
  if (cluster !== null) return <Redirect to={`/c/${cluster}/trace/${encodeURIComponent(code)}`} replace />
  return <><PageHead title={t.traceTitle} /><Empty title={t.traceNowhere(code)}>{t.traceNowhereWhat}</Empty></>
}

async function findCluster(clusters: readonly string[], code: string, signal: AbortSignal): Promise<string | null> {
  for (const cluster of clusters) {
    try {
      await call('getEvidence', { params: { cluster, ref: `figure:${code}` } }, { signal })
      return cluster
    } catch (error) {
      // Another cluster may know it; anything else is a failure to be shown.
      if (!(error instanceof ApiError) || ![400, 403, 404].includes(error.status)) throw error
    }
  }
  return null
}
