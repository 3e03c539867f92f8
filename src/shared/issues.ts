/** What a schema found wrong, as sentences for people: the one place where an issue of zod becomes Chinese and English. */
import { z } from 'zod'
import type { Text } from './vocabulary.ts'

export type Issue = z.core.$ZodIssue

const standard = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }
const between = '\u0001'

/** A message of a schema's own in both languages, where zod takes one text. */
export function inBoth({ zh, en }: Text): string {
  return `${zh}${between}${en}`
}

/** What is wrong with one thing, without its name: “应不大于 1”, “must be at most 1”. `input` is what was given. */
export function explainIssue(issue: Issue, input?: unknown): Text {
  const [zh, en] = issue.message.split(between)
  if (en !== undefined) return { zh: zh!, en }
  // A schema's own message says more than any general one.
  if (issue.message !== standardIn('en', issue, input)) return { zh: issue.message, en: issue.message }
  return sentences[issue.code]?.(issue as never, input) ?? { zh: standardIn('zh', issue, input), en: issue.message }
}

/** Everything that is wrong with what was given, each with its place; at most `most` of them. */
export function explainIssues(issues: readonly Issue[], given: unknown, most = 5): Text {
  const told = issues.slice(0, most).map((issue) => {
    const { zh, en } = explainIssue(issue, inputAt(issue.path, given))
    const place = issue.path.map(String).join('.')
    return place === '' ? { zh, en } : { zh: `${place} ${zh}`, en: `${place} ${en}` }
  })
  const [zhRest, enRest] = issues.length > most ? [`；共 ${issues.length} 处`, `; ${issues.length} in all`] : ['', '']
  return { zh: `${told.map(({ zh }) => zh).join('；')}${zhRest}`, en: `${told.map(({ en }) => en).join('; ')}${enRest}` }
}

/** What stands at a place of what was given. */
export function inputAt(path: readonly PropertyKey[], given: unknown): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), given)
}

type Codes = { [C in Issue['code']]?: (issue: Extract<Issue, { code: C }>, input: unknown) => Text | undefined }

const sentences: Codes = {
  too_big: ({ origin, maximum, inclusive }) => boundOf(origin, { zh: inclusive ? '应不大于' : '应小于', en: inclusive ? 'must be at most' : 'must be less than', zhMany: '最多', bound: maximum }),
  too_small: ({ origin, minimum, inclusive }) => (origin === 'string' && minimum === 1 ? { zh: '不能为空', en: 'must not be empty' }
    : boundOf(origin, { zh: inclusive ? '应不小于' : '应大于', en: inclusive ? 'must be at least' : 'must be more than', zhMany: '至少', bound: minimum })),
  invalid_type: ({ expected }, input) => (input === undefined ? { zh: '缺少这一项', en: 'is missing' } : kinds[expected] && { zh: `应为${kinds[expected].zh}`, en: `must be ${kinds[expected].en}` }),
  invalid_value: ({ values }) => ({ zh: `应为下列之一：${values.map(String).join('、')}`, en: `must be one of ${values.map(String).join(', ')}` }),
  unrecognized_keys: ({ keys }) => ({ zh: `没有这样的项：${keys.join('、')}`, en: `there is no such thing as ${keys.join(', ')}` }),
}

const kinds: Record<string, Text> = {
  string: { zh: '文字', en: 'text' }, number: { zh: '数字', en: 'a number' }, int: { zh: '整数', en: 'a whole number' }, boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' }, object: { zh: '一组项与值', en: 'a set of keys and values' }, record: { zh: '一组项与值', en: 'a set of keys and values' },
}

function boundOf(origin: string, { zh, en, zhMany, bound }: { zh: string; en: string; zhMany: string; bound: unknown }): Text {
  const most = zhMany === '最多' ? 'may have at most' : 'needs at least'
  if (origin === 'string') return { zh: `${zhMany} ${bound} 个字`, en: `${most} ${bound} characters` }
  if (origin === 'array' || origin === 'set') return { zh: `${zhMany} ${bound} 项`, en: `${most} ${bound} items` }
  return { zh: `${zh} ${bound}`, en: `${en} ${bound}` }
}

function standardIn(language: 'zh' | 'en', issue: Issue, input: unknown): string {
  const said = standard[language]({ ...issue, input } as Parameters<typeof standard.zh>[0])
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}
