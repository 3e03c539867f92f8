import { expect, test } from 'vitest'
import { analysisOf } from './run.ts'
import { givenWords } from './given.ts'

test('parameters are read by their names and terms, not as the program calls them', () => {
  const definition = analysisOf('regional-specialisation')
  const { zh, en } = givenWords(definition, definition.parameters.parse({ measure: 'revenue' }) as Record<string, unknown>)
  expect(zh).toContain('计入：企业，按什么计：营业收入，行业细到：')
  expect(en).toContain('Counted: Enterprises, Measured by: Revenue, Industries as: ')
})

test('what has no terms stands as it was given, and what was not given says so', () => {
  const definition = analysisOf('series-alerts')
  expect(givenWords(definition, { indicator: '' }).en).toMatch(/: not given$/)
  expect(givenWords(definition, { indicator: '出口额' }).zh).toMatch(/：出口额$/)
})
