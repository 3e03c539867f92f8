import { parentPort } from 'node:worker_threads'
import type { ThreadAnswer, ThreadQuestion } from '../jobs/pool.ts'
import { AppError } from '../shared/errors.ts'
import { answerTask, type AnalysisTask } from './tasks.ts'

/** The thread in which analyses are computed: it keeps what several tasks look at, and answers one task after the other. */
const kept = new Map<string, unknown>()
const port = parentPort!

port.on('message', ({ id, task, key, shared, forget }: ThreadQuestion) => {
  for (const one of forget) kept.delete(one)
  if (key !== undefined && shared !== undefined) kept.set(key, shared)
  say(answerOf(id, task as AnalysisTask, key))
})

function answerOf(id: number, task: AnalysisTask, key: string | undefined): ThreadAnswer {
  let told = 0
  const onProgress = (done: number, total: number): void => {
    // As often as a person can look, whatever the kernel does.
    if (performance.now() - told < 100) return
    told = performance.now()
    say({ id, progress: [done, total] })
  }
  try {
    return { id, result: answerTask(task, key === undefined ? undefined : kept.get(key), { onProgress }) }
  } catch (error) {
    if (error instanceof AppError) return { id, error: { message: error.message, expected: { code: error.code, text: error.text, details: error.details } } }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { id, error: { message, stack, ...(error instanceof RangeError ? { expected: { code: 'not-computable', text: { zh: `数据无法计算：${message}`, en: `The data can not be computed: ${message}` } } } : {}) } }
  }
}

function say(answer: ThreadAnswer): void {
  port.postMessage(answer)
}
