import path from 'node:path'
import { readEnvironment } from '../server/environment.ts'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'
import { UsageError, type Command, type Io, type Outcome } from './command.ts'
import { commands } from './commands/index.ts'
import { failureOf } from './failure.ts'
import { languageOf, type Language } from './language.ts'
import { parse } from './parse.ts'
import { createProgress, type Progress, type Terminal } from './progress.ts'
import { openOperations } from './session.ts'

export type Outside = {
  environment: Record<string, string | undefined>
  stdout: NodeJS.WritableStream
  stderr: Terminal
}

/** Runs one command line and answers its exit code: 0 only on success, 1 when refused or failed, 2 on wrong usage. */
export async function runCli(words: readonly string[], outside: Outside): Promise<number> {
  const { environment, stdout, stderr } = outside
  const language = languageOf(environment)
  const asJson = words.includes('--json')
  const progress = createProgress(stderr)
  try {
    const parsed = parse(commands, words)
    if ('help' in parsed) {
      await write(parsed.wrong ? stderr : stdout, parsed.help)
      return parsed.wrong ? 2 : 0
    }
    const answer = (outcome: Outcome): Promise<void> => write(stdout, asJson ? `${JSON.stringify(outcome.json, null, 2)}\n` : outcome.text === '' ? '' : `${outcome.text}\n`)
    const outcome = await runCommand(parsed.command, parsed.typed, { environment, language, progress, answer })
    progress.end()
    if (outcome) await answer(outcome)
    return 0
  } catch (error) {
    progress.end()
    const failure = failureOf(error, language)
    await write(stderr, `${failure.text}\n`)
    if (asJson) await write(stdout, `${JSON.stringify(failure.json, null, 2)}\n`)
    return failure.exitCode
  }
}

type Around = { environment: Outside['environment']; language: Language; progress: Progress; answer: (outcome: Outcome) => Promise<void> }

async function runCommand(command: Command, typed: Record<string, unknown>, { environment, language, progress, answer }: Around): ReturnType<Command['run']> {
  const settings = readEnvironment(environment)
  const endings: (() => Promise<unknown>)[] = []
  const abort = new AbortController()
  const say = (text: Text): void => progress.say(text[language])
  const io: Io = {
    language, environment, say,
    dataDir: path.resolve(typeof typed.data === 'string' ? typed.data : settings.POLYCENTER_DATA ?? 'data'),
    url: settings.DATABASE_URL,
    signal: abort.signal,
    progress: (done, total, text) => progress.show(done, total, text[language]),
    answer: (outcome) => void answer(outcome),
    onEnd: (end) => void endings.push(end),
    async open(options) {
      const operations = await openOperations(io, options)
      endings.push(() => operations.close())
      return operations
    },
  }
  const stopListening = listen(abort, () => say(command.stopping ?? { zh: '正在取消……', en: 'Cancelling…' }))
  try {
    return await command.run(io, typed)
  } catch (error) {
    throw abort.signal.aborted && !(error instanceof UsageError) ? cancelled() : error
  } finally {
    for (const end of endings.reverse()) await end()
    stopListening()
  }
}

/** The first Ctrl+C asks the command to stop and take back what it began; the second ends the process at once. */
function listen(abort: AbortController, tell: () => void): () => void {
  const onSignal = (): void => {
    if (abort.signal.aborted) process.exit(130)
    tell()
    abort.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', { zh: '已取消，没有改动任何内容。', en: 'Cancelled; nothing was changed.' })
}

function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Whoever reads our output may have heard enough (`| head`).
    stream.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)))
    stream.write(text, () => resolve())
  })
}
