import { expect, it } from 'vitest'
import { readChoices, writeChoices } from '../../parts/analysis/choices.ts'
import { choiceNames, readShocks, writeShocks } from './address.ts'

it('opens the same scenario from its address', () => {
  const search = new URLSearchParams('tab=scenario&evidence=node:1:state')
  const shocks = [{ key: 'organisation:7', share: 0.5 }, { key: 'owner:滨松~集团', share: 1 }]
  writeShocks(search, shocks)
  writeChoices(search, choiceNames, { inputs: 'pooled', eps: 0.001, settled: true })
  const opened = new URLSearchParams(search.toString())
  expect(readShocks(opened)).toEqual(shocks)
  expect(readChoices(opened, choiceNames)).toEqual({ inputs: 'pooled', eps: '0.001' })
  expect(opened.get('evidence')).toBe('node:1:state')
})

it('leaves out shares that are none, and keeps the last of two for one subject', () => {
  expect(readShocks(new URLSearchParams('shock=node:3~2&shock=node:4~&shock=~1&shock=node:5~0.1&shock=node:5~0.2'))).toEqual([{ key: 'node:5', share: 0.2 }])
})
