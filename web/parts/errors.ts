import type { ErrorBody } from '../../src/shared/contract/index.ts'
import type { Text } from '../../src/shared/vocabulary.ts'

/** A refusal of the server, or the failure to reach it, as pages and states show it. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly status: number
  readonly title: Text
  readonly text: Text
  readonly details: Record<string, unknown> | undefined

  constructor(status: number, body: ErrorBody['error']) {
    super(body.message.en)
    this.code = body.code
    this.status = status
    this.title = body.title
    this.text = body.message
    this.details = body.details
  }
}

/** Turns a body that is not an answer into an error that says what to do. */
export function refusal(status: number, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError(status, body.error)
  return new ApiError(status, {
    code: 'internal',
    title: { zh: '服务器没有给出可读的回答', en: 'The server gave no readable answer' },
    message: { zh: `服务器返回状态 ${status}。请稍后重试；若仍如此，请告知管理员。`, en: `The server answered with status ${status}. Try again shortly; if it stays so, tell your administrator.` },
  })
}

/** The server can't be reached at all. */
export function unreachable(): ApiError {
  return new ApiError(0, {
    code: 'unreachable',
    title: { zh: '无法连接服务器', en: 'The server cannot be reached' },
    message: { zh: '请检查网络，并确认服务仍在运行，然后重试。已填写的内容仍在。', en: 'Check the network and that the server is running, then try again. What you typed is kept.' },
  })
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error && 'title' in error
}
