import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../../test/support/fuzz.ts'
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

it('takes or refuses any text by the name of its variable', () => {
  const name = fc.constantFrom('DATABASE_URL', 'POLYCENTER_DATA', 'POLYCENTER_PORT', 'POLYCENTER_HOST', 'POLYCENTER_BASE_URL', 'POLYCENTER_TRUST_PROXY', 'POLYCENTER_LOG')
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.ipV6(), fc.integer().map(String), fc.constantFrom('postgres://', 'http://', 'http://[', '0x50', '1e3', '__proto__', ','))
  fc.assert(fc.property(name, text, (variable, value) => {
    try {
      readEnvironment({ [variable]: value })
    } catch (error) {
      expect(error).toMatchObject({ code: 'environment-invalid', details: { variable } })
    }
  }), runs(500))
})
