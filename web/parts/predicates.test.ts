import { describe, expect, it } from 'vitest'
import { predicateTitle } from './predicates.ts'

describe('what a predicate is called', () => {
  it('is the title of its field', () => expect(predicateTitle('organisation', 'revenue')).toEqual({ zh: '营业收入', en: 'Revenue' }))
  it('is the predicate itself where no field brought it', () => expect(predicateTitle('node', 'somethingElse')).toEqual({ zh: 'somethingElse', en: 'somethingElse' }))
})
