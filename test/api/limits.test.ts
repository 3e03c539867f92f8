import { describe, expect, it } from 'vitest'
import { call, codeOf, makePerson, useApp } from './support/app.ts'

const test = await useApp({ limits: { general: 1_000, perAccount: 3, perAddress: 8 } })
const { app } = test
const password = 'correct horse battery'

describe('guessing passwords', () => {
  it('is slowed down per account, also for the right password, while another account goes on', async () => {
    const { email } = await makePerson(test, password)
    const { email: other } = await makePerson(test, password)
    const tries: (string | undefined)[] = []
    for (let n = 0; n < 4; n++) tries.push(codeOf(await call(app, 'signIn', { body: { email, password: `guess ${n}` } })))
    expect(tries).toEqual(['wrong-credentials', 'wrong-credentials', 'wrong-credentials', 'too-many-requests'])
    const blocked = await call(app, 'signIn', { body: { email: ` ${email.toUpperCase()}`, password } })
    expect(blocked.status).toBe(429)
    expect(blocked.body).toMatchObject({ error: { code: 'too-many-requests', details: { seconds: expect.any(Number) } } })
    expect((await call(app, 'signIn', { body: { email: other, password } })).status).toBe(200)
  })

  it('is slowed down over many accounts from one address', async () => {
    const tries: (string | undefined)[] = []
    for (let n = 0; n < 8; n++) tries.push(codeOf(await call(app, 'signIn', { body: { email: `unknown${n}@example.org`, password } })))
    expect(tries.at(-1)).toBe('too-many-requests')
  })
})
