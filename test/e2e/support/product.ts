import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { APIResponse, Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'

const root = path.resolve(import.meta.dirname, '../../..')

export type Product = {
  url: string
  dataDir: string
  /** A page signed in as the first administrator, or as a person of the demo by their e-mail. */
  open(as?: string, options?: { width?: number; height?: number; language?: 'zh' | 'en' }): Promise<Page>
}

/**
 * The product as a stranger starts it: the compiled server on a fresh data directory with the demo, and a real browser. One for
 * each test file; gone with it.
 */
export function useProduct(): Product {
  const product: Product = { url: '', dataDir: '', open }
  let server: ChildProcess | undefined
  let browser: Browser | undefined
  let signInLink = ''
  let signedIn = false

  beforeAll(async () => {
    product.dataDir = await mkdtemp(path.join(os.tmpdir(), 'polycenter-e2e-'))
    const started = start(product.dataDir)
    server = started.process
    const [answer, opened] = await Promise.all([started.answer, openBrowser()])
    browser = opened
    product.url = answer.url
    signInLink = answer.signInLink
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    if (server) await ended(server)
    await rm(product.dataDir, { recursive: true, force: true })
  }, 60_000)

  async function open(as?: string, { width = 1440, height = 900, language = 'zh' }: { width?: number; height?: number; language?: 'zh' | 'en' } = {}): Promise<Page> {
    const context = await browser!.newContext({ viewport: { width, height }, locale: language === 'zh' ? 'zh-CN' : 'en-GB', reducedMotion: 'reduce', acceptDownloads: true })
    const page = await context.newPage()
    await signIn(page)
    if (as !== undefined) await becomePerson(page, as)
    await page.request.put(`${product.url}/api/account/language`, { data: { language } })
    await page.goto(`${product.url}/`)
    return page
  }

  /** The first time through the printed link, as a stranger does; from then on with the password set there. */
  async function signIn(page: Page): Promise<void> {
    if (!signedIn) {
      await page.goto(signInLink)
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
      await accepted(page.request.put(`${product.url}/api/account/password`, { data: { password } }))
      signedIn = true
      return
    }
    await accepted(page.request.post(`${product.url}/api/session`, { data: { email: 'admin@polycenter.local', password } }))
  }

  async function becomePerson(page: Page, name: string): Promise<void> {
    const session = await (await page.request.get(`${product.url}/api/session`)).json() as { demoPersons: { account: number; name: string }[] }
    const person = session.demoPersons.find((one) => one.name.includes(name))
    if (!person) throw new Error(`Nobody in the demo is called ${name}: ${session.demoPersons.map((one) => one.name).join(', ')}`)
    await accepted(page.request.post(`${product.url}/api/session/demo`, { data: { account: person.account } }))
  }

  return product
}

const password = 'correct horse battery staple'

async function accepted(asked: Promise<APIResponse>): Promise<void> {
  const answer = await asked
  if (!answer.ok()) throw new Error(await answer.text())
}

type Started = { url: string; signInLink: string }

function start(dataDir: string): { process: ChildProcess; answer: Promise<Started> } {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli', 'main.js'), 'start', '--data', dataDir, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let answered = ''
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const answer = new Promise<Started>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      answered += chunk.toString()
      const value = parsed(answered)
      if (value?.url !== undefined) resolve(value)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it answered.\n${said}\n${answered}`)))
  })
  return { process: child, answer }
}

/** The one JSON value of the command, once it has come whole. */
function parsed(text: string): Started | undefined {
  try {
    return JSON.parse(text) as Started
  } catch {
    return undefined
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
