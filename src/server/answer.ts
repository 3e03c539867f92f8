import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { FileAnswer } from './handler.ts'

/** The content of a file, to be saved under its name, Chinese ones included (RFC 5987, RFC 6266). */
export function fileFor(reply: FastifyReply, { name, type, content }: FileAnswer): FileAnswer['content'] {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '�')).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`).type(type)
  return content
}

const heartbeat = 15_000
/** At most ten events a second: progress is for people. */
const pace = 100

/** Values as server-sent events until they end or the reader leaves. Comments in between keep proxies from hanging up. */
export function eventsFor(reply: FastifyReply, values: AsyncIterable<unknown>): Readable {
  reply.header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8')
  return streamOf(values)
}

/** A value as JSON. */
export function jsonFor(reply: FastifyReply, value: unknown): string {
  reply.type('application/json; charset=utf-8')
  return JSON.stringify(value)
}

function streamOf(values: AsyncIterable<unknown>): Readable {
  const iterator = values[Symbol.asyncIterator]()
  let asked = false
  const beat = setInterval(() => stream.push(': \n\n'), heartbeat)
  const stream = new Readable({
    read() {
      // A heartbeat makes the stream ask again while the answer to the last question is still awaited.
      if (asked) return
      asked = true
      pull().catch((error: Error) => stream.destroy(error))
    },
    destroy(error, done) {
      clearInterval(beat)
      Promise.resolve(iterator.return?.()).then(() => done(error), done)
    },
  })
  let last = -pace
  async function pull(): Promise<void> {
    const rest = last + pace - performance.now()
    if (rest > 0) await wait(rest)
    const { done, value } = await iterator.next()
    if (stream.destroyed) return
    asked = false
    last = performance.now()
    stream.push(done === true ? null : `data: ${JSON.stringify(value)}\n\n`)
  }
  return stream
}
