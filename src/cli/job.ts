import type { JobState } from '../shared/contract/intake.ts'
import { AppError, errorCatalogue, type ErrorCode } from '../shared/errors.ts'
import type { Io } from './command.ts'
import type { Operations } from './operations.ts'

/** Watches background work to its end and answers its result. When the user gives up it is cancelled, and what it did is taken back. */
export async function finishJob(io: Pick<Io, 'progress' | 'signal'>, operations: Operations, cluster: string, { job }: JobState): Promise<unknown> {
  const params = { cluster, job }
  const cancel = (): void => void operations.call('cancelJob', { params }).catch(() => undefined)
  io.signal.addEventListener('abort', cancel, { once: true })
  if (io.signal.aborted) cancel()
  try {
    for await (const state of operations.watch('watchJob', { params })) {
      if (state.status === 'done') return state.result
      if (state.status === 'failed' || state.status === 'cancelled') throw failureOf(state)
      if (state.message) io.progress(state.done, state.total, state.message)
    }
  } finally {
    io.signal.removeEventListener('abort', cancel)
  }
  throw new AppError('internal', { zh: '任务在完成前失去联系。请用 polycenter status 查看是否已完成。', en: 'The work was lost from sight before it ended. See with polycenter status whether it is done.' })
}

function failureOf({ status, error }: JobState): AppError {
  if (status === 'cancelled' || !error) return new AppError('cancelled', { zh: '已取消，没有导入任何内容。', en: 'Cancelled; nothing was loaded.' })
  const code = error.code in errorCatalogue ? (error.code as ErrorCode) : 'internal'
  return new AppError(code, error.message, error.details)
}
