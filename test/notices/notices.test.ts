import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { createMotion } from '../../src/governance/motions.ts'
import { createWork } from '../../src/governance/work.ts'
import { openMailer, type Mailer } from '../../src/notices/mailer.ts'
import { postDigests } from '../../src/notices/post.ts'
import { putNotices, readNotices, sendNow } from '../../src/notices/settings.ts'
import { isSigned } from '../../src/notices/signature.ts'
import { createWebhook, deliverWebhooks, listWebhooks, restartWebhook } from '../../src/notices/webhooks.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from '../governance/people.ts'

const db = await useDb()
const cluster = 'notices'
const baseUrl = 'https://x.example'
/** Noon of a Friday in China. */
const noon = new Date('2026-11-27T12:00:00+08:00')
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000)

type Letter = { to: string; text: string }
const letters: Letter[] = []
let isRefusing = false
const catcher = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const pieces: Buffer[] = []
    stream.on('data', (piece: Buffer) => pieces.push(piece))
    stream.on('end', () => {
      if (isRefusing) return done(new Error('mailbox full'))
      letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: Buffer.concat(pieces).toString() })
      done()
    })
  },
})
type Call = { event: string; signature: string; body: string }
const calls: Call[] = []
let answer = 200
const receiver = http.createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    if (answer === 200) calls.push({ event: String(request.headers['x-polycenter-event']), signature: String(request.headers['x-polycenter-signature']), body: Buffer.concat(pieces).toString() })
    response.writeHead(answer).end()
  })
})
let mailer: Mailer
let people: People
let administrator: Viewer
const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port

beforeAll(async () => {
  people = await makePeople(db, cluster)
  administrator = { ...people.as('government'), role: 'administrator' }
  const listening = catcher.listen(0, '127.0.0.1')
  await Promise.all([once(listening, 'listening'), once(receiver.listen(0, '127.0.0.1'), 'listening')])
  mailer = openMailer({ url: `smtp://127.0.0.1:${portOf(listening)}`, from: 'Polycenter <polycenter@x.example>' })
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((resolve) => { catcher.close(resolve) })
  receiver.close()
})

const post = (now: Date) => postDigests(db, cluster, { mailer, baseUrl, now })
const newLetters = async (now: Date): Promise<Letter[]> => {
  letters.length = 0
  await post(now)
  return [...letters]
}
const openItem = (title: string, lead: string) => createWork(db, people.as('government'), { task: 'T2', title, text: '', lead: people.organisation(lead), coOwners: [], due: null, region: null, department: null, parent: null }, noon)

describe('a digest', () => {
  test('goes to who asked for one, and to nobody else', async () => {
    await openItem('Find a second source', 'enterprise')
    expect(await newLetters(noon)).toEqual([])
    await putNotices(db, people.as('enterprise'), { pace: 'soon', hour: 8, quiet: null }, mailer)
    const [letter, ...others] = await newLetters(noon)
    expect(others).toEqual([])
    expect(letter!.to).toBe('enterprise@notices.example')
    expect(letter!.text).toContain('/c/notices/work?waits=3Dtrue')
  })

  test('is not written again until something more waits', async () => {
    expect(await newLetters(later(20))).toEqual([])
    await openItem('Qualify the second source', 'enterprise')
    expect(await newLetters(later(25))).toEqual([])
    expect((await newLetters(later(40))).map(({ to }) => to)).toEqual(['enterprise@notices.example'])
  })

  test('tells each only what they may see', async () => {
    await putNotices(db, people.as('rival'), { pace: 'daily', hour: 8, quiet: null }, mailer)
    const said = (await newLetters(noon)).filter(({ to }) => to.startsWith('rival')).map(({ text }) => text).join('')
    expect(said).not.toContain('work?waits')
  })

  test('that can’t be sent is sent later, and its reader learns why', async () => {
    await openItem('Count the stock', 'enterprise')
    isRefusing = true
    expect(await newLetters(later(60))).toEqual([])
    expect((await readNotices(db, people.as('enterprise'), mailer)).failure).toContain('mailbox full')
    isRefusing = false
    expect(await newLetters(later(80))).toHaveLength(1)
    expect((await readNotices(db, people.as('enterprise'), mailer)).failure).toBeNull()
  })

  test('is written once where two servers look at the same moment', async () => {
    await openItem('Write it down', 'enterprise')
    letters.length = 0
    await Promise.all([post(later(120)), post(later(120))])
    expect(letters).toHaveLength(1)
  })

  test('can be had at once; without a mail server that is said', async () => {
    letters.length = 0
    await sendNow(db, people.as('research'), { mailer, baseUrl, now: noon })
    expect(letters.map(({ to }) => to)).toEqual(['research@notices.example'])
    await expect(sendNow(db, people.as('research'), { mailer: undefined, baseUrl, now: noon })).rejects.toMatchObject({ code: 'mail-unavailable' })
  })

  test('is settled by each for themselves', async () => {
    const seen = await asViewer(db, people.as('rival'), (tx) => tx.query(sql`select account_id from notice_setting where cluster_id = ${cluster}`))
    expect(seen).toHaveLength(1)
  })
})

