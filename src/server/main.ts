import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { ensureFirstAdministrator } from '../access/accounts.ts'
import { isDemoDue, noteDemoLoaded } from '../access/demo-load.ts'
import { writeOperatorToken } from '../access/operator.ts'
import { createLink } from '../access/sign-in.ts'
import type { Db } from '../db/db.ts'
import { openDb, writeLockInfo } from '../db/open.ts'
import { createJobs } from '../jobs/jobs.ts'
import { completeSearch } from '../registry/complete-search.ts'
import { openCourier, type Courier } from '../notices/courier.ts'
import { openMailer, type Mailer } from '../notices/mailer.ts'
import { lazyHost } from '../results/lazy-host.ts'
import { resumeRuns } from '../results/start.ts'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'
import { readEnvironment, type Environment } from './environment.ts'
import type { Context } from './handler.ts'
import { handlers } from './handlers/index.ts'
import { buildServer } from './server.ts'
import { signInUrl } from './sign-in-url.ts'
import { clearIncoming } from './upload.ts'

/** What a command line gives; what it leaves out comes from the environment, then from the defaults. */
export type RunOptions = {
  port?: number
  host?: string
  dataDir?: string
  /** DATABASE_URL. */
  url?: string
  /** Whether the demo cluster is loaded on the first start. */
  demo?: boolean
}

export type Outside = {
  /** Loads the demo cluster with this account as its administrator. Must be repeatable: a start that was killed in the middle calls it again. */
  loadDemo?: (context: Context, administrator: number, say: (text: Text) => void) => Promise<void>
  /** Where the words for people go. */
  say?: (text: Text) => void
  environment?: Record<string, string | undefined>
  /** Stops the server when it fires, also while it starts. */
  signal?: AbortSignal
}

export type RunningServer = {
  url: string
  signInLink: string
  context: Context
  /** Stops accepting, cancels background work, closes the database. */
  stop(): Promise<void>
  /** Settles when the server has stopped, by `stop` or by the signal. */
  ended: Promise<void>
}

const usualPort = 4100

/** Opens everything and serves it until `stop` or the signal, telling in both languages what it does and how long it took. */
export async function runServer(options: RunOptions = {}, outside: Outside = {}): Promise<RunningServer> {
  const environment = readEnvironment(outside.environment ?? process.env)
  const settings = settingsFrom(options, environment)
  const mailer = mailerFrom(environment)
  const say = outside.say ?? print
  const began = performance.now()
  const db = await openDb({ dataDir: settings.dataDir, url: settings.url, onProgress: say })
  say({ zh: `数据库已就绪（${since(began)}）。`, en: `The database is ready (${since(began)}).` })
  const { host, closeHost } = lazyHost(db, { onFailure: (error) => console.error('host', error), onBeat: () => resumeRuns(context) })
  const context: Context = makeContext(db, settings, { host, mailer })
  let app: FastifyInstance | undefined
  let courier: Courier | undefined
  const { stop, ended } = stopper(async () => {
    await context.jobs.close()
    await courier?.close()
    await closeHost()
    await app?.close()
    await db.close()
  }, outside.signal)
  try {
    const operatorToken = await writeOperatorToken(settings.dataDir)
    app = buildServer(context, handlers, { webDir: webDir(), log: environment.POLYCENTER_LOG ?? 'warn', trustProxy: environment.POLYCENTER_TRUST_PROXY, operatorToken })
    const signInLink = await open({ app, context, settings }, outside, say)
    outside.signal?.throwIfAborted()
    courier = openCourier(db, { mailer, baseUrl: () => context.baseUrl, now: context.now, allowInside: environment.POLYCENTER_WEBHOOK_LOCAL ?? false, onFailure: (error) => console.error('notices', error) })
    say({ zh: `启动完成，用时 ${since(began)}。按 Ctrl+C 停止。请在 30 分钟内打开一次性登录链接：`, en: `Started in ${since(began)}. Stop with Ctrl+C. Open this one-time sign-in link within 30 minutes:` })
    say({ zh: signInLink, en: signInLink })
    return { url: context.baseUrl, signInLink, context, stop, ended }
  } catch (error) {
    await stop()
    throw error
  }
}

type Parts = { app: FastifyInstance; context: Context; settings: Settings }

/** Listens, makes what the first start needs, and answers the link by which its administrator signs in. */
async function open({ app, context, settings }: Parts, { loadDemo }: Outside, say: (text: Text) => void): Promise<string> {
  const { db } = context
  await clearIncoming(settings.dataDir)
  await completeSearch(db, say)
  const port = await listen(app, settings)
  if (settings.baseUrl === undefined) context.baseUrl = addressOf(settings.host, port)
  const administrator = await ensureFirstAdministrator(db)
  if (settings.demo && loadDemo) await loadDemoOnce(context, administrator, loadDemo, say)
  // What was being computed when the server stopped goes on.
  await resumeRuns(context)
  // Commands find the server from here on.
  await writeLockInfo(settings.dataDir, { port })
  const { token } = await createLink(db, administrator, context.now())
  return signInUrl(context.baseUrl, token)
}

