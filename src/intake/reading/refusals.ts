import { AppError } from '../../shared/errors.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** The sentences with which a file is refused. Each names the file, says what is wrong, where, and what to do. */

export function emptyFile(file: string): AppError {
  return new AppError('file-empty', {
    zh: `文件“${file}”是空的，请选择有内容的文件。`,
    en: `The file "${file}" is empty; choose one that holds something.`,
  }, { file })
}

export function passwordProtected(file: string): AppError {
  return new AppError('file-password', {
    zh: `文件“${file}”有密码保护，请在 Excel 或 WPS 中取消密码后另存，再重新上传。`,
    en: `The file "${file}" is password-protected; save it without a password in Excel or WPS and send it again.`,
  }, { file })
}

/** `where` continues the sentence "The file is broken: …" and says the place. */
export function brokenFile(file: string, where: Text): AppError {
  return new AppError('file-broken', {
    zh: `文件“${file}”已损坏或不完整：${where.zh}。请重新导出或下载后再上传。`,
    en: `The file "${file}" is broken or cut short: ${where.en}. Export or download it again and send it once more.`,
  }, { file })
}

export function bomb(file: string, limit: number): AppError {
  const size = megabytes(limit)
  return new AppError('file-bomb', {
    zh: `文件“${file}”解压后过大（上限 ${size} MB），未予读取。请拆成几个较小的文件。`,
    en: `The file "${file}" unpacks to more than is plausible or allowed (limit ${size} MB) and was not read; split it into smaller files.`,
  }, { file, limit })
}

/** `looksLike` completes "it looks like …". */
export function unknownFile(file: string, looksLike: Text): AppError {
  return new AppError('file-unknown', {
    zh: `文件“${file}”不是可以读取的表格，看起来是${looksLike.zh}。请提供 xlsx、xls、csv、json 文件。`,
    en: `The file "${file}" is not a sheet that can be read: it looks like ${looksLike.en}. Send xlsx, xls, csv or json.`,
  }, { file })
}

/** `what` names the quantity that is over its limit, with the limit. */
export function tooLarge(file: string, what: Text): AppError {
  return new AppError('too-large', {
    zh: `文件“${file}”过大：${what.zh}。请拆成几个较小的文件。`,
    en: `The file "${file}" is too large: ${what.en}. Split it into smaller files.`,
  }, { file })
}

export function outOfMemory(file: string): AppError {
  return tooLarge(file, { zh: '读取时占用的内存超过上限', en: 'reading it takes more memory than is allowed' })
}

export function tooSlow(file: string, seconds: number): AppError {
  return tooLarge(file, { zh: `读取时间超过 ${seconds} 秒`, en: `reading it takes longer than ${seconds} seconds` })
}

export function megabytes(bytes: number): string {
  return String(Math.max(1, Math.round(bytes / 1_000_000)))
}
