import { Button, Progress } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { JobState } from '../../src/shared/contract/intake.ts'
import { formatCount } from '../../src/shared/format.ts'
import { partWords } from '../words/parts.ts'
import { call, watch } from './client.ts'
import { useClusterId } from './cluster-id.ts'
import { useLanguage, useText, useWords } from './language.tsx'

const ended = new Set<JobState['status']>(['done', 'failed', 'cancelled'])

/**
 * Follows a job live from its first state. If the stream breaks, the browser takes it up again by itself; a job that is done
 * is not asked for any more.
 */
export function useJob(first: JobState | null, onEnd?: (job: JobState) => void): JobState | null {
  const cluster = useClusterId()
  const [state, setState] = useState<JobState | null>(null)
  const id = first?.job
  const listener = useRef(onEnd)
  listener.current = onEnd
  useEffect(() => {
    if (!id) return
    const stop = watch('watchJob', { params: { cluster, job: id } }, (job) => {
      setState(job)
      if (!ended.has(job.status)) return
      stop()
      listener.current?.(job)
    })
    return stop
  }, [id, cluster])
  return state?.job === id ? state : first
}

/** What the job is at, how much is left, and a way to stop it. */
export function JobProgress({ job }: { job: JobState }) {
  const t = useWords(partWords)
  const say = useText()
  const { lang } = useLanguage()
  const cluster = useClusterId()
  const over = ended.has(job.status)
  const title = { waiting: t.jobWaiting, running: t.jobRunning, done: t.jobDone, failed: t.jobFailed, cancelled: t.jobCancelled }[job.status]
  const done = formatCount(job.done)
  const amount = job.total === null ? t.jobSoFar(done) : t.jobCount(done, formatCount(job.total))
  const words = job.error ? say(job.error.message) : job.message ? say(job.message) : ''
  return (
    <div className="stack" style={{ gap: '0.35rem', maxWidth: '40rem' }}>
      <div className="row between"><strong>{title}</strong><span className="muted small" lang={lang}>{amount}</span></div>
      <Progress value={percentOf(job)} animated={!over && job.total === null} color={job.status === 'failed' ? 'red.8' : 'accent'} aria-label={title} transitionDuration={150} />
      <div className="row between">
        <span role="status" aria-live="polite" className="muted">{words}</span>
        {!over && <Button size="compact-sm" variant="default" onClick={() => void call('cancelJob', { params: { cluster, job: job.job } })}>{t.jobCancel}</Button>}
      </div>
      {!over && <p className="muted small">{t.jobLeave}</p>}
    </div>
  )
}

function percentOf({ status, done, total }: JobState): number {
  if (status === 'done') return 100
  if (total === null || total === 0) return status === 'running' ? 100 : 0
  return Math.min(100, (done / total) * 100)
}