describe('a webhook', () => {
  const deliver = (now: Date) => deliverWebhooks(db, cluster, { baseUrl, now, allowInside: true })
  const move = (title: string) => createMotion(db, people.as('association'), { task: 'T2', title, text: 'because', threshold: 1, evidence: [] }, noon)
  let secret: string
  let webhook: number
  beforeAll(async () => {
    ({ secret, webhook } = await createWebhook(db, administrator, { url: `http://127.0.0.1:${portOf(receiver)}/hook`, account: people.as('association').account! }, noon))
  })

  test('is told of what happens from then on, in order, signed', async () => {
    const { motion } = await move('Buy together')
    await move('Test together')
    expect(await deliver(noon)).toBe(2)
    expect(calls.map(({ body }) => (JSON.parse(body) as { title: string }).title)).toEqual(['Buy together', 'Test together'])
    expect(JSON.parse(calls[0]!.body)).toMatchObject({ cluster, kind: 'motion', event: 'move', item: motion, href: `${baseUrl}/c/${cluster}/motions/${motion}` })
    expect(calls.every(({ signature, body }) => isSigned(signature, { secret, body, now: noon }))).toBe(true)
    expect(await deliver(noon)).toBe(0)
  })

  test('is told nothing that its person may not see', async () => {
    calls.length = 0
    await openItem('Between others', 'enterprise')
    expect(await deliver(later(1))).toBe(0)
    await move('Seen by all')
    await deliver(later(2))
    expect(calls.map(({ body }) => (JSON.parse(body) as { title: string }).title)).toEqual(['Seen by all'])
  })

  test('that fails waits longer each time, then goes on where it stood; after too many it stops and says why', async () => {
    calls.length = 0
    await move('Missed')
    answer = 500
    expect(await deliver(later(10))).toBe(1)
    expect(await deliver(later(11))).toBe(0)
    answer = 200
    expect(await deliver(later(13))).toBe(1)
    expect(calls.map(({ body }) => (JSON.parse(body) as { title: string }).title)).toEqual(['Missed'])
    await move('Never told')
    answer = 410
    for (let round = 0; round < 20; round++) await deliver(later(1000 * (round + 1)))
    expect((await listWebhooks(db, administrator))[0]).toMatchObject({ webhook, failures: 15, failure: expect.stringContaining('answered 410'), stoppedAt: expect.any(String) })
    answer = 200
    await restartWebhook(db, administrator, webhook, later(50_000))
    expect(await deliver(later(50_000))).toBe(1)
  })

  test('stops when its person is no member any more', async () => {
    await move('Unheard')
    await asViewer(db, systemViewer(cluster), (tx) => tx.query(sql`delete from member where cluster_id = ${cluster} and account_id = ${people.as('association').account}`))
    expect(await deliver(later(50_001))).toBe(0)
    expect((await listWebhooks(db, administrator))[0]).toMatchObject({ failure: 'its person is no member any more', stoppedAt: expect.any(String) })
  })

  test('is an administrator’s alone', async () => {
    expect(await listWebhooks(db, people.as('enterprise'))).toEqual([])
    await expect(createWebhook(db, people.as('enterprise'), { url: 'https://x.example', account: people.as('enterprise').account! }, noon)).rejects.toThrow()
  })
})
