import { describe, expect, it } from 'vitest'
import { predicateTitle } from './predicates.ts'

describe('what a predicate is called', () => {
  it('is the title of its field', () => expect(predicateTitle('organisation', 'revenue')).toEqual({ zh: '营业收入', en: 'Revenue' }))
  it('is the title of the supply it speaks of', () => expect(predicateTitle('organisation', 'supplies.share')).toEqual({ zh: '供给份额', en: 'Share' }))
  it('is known for relations and observations, which no column is called after', () => {
    expect(predicateTitle('node', 'requires').en).toBe('Requires')
    expect(predicateTitle('region', 'observation').zh).toBe('观测值')
  })
  it('is the predicate itself where no field brought it', () => expect(predicateTitle('node', 'somethingElse')).toEqual({ zh: 'somethingElse', en: 'somethingElse' }))
})
