import { expect, test } from 'vitest'
import { pages } from '../pages/index.ts'
import { subjectPage } from './subject-page.ts'

test.each(['organisation', 'node'])('the name of a %s among claims leads to a page that there is', (subjectKind) => {
  const address = subjectPage({ subjectKind, subjectId: 12 })!
  expect(pages.some(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address) && path !== '/')).toBe(true)
})

test('a region has no page of its own', () => expect(subjectPage({ subjectKind: 'region', subjectId: 440300 })).toBeUndefined())
