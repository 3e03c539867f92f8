import { AppError } from '../shared/errors.ts'

/** SQLSTATEs and socket errors that say the server is gone, not that the statement was wrong. */
const gone = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', 'EACCES', 'EHOSTUNREACH'])
const unstorable = new Set(['22021', '22P05'])

/** The SQLSTATE (or system code) of an error of the driver, undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** What an error of the driver means to the user; errors that only the caller can explain pass unchanged. */
export function explain(error: unknown, lost: () => AppError): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  if (code !== undefined && gone.has(code)) return lost()
  if (code === undefined && error instanceof Error && /^Connection terminated|^Client has encountered a connection error/.test(error.message)) return lost()
  if (code !== undefined && unstorable.has(code)) {
    return new AppError('invalid-request', {
      zh: '文本中含有数据库不能保存的字符（如 NUL 字符）。请删去后重试。',
      en: 'The text holds a character that the database cannot store (such as NUL). Remove it and try again.',
    })
  }
  return error
}

/** What every user of a cancelled transaction gets. */
export function cancelled(): AppError {
  return new AppError('cancelled', {
    zh: '操作已取消，数据没有任何改动。',
    en: 'The operation was cancelled. Nothing was changed.',
  })
}