/** Letters go out where both the server and the sender are named; one without the other is a mistake that is told at once. */
function mailerFrom({ POLYCENTER_SMTP_URL: url, POLYCENTER_MAIL_FROM: from }: Environment): Mailer | undefined {
  if (url === undefined && from === undefined) return undefined
  if (url !== undefined && from !== undefined) return openMailer({ url, from })
  const [missing, given] = url === undefined ? ['POLYCENTER_SMTP_URL', 'POLYCENTER_MAIL_FROM'] : ['POLYCENTER_MAIL_FROM', 'POLYCENTER_SMTP_URL']
  throw new AppError('environment-invalid', { zh: `设置了 ${given}，没有设置 ${missing}。发邮件两者都要，请补上或都删去。`, en: `${given} is set and ${missing} is not. Letters need both: add it, or remove both.` }, { variable: missing })
}

function makeContext(db: Db, { dataDir, baseUrl, host: name, port }: Settings, { host, mailer }: Pick<Context, 'host' | 'mailer'>): Context {
  const now = (): Date => new Date()
  const jobs = createJobs({ now, onFailure: (error, job) => console.error(`job ${job.job}`, error) })
  return { db, dataDir, files: path.join(dataDir, 'files'), jobs, host, mailer, now, baseUrl: baseUrl ?? addressOf(name, port) }
}

/** Stops once, however often and by whom it is asked to. */
function stopper(work: () => Promise<void>, signal: AbortSignal | undefined): { stop: () => Promise<void>; ended: Promise<void> } {
  let settle = (_stopped: Promise<void>): void => {}
  const ended = new Promise<void>((resolve) => (settle = resolve))
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => {
    if (stopping === undefined) {
      stopping = work()
      settle(stopping)
    }
    return stopping
  }
  signal?.addEventListener('abort', () => void stop().catch(() => undefined), { once: true })
  return { stop, ended }
}

type Settings = { port: number; host: string; dataDir: string; url?: string; demo: boolean; baseUrl?: string }

function settingsFrom(options: RunOptions, environment: Environment): Settings {
  return {
    port: options.port ?? environment.POLYCENTER_PORT ?? usualPort,
    host: options.host ?? environment.POLYCENTER_HOST ?? '127.0.0.1',
    dataDir: path.resolve(options.dataDir ?? environment.POLYCENTER_DATA ?? 'data'),
    url: options.url ?? environment.DATABASE_URL,
    demo: options.demo ?? true,
    baseUrl: environment.POLYCENTER_BASE_URL,
  }
}

async function loadDemoOnce(context: Context, administrator: number, loadDemo: NonNullable<Outside['loadDemo']>, say: (text: Text) => void): Promise<void> {
  if (!(await isDemoDue(context.db))) return
  const began = performance.now()
  say({ zh: '首次启动：正在装入演示集群……', en: 'First start: loading the demo cluster…' })
  await loadDemo(context, administrator, say)
  await noteDemoLoaded(context.db)
  say({ zh: `演示集群已装入（${since(began)}）。`, en: `The demo cluster is loaded (${since(began)}).` })
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<number> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw listenFailure(error as NodeJS.ErrnoException, host, port)
  }
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  if (error.code === 'EADDRINUSE') {
    return new AppError('environment-invalid', {
      zh: `端口 ${port} 已被其他程序占用。请停止该程序，或用 --port 换一个端口。`,
      en: `Port ${port} is in use by another program. Stop that program, or take another port with --port.`,
    }, { port })
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new AppError('environment-invalid', {
      zh: `无法在 ${host} 的端口 ${port} 上提供服务（${error.code}）。请检查 --port 和 POLYCENTER_HOST。`,
      en: `Cannot serve on port ${port} of ${host} (${error.code}). Check --port and POLYCENTER_HOST.`,
    }, { host, port })
  }
  return error
}

function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** The built web app lies beside the built server; from the sources (tests, development) there is none. */
function webDir(): string {
  return fileURLToPath(new URL('../web', import.meta.url))
}

function since(began: number): string {
  const seconds = (performance.now() - began) / 1000
  return `${seconds.toFixed(1)} s`
}

function print({ zh, en }: Text): void {
  console.log(zh === en ? `\n  ${zh}\n` : `${zh} ${en}`)
}
