import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { explainIssue, explainIssues, inBoth } from './issues.ts'

const schema = z.strictObject({
  share: z.number().min(0).max(1), name: z.string().min(1).max(3), kind: z.enum(['a', 'b']), list: z.array(z.number()).max(1), days: z.number().int(), own: z.string().regex(/^x/, inBoth({ zh: '要以 x 开头', en: 'begins with x' })), day: z.iso.date(),
})
const given = { share: 1.5, name: '', kind: 'c', list: [1, 2], days: 0.5, own: 'y', day: 'x', more: 1 }
const issues = schema.safeParse(given).error!.issues

describe('what a schema found wrong', () => {
  test('is said in Chinese and in English, each with its place', () => {
    expect(explainIssues(issues.slice(0, 6), given, 6)).toEqual({
      zh: 'share 应不大于 1；name 不能为空；kind 应为下列之一：a、b；list 最多 1 项；days 应为整数；own 要以 x 开头',
      en: 'share must be at most 1; name must not be empty; kind must be one of a, b; list may have at most 1 items; days must be a whole number; own begins with x',
    })
  })

  test('says that a thing is missing, and how many there are in all', () => {
    const { issues: all } = schema.safeParse({}).error!
    expect(explainIssue(all[0]!)).toEqual({ zh: '缺少这一项', en: 'is missing' })
    expect(explainIssues(all, {}, 1)).toEqual({ zh: 'share 缺少这一项；共 7 处', en: 'share is missing; 7 in all' })
  })

  test('never leaves a Chinese reader with English alone, of whatever kind it is', () => {
    for (const issue of issues) expect(explainIssue(issue, Reflect.get(given, String(issue.path[0]))).zh, issue.code).toMatch(/\p{Script=Han}/u)
  })
})
