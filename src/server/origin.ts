import type { FastifyRequest } from 'fastify'
import { AppError } from '../shared/errors.ts'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses calls that another site made a browser send. The cookie is SameSite=Lax already; besides, a browser says with every
 * call that changes something where it comes from. A call that does not say so must have a form that no other site can make a
 * browser send: JSON, or a header of our own.
 */
export function checkOrigin(request: FastifyRequest, baseUrl: string): void {
  if (harmless.has(request.method)) return
  const { origin } = request.headers
  if (origin !== undefined) {
    if (!isOurs(origin, request.host, baseUrl)) throw foreign()
    return
  }
  const json = /^application\/json\b/i.test(request.headers['content-type'] ?? '')
  if (!json && request.headers['x-polycenter'] !== '1') throw unmarked()
}

function isOurs(origin: string, host: string, baseUrl: string): boolean {
  if (!URL.canParse(origin)) return false
  const from = new URL(origin).host
  return from === host || from === new URL(baseUrl).host
}

function foreign(): AppError {
  return new AppError('not-allowed', {
    zh: '请求来自另一个网站，已拒绝。请在本系统的页面中操作。若经反向代理访问，请设置 POLYCENTER_BASE_URL。',
    en: 'The call comes from another site and was refused. Use the pages of this system; behind a reverse proxy, set POLYCENTER_BASE_URL.',
  })
}

function unmarked(): AppError {
  return new AppError('invalid-request', {
    zh: '修改数据的请求须以 application/json 发送，或带标头 x-polycenter: 1（上传文件时）。',
    en: 'A call that changes data is sent as application/json, or with the header x-polycenter: 1 (uploads, calls without a body).',
  })
}
