import { expect, it } from 'vitest'
import { AppError } from '../shared/errors.ts'
import { readEnvironment } from './environment.ts'

it('reads what is set, and takes an empty variable for one that is not', () => {
  expect(readEnvironment({ POLYCENTER_PORT: '4200', POLYCENTER_HOST: '', POLYCENTER_TRUST_PROXY: 'true', POLYCENTER_BASE_URL: 'https://cluster.example.org', PATH: '/bin' })).toEqual({
    DATABASE_URL: undefined, POLYCENTER_DATA: undefined, POLYCENTER_PORT: 4200, POLYCENTER_HOST: undefined,
    POLYCENTER_BASE_URL: 'https://cluster.example.org', POLYCENTER_TRUST_PROXY: true, POLYCENTER_LOG: undefined,
  })
  expect(readEnvironment({ POLYCENTER_TRUST_PROXY: '10.0.0.1, 10.0.0.2' }).POLYCENTER_TRUST_PROXY).toBe('10.0.0.1, 10.0.0.2')
})

it.each([
  ['POLYCENTER_PORT', '70000'], ['POLYCENTER_PORT', 'http'], ['POLYCENTER_PORT', '-1'], ['POLYCENTER_HOST', 'a b'],
  ['POLYCENTER_BASE_URL', 'cluster.example.org'], ['POLYCENTER_BASE_URL', 'ftp://x'], ['POLYCENTER_TRUST_PROXY', 'yes please'],
  ['POLYCENTER_LOG', 'loud'], ['DATABASE_URL', 'mysql://root@x/y'],
])('refuses %s=%s by its name', (name, value) => {
  const read = (): unknown => readEnvironment({ [name]: value })
  expect(read).toThrow(AppError)
  expect(read).toThrow(name)
  expect(read).toThrow(expect.objectContaining({ code: 'environment-invalid', details: { variable: name } }))
})

it('does not repeat a database address, which may hold a password', () => {
  expect(() => readEnvironment({ DATABASE_URL: 'mysql://root:geheim@x/y' })).not.toThrow('geheim')
})
