import type { Endpoint } from '../shared/contract/endpoint.ts'
import { AppError } from '../shared/errors.ts'
import { explainIssue, inputAt, type Issue } from '../shared/issues.ts'
import type { Text } from '../shared/vocabulary.ts'

export type Parts = { params?: unknown; query?: unknown; body?: unknown }
type Part = keyof Parts

/** One wrong field: where, what was given, and what is expected. */
export type WrongField = { field: string; given: string; expected: Text }

const parts: readonly Part[] = ['params', 'query', 'body']

/** The parts of a call, checked against the endpoint and with defaults filled in; else one refusal that names every wrong field. */
export function check(endpoint: Endpoint, given: Parts): Parts {
  const checked: Parts = {}
  const wrong: WrongField[] = []
  for (const part of parts) {
    const schema = endpoint[part]
    if (schema === undefined) continue
    const result = schema.safeParse(given[part] ?? (part === 'query' ? {} : given[part]))
    wrong.push(...unstorable(part, given[part]))
    if (result.success) checked[part] = result.data
    else wrong.push(...result.error.issues.map((issue) => describe(part, given[part], issue)))
  }
  if (wrong.length > 0) throw refuse(wrong)
  return checked
}

/** NUL in an address: no name holds one, and the database can't be asked for it. Bodies are refused by the database itself. */
function unstorable(part: Part, given: unknown): WrongField[] {
  if (part === 'body' || typeof given !== 'object' || given === null) return []
  return Object.entries(given)
    .filter(([, value]) => String(value).includes('\0'))
    .map(([key]) => ({ field: `${part}.${key}`, given: '\\0', expected: { zh: '不含 NUL 字符的文本', en: 'text without NUL characters' } }))
}

function describe(part: Part, given: unknown, issue: Issue): WrongField {
  const input = inputAt(issue.path, given)
  return { field: [part, ...issue.path].map(String).join('.'), given: isSecret(issue.path) ? '…' : shown(input), expected: explainIssue(issue, input) }
}

function isSecret(path: readonly PropertyKey[]): boolean {
  return path.length === 0 || path.some((key) => ['password', 'current', 'token'].includes(String(key)))
}

/** Short, and never by walking into what was given: it may be nested a million deep. */
function shown(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? `[… ${value.length}]` : '{…}'
  const text = String(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function refuse(wrong: WrongField[]): AppError {
  const list = (language: 'zh' | 'en'): string => wrong.slice(0, 3).map(({ field, expected }) => `${field}: ${expected[language]}`).join(language === 'zh' ? '；' : '; ')
  const more = wrong.length > 3
  return new AppError('invalid-request', {
    zh: `请求内容有误。${list('zh')}${more ? `；共 ${wrong.length} 处` : ''}。`,
    en: `The request is not valid. ${list('en')}${more ? `; ${wrong.length} in all` : ''}.`,
  }, { fields: wrong.slice(0, 100) })
}
