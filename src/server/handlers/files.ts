import type { FileAnswer } from '../handler.ts'

/** A workbook to be sent under a name without its ending. */
export function xlsx(name: string, bytes: Uint8Array): FileAnswer {
  return { name: `${name}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: Buffer.from(bytes) }
}
