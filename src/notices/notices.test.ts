import { describe, expect, it } from 'vitest'
import { callOut, isInside } from './call-out.ts'
import { hasGrown, letterOf, type Digest } from './digest.ts'
import { isSigned, signatureOf } from './signature.ts'

const line = (kind: string, count: number, text = `${count} ${kind}`) => ({ kind, count, text: { zh: `${count} 件 ${kind}`, en: text }, href: `/${kind}?waits=true&x=1` })
const digest = (given: Partial<Digest>): Digest => ({ waiting: [], late: [], changed: [], ...given })
const place = { cluster: 'demo', name: '精密仪器集群', baseUrl: 'https://x.example', lang: 'zh' as const }

describe('a letter', () => {
  it('counts what waits and is late, and links every line', () => {
    const { subject, text, html } = letterOf(digest({ waiting: [line('motions', 2), line('work', 1)], late: [line('work', 1)] }), place)
    expect(subject).toBe('精密仪器集群：待办 3 件，逾期 1 件')
    expect(text).toContain('· 2 件 motions\n  https://x.example/c/demo/motions?waits=true&x=1')
    expect(html).toContain('<a href="https://x.example/c/demo/motions?waits=true&#38;x=1">2 件 motions</a>')
    expect(text).toContain('https://x.example/c/demo/settings?part=notices')
  })

  it('never lets a name write a header or a tag', () => {
    const { subject, html } = letterOf(digest({ waiting: [line('work', 1, '<img src=x>')] }), { ...place, name: 'A\r\nBcc: all@x.example <b>', lang: 'en' })
    expect(subject).toBe('A Bcc: all@x.example <b>: 1 waiting')
    expect(html).not.toMatch(/<img|<b>/)
  })

  it('is worth sending when something waits that was not said, not when there is less', () => {
    expect(hasGrown(digest({ waiting: [line('work', 2)] }), { work: 2 })).toBe(false)
    expect(hasGrown(digest({ waiting: [line('work', 1)] }), { work: 2 })).toBe(false)
    expect(hasGrown(digest({ late: [line('overdue', 1)] }), { work: 2 })).toBe(true)
    expect(hasGrown(digest({ changed: [line('claims', 9)] }), {})).toBe(false)
  })
})

describe('a signature', () => {
  const now = new Date('2026-11-29T00:00:00Z')

  it('is the HMAC of time and body that other programs compute', () => {
    // printf '0.what do ya want for nothing?' | openssl dgst -sha256 -hmac Jefe
    expect(signatureOf('Jefe', 'what do ya want for nothing?', new Date(0))).toBe('t=0,v1=37f471929915ccd2cbbe79feb84ffcff4f2bb25e15fc41c2506687331ae179cc')
  })

  it('holds for its body, its secret and five minutes', () => {
    const signature = signatureOf('secret', '{}', now)
    expect(isSigned(signature, { secret: 'secret', body: '{}', now })).toBe(true)
    expect(isSigned(signature, { secret: 'secret', body: '{"a":1}', now })).toBe(false)
    expect(isSigned(signature, { secret: 'other', body: '{}', now })).toBe(false)
    expect(isSigned(signature, { secret: 'secret', body: '{}', now: new Date(now.getTime() + 301_000) })).toBe(false)
    expect(isSigned('v1=x', { secret: 'secret', body: '{}', now })).toBe(false)
  })
})

describe('a call out', () => {
  it('knows the addresses of this machine, however they are written', () => {
    expect(['127.0.0.1', '127.9.9.9', '0.0.0.0', '169.254.169.254', '::1', '::', 'fe80::1', '::ffff:127.0.0.1'].filter((address) => !isInside(address))).toEqual([])
    expect(['10.0.0.8', '192.168.1.2', '8.8.8.8', '2001:db8::1', 'example.org'].filter(isInside)).toEqual([])
  })

  it.each(['http://127.0.0.1:1/', 'http://[::1]:1/', 'http://localhost:1/'])('refuses %s', async (url) => {
    await expect(callOut({ url, body: '{}', headers: {}, allowInside: false })).rejects.toThrow('an address of this machine')
  })
})
