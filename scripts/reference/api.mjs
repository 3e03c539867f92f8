// docs/reference/api.md: every endpoint of the contract.
import { both, code, page, table } from './markdown.mjs'
import { partsOf, typeOf } from './types.mjs'

const access = {
  anyone: { zh: '任何人', en: 'anybody' },
  account: { zh: '已登录', en: 'signed in' },
  guest: { zh: '集群访客以上', en: 'guest of the cluster or more' },
  member: { zh: '集群成员以上', en: 'member or more' },
  analyst: { zh: '分析员以上', en: 'analyst or more' },
  administrator: { zh: '管理员', en: 'administrator' },
}

/** @param {{ contract: Record<string, any>, toJsonSchema: (schema: object, options: object) => any }} parts */
export function apiPage({ contract, toJsonSchema }) {
  const endpoints = Object.entries(contract)
  return page([
    '# 接口 · API',
    '运行中的服务器在 `/api/openapi.json` 给出同样内容的 OpenAPI 3.1 描述。登录后由会话 Cookie 识别身份；修改数据的请求须以 `application/json` 发送，或带标头 `x-polycenter: 1`。出错时应答为 `{ error: { code, title, message, details? } }`，代码见 [errors.md](errors.md)。`Text` 即 `{ zh, en }`。',
    'A running server describes the same as OpenAPI 3.1 at `/api/openapi.json`. After sign-in a session cookie says who you are; a call that changes data is sent as `application/json` or with the header `x-polycenter: 1`. A refusal is `{ error: { code, title, message, details? } }`, its code one of [errors.md](errors.md). `Text` is `{ zh, en }`.',
    table(['名称 name', '请求 request', '用途 purpose'], endpoints.map(([name, { method, path, summary }]) => [`[${code(name)}](#${name.toLowerCase()})`, `${method} ${path}`, both(summary)])),
    ...endpoints.map(([name, endpoint]) => endpointBlock(name, endpoint, toJsonSchema)),
  ])
}

/** @param {string} name @param {any} endpoint @param {(schema: object, options: object) => any} toJsonSchema */
function endpointBlock(name, endpoint, toJsonSchema) {
  return [
    `## ${name}`, `${both(endpoint.summary)}`, `${code(`${endpoint.method} ${endpoint.path}`)} — ${both(access[/** @type {keyof typeof access} */ (endpoint.access)])}`,
    inputs(endpoint, toJsonSchema), `**应答 answer:** ${answer(endpoint, toJsonSchema)}`,
  ].filter((part) => part !== '').join('\n\n')
}

/** @param {any} endpoint @param {(schema: object, options: object) => any} toJsonSchema */
function inputs({ params, query, body, upload }, toJsonSchema) {
  const rows = [['路径 path', params], ['查询 query', query]].flatMap(([where, schema]) => (schema ? partsOf(toJsonSchema, schema).map((part) => rowOf(where, part)) : []))
  if (upload) rows.push(['正文 body', '', '一个或多个文件（multipart/form-data） · one or more files (multipart/form-data)'])
  if (body) rows.push(...bodyRows(body, toJsonSchema))
  return rows.length === 0 ? '' : table(['部分 part', '名称 name', '类型 type'], rows)
}

/** @param {any} body @param {(schema: object, options: object) => any} toJsonSchema */
function bodyRows(body, toJsonSchema) {
  const parts = partsOf(toJsonSchema, body)
  return parts.length === 0 ? [['正文 body', '', code(typeOf(toJsonSchema, body, 'input'))]] : parts.map((part) => rowOf('正文 body', part))
}

/** @param {string} where @param {ReturnType<typeof partsOf>[number]} part */
function rowOf(where, { name, type, optional, description, default: usual }) {
  const notes = [usual === undefined ? '' : `默认 default ${code(JSON.stringify(usual))}`, description].filter((note) => note !== '').join('; ')
  return [where, `${code(name)}${optional ? '?' : ''}`, `${code(type)}${notes ? ` — ${notes}` : ''}`]
}

/** @param {any} endpoint @param {(schema: object, options: object) => any} toJsonSchema */
function answer({ response, file, events }, toJsonSchema) {
  if (file) return `文件 file: ${file.map(code).join(', ')}`
  if (events) return `server-sent events: ${code(typeOf(toJsonSchema, events, 'output'))}`
  return code(typeOf(toJsonSchema, response, 'output'))
}
