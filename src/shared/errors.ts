import type { Text } from './vocabulary.ts'

/**
 * Every error a user can cause, with its stable code, HTTP status and what it is called. The message of a thrown
 * AppError names the value and says what to do; the code never changes once shipped.
 */
export const errorCatalogue = {
  'invalid-request': { status: 400, title: { zh: '请求内容有误', en: 'The request is not valid' } },
  'not-signed-in': { status: 401, title: { zh: '尚未登录', en: 'Not signed in' } },
  'wrong-credentials': { status: 401, title: { zh: '账号或密码不对', en: 'Wrong account or password' } },
  'link-expired': { status: 410, title: { zh: '登录链接已失效', en: 'The sign-in link has expired' } },
  'not-allowed': { status: 403, title: { zh: '无权进行此操作', en: 'Not allowed' } },
  'not-found': { status: 404, title: { zh: '未找到', en: 'Not found' } },
  'already-exists': { status: 409, title: { zh: '已存在', en: 'Already exists' } },
  'not-now': { status: 409, title: { zh: '目前不能这样做', en: 'Not possible now' } },
  'changed-meanwhile': { status: 409, title: { zh: '内容已被他人修改', en: 'Changed meanwhile' } },
  'too-many-requests': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' } },
  'too-large': { status: 413, title: { zh: '内容过大', en: 'Too large' } },
  'file-empty': { status: 422, title: { zh: '文件为空', en: 'The file is empty' } },
  'file-password': { status: 422, title: { zh: '文件有密码保护', en: 'The file is password-protected' } },
  'file-broken': { status: 422, title: { zh: '文件损坏或不完整', en: 'The file is broken or cut short' } },
  'file-bomb': { status: 422, title: { zh: '文件解压后过大', en: 'The file unpacks to too much' } },
  'file-unknown': { status: 422, title: { zh: '无法识别的文件类型', en: 'Unknown type of file' } },
  'no-header': { status: 422, title: { zh: '找不到表头', en: 'No heading line found' } },
  'no-recipe': { status: 422, title: { zh: '无法判断表格的内容', en: 'What the sheet holds is not clear' } },
  'nothing-to-load': { status: 422, title: { zh: '表中没有可导入的内容', en: 'The sheet holds nothing to load' } },
  'recipe-invalid': { status: 422, title: { zh: '导入方案有误', en: 'The recipe is not valid' } },
  'import-has-problems': { status: 422, title: { zh: '文件中有待修正的行', en: 'Some rows need mending' } },
  'data-missing': { status: 422, title: { zh: '缺少所需数据', en: 'Data are missing' } },
  'not-computable': { status: 422, title: { zh: '数据无法计算', en: 'The data can not be computed' } },
  'cancelled': { status: 409, title: { zh: '已取消', en: 'Cancelled' } },
  'issued-report': { status: 409, title: { zh: '报告已定稿', en: 'The report is issued' } },
  'audit-broken': { status: 409, title: { zh: '事件链不完整', en: 'The chain of events is not whole' } },
  'mail-unavailable': { status: 409, title: { zh: '邮件无法发出', en: 'The letter can not be sent' } },
  'environment-invalid': { status: 500, title: { zh: '环境设置有误', en: 'An environment variable is wrong' } },
  'database-locked': { status: 503, title: { zh: '数据目录正被使用', en: 'The data directory is in use' } },
  'database-unreachable': { status: 503, title: { zh: '无法连接数据库', en: 'The database cannot be reached' } },
  'database-too-old': { status: 503, title: { zh: '数据库版本过低', en: 'The database is too old' } },
  'database-rights': { status: 503, title: { zh: '数据库权限不足', en: 'A right in the database is missing' } },
  'migration-invalid': { status: 503, title: { zh: '数据库结构版本不符', en: 'The schema of the database does not fit' } },
  'backup-invalid': { status: 422, title: { zh: '备份文件有误', en: 'The backup is not valid' } },
  'internal': { status: 500, title: { zh: '程序内部错误', en: 'Internal error' } },
} satisfies Record<string, { status: number; title: Text }>

export type ErrorCode = keyof typeof errorCatalogue

/** An expected error, said in both languages. `details` is shown to the user as given: put only what they may see. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly text: Text
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, text: Text, details?: Record<string, unknown>) {
    super(text.en)
    this.code = code
    this.text = text
    this.details = details
  }

  get status(): number {
    return errorCatalogue[this.code].status
  }
}
