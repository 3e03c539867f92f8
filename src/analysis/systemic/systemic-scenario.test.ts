import { describe, expect, test } from 'vitest'
import type { ResultTable } from '../../shared/results.ts'
import { runHere, type Definition } from '../define.ts'
import { firmSnapshot } from './fixture.ts'
import { lossesOf } from './shocks.ts'
import { systemicRisk } from './systemic-risk.ts'
import { systemicScenario } from './systemic-scenario.ts'

const definition = systemicScenario as unknown as Definition
const run = (shocks: unknown, snapshot = firmSnapshot()) => runHere(definition, snapshot as never, { shocks })
const table = (tables: ResultTable[], id: string): ResultTable => tables.find((one) => one.id === id)!
const cell = ({ columns, rows }: ResultTable, key: string, column: string) => rows.find((row) => row.key === key)?.cells[columns.findIndex((one) => one.key === column)]
const near = (value: unknown, wanted: number): void => expect(value).toBeCloseTo(wanted, 12)

describe('who is struck', () => {
  const losses = (shocks: Record<string, number>) => [...lossesOf(firmSnapshot(), shocks)]

  test('an organisation, a region with all within it, a country, an industry', () => {
    expect(losses({ 'organisation:2': 0.5 })).toEqual([0, 0.5, 0, 0, 0])
    expect(losses({ 'region:440300': 0.3 })).toEqual([0.3, 0.3, 0, 0, 0])
    expect(losses({ 'region:440000': 0.3 })).toEqual([0.3, 0.3, 0.3, 0.3, 0])
    expect(losses({ 'country:CHN': 1 })).toEqual([1, 1, 1, 1, 1])
    expect(losses({ 'industry:3443': 0.2 })).toEqual([0, 0, 0, 0.2, 0.2])
  })

  test('what comes from an origin or of an owner, into a node or stage: by the share of revenue', () => {
    expect(losses({ 'origin:JPN': 1 })).toEqual([0.25, 0, 0, 0, 0])
    expect(losses({ 'owner:某集团': 0.4 })).toEqual([0, 0.4, 0, 0, 0])
    expect(losses({ 'node:10': 1 })).toEqual([0.75, 1, 0, 0, 0])
    expect(losses({ 'stage:downstream': 0.5 })).toEqual([0.125, 0, 0, 0.5, 0])
  })

  test('of several shocks the largest counts, supply by supply', () => {
    near(losses({ 'organisation:1': 0.2, 'origin:JPN': 1 })[0], 0.75 * 0.2 + 0.25)
    near(losses({ 'region:440300': 0.3, 'organisation:2': 0.1 })[1], 0.3)
  })

  test.each(['organisation:99', 'region:110000', 'planet:MARS', 'stage:sideways', 'owner:', 'nonsense'])('%s is refused with what may be done', (key) => {
    expect(() => losses({ [key]: 1 })).toThrow(/is wrong/)
  })
})

describe('a scenario', () => {
  test('of one organisation closed is what systemic risk says of it', () => {
    const alone = runHere(systemicRisk as unknown as Definition, firmSnapshot() as never, {}).tables[0]!
    for (const { key } of alone.rows) {
      const whole = table(run({ [key]: 1 }).tables, 'whole')
      near(cell(whole, 'figure:lost', 'value'), cell(alone, key, 'esri') as number)
      near(cell(whole, 'figure:settled', 'value'), cell(alone, key, 'settled') as number)
    }
  })

  test('by hand: 乙 loses half, 丙 a twenty-seventh part of a half', () => {
    // 甲 and what is left of 乙 still sell 3.5: σ of 乙 is 1 / 3.5, and 丙 buys a quarter from it.
    const { tables } = run('organisation:2=50%')
    near(cell(table(tables, 'organisations'), 'organisation:3', 'lost'), (1 / 3.5) * (1 / 4) * 0.5)
    near(cell(table(tables, 'organisations'), 'organisation:2', 'left'), 0.5)
    near(cell(table(tables, 'nodes'), 'node:10', 'lost'), 0.25 * 0.5)
    near(cell(table(tables, 'nodes'), 'node:20', 'lost'), (1 / 3.5) * (1 / 4) * 0.5)
    // 丁 supplies four fifths of node 30, 甲 the rest; 丁 loses as much as 丙.
    near(cell(table(tables, 'nodes'), 'node:30', 'lost'), 0.8 * (1 / 3.5) * (1 / 4) * 0.5)
    near(table(tables, 'organisations').rows.reduce((sum, { cells }) => sum + (cells[6] as number), 0), 1)
  })

  test('who has no link loses what it is struck by and nothing more', () => {
    const { tables } = run({ 'organisation:5': 0.4 })
    expect(table(tables, 'organisations').rows.map(({ key, cells }) => [key, ...cells])).toEqual([['organisation:5', '戊', 0.4, 0.4, 0.6, null, null, 0]])
    expect(cell(table(tables, 'whole'), 'figure:lost', 'value')).toBe(0)
  })

  test('without a shock nothing is lost, which is said', () => {
    const { tables, notes } = run('')
    expect(tables[0]!.rows).toEqual([])
    expect(notes[0]!.en).toBe('No shock is given: nothing is lost.')
  })

  test('may be typed: shares or per cent, one after the other', () => {
    expect(definition.parameters.parse({ shocks: 'organisation:2=0.5; region:440300 = 30%；\norigin:JPN=1' })).toMatchObject({ shocks: { 'organisation:2': 0.5, 'region:440300': 0.3, 'origin:JPN': 1 } })
    for (const wrong of ['organisation:2', 'organisation:2=2', '=1', 'organisation:2=-1', 'organisation:2=130%']) expect(definition.parameters.safeParse({ shocks: wrong }).success, wrong).toBe(false)
    const once = definition.parameters.parse({ shocks: 'node:10=1' })
    expect(definition.parameters.parse(once)).toEqual(once)
  })

  test('opens to the facts: a node to its supplies, an organisation to its links, the whole to those struck', () => {
    const trace = (table: string, row: string) => definition.trace!(firmSnapshot() as never, definition.parameters.parse({ shocks: 'organisation:2=1' }), { table, row, column: 'lost' })
    expect(trace('nodes', 'node:20')).toEqual(['supplies:3:20:exists'])
    expect(trace('organisations', 'organisation:3')).toEqual(['sells:1:3:volume', 'sells:2:3:volume', 'sells:3:4:volume'])
    expect(trace('whole', 'figure:lost')).toEqual(['sells:2:3:volume'])
  })
})
