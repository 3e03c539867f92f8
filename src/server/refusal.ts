import { randomUUID } from 'node:crypto'
import type { FastifyError } from 'fastify'
import type { ErrorBody } from '../shared/contract/index.ts'
import { AppError, errorCatalogue, type ErrorCode } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'

export type Refusal = { status: number; body: ErrorBody; /** Set when the fault is ours: what to look for in the log. */ id?: string }

/** What any error says to the caller: the one place where errors become answers. Never a stack, never another's data. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof AppError) return { status: error.status, body: bodyOf(error) }
  const known = ofFramework(error)
  if (known) return { status: known.status, body: bodyOf(known) }
  const id = randomUUID()
  return { status: 500, id, body: bodyOf(internal(id)) }
}

function bodyOf({ code, text, details }: AppError): ErrorBody {
  return { error: { code, title: errorCatalogue[code].title, message: text, ...(details === undefined ? {} : { details }) } }
}

type Known = { code: ErrorCode; text: Text }

const invalidJson: Known = {
  code: 'invalid-request',
  text: { zh: '请求正文不是有效的 JSON。请检查括号、引号和逗号。', en: 'The body is not valid JSON. Check brackets, quotes and commas.' },
}
const tooLarge: Known = {
  code: 'too-large',
  text: { zh: '内容超过大小上限。请拆分后再试。', en: 'This is larger than allowed. Split it and try again.' },
}

/** The errors of the framework and its plugins that a caller can cause, in our words. */
const frameworkErrors: Record<string, Known> = {
  FST_ERR_CTP_INVALID_JSON_BODY: invalidJson,
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_REQ_FILE_TOO_LARGE: tooLarge,
  FST_FILES_LIMIT: { code: 'too-large', text: { zh: '一次上传的文件过多。请分批上传。', en: 'Too many files at once. Upload them in several goes.' } },
  FST_PARTS_LIMIT: { code: 'too-large', text: { zh: '一次上传的内容过多。请分批上传。', en: 'Too many parts at once. Upload them in several goes.' } },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'invalid-request',
    text: { zh: '正文的类型不受支持。请以 application/json 发送；上传文件请用 multipart/form-data。', en: 'The type of the body is not supported. Send application/json, or multipart/form-data for files.' },
  },
  FST_ERR_BAD_URL: { code: 'invalid-request', text: { zh: '地址中的百分号编码有误。', en: 'The percent-encoding of the address is wrong.' } },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'invalid-request', text: { zh: '地址过长。', en: 'The address is too long.' } },
}

const byStatus: Record<number, ErrorCode> = { 401: 'not-signed-in', 403: 'not-allowed', 404: 'not-found', 413: 'too-large', 429: 'too-many-requests' }

function ofFramework(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, statusCode = 500 } = error as Partial<FastifyError>
  const known = code === undefined ? undefined : frameworkErrors[code]
  if (known) return new AppError(known.code, known.text)
  // JSON with a key such as __proto__ comes as a plain syntax error with status 400.
  if (error instanceof SyntaxError && statusCode === 400) return new AppError(invalidJson.code, invalidJson.text)
  if (statusCode < 400 || statusCode >= 500) return undefined
  return new AppError(byStatus[statusCode] ?? 'invalid-request', {
    zh: '请求的形式有误，服务器无法处理。请检查地址、标头和正文。',
    en: 'The form of the request is wrong. Check its address, headers and body.',
  })
}

function internal(id: string): AppError {
  return new AppError('internal', {
    zh: `程序内部错误，操作未完成。请重试；若再次出现，请把编号 ${id} 告诉管理员。`,
    en: `An internal error; nothing was done. Try again; if it happens again, tell an administrator the number ${id}.`,
  }, { id })
}

/** The answer to an address of the API that is not there. */
export function noSuchAddress(method: string, path: string): AppError {
  return new AppError('not-found', {
    zh: `没有接口 ${method} ${path}。全部接口见 /api/openapi.json。`,
    en: `There is no ${method} ${path}. All addresses are listed in /api/openapi.json.`,
  })
}
