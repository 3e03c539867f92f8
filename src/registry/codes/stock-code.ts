import type { Text } from '../../shared/vocabulary.ts'

export type Exchange = 'SH' | 'SZ' | 'BJ'
export type StockCode = { ok: true; code: string; exchange: Exchange | undefined; full: string }
export type StockCodeProblem = { ok: false; reason: Text }

/** Beginnings of codes by exchange; the longer beginning decides. */
const beginnings: readonly [string, Exchange][] = [
  ['600', 'SH'], ['601', 'SH'], ['603', 'SH'], ['605', 'SH'], ['688', 'SH'], ['689', 'SH'], ['900', 'SH'],
  ['000', 'SZ'], ['001', 'SZ'], ['002', 'SZ'], ['003', 'SZ'], ['200', 'SZ'], ['300', 'SZ'], ['301', 'SZ'], ['302', 'SZ'],
  ['920', 'BJ'], ['43', 'BJ'], ['82', 'BJ'], ['83', 'BJ'], ['87', 'BJ'], ['88', 'BJ'],
]
const exchangeNames: Record<string, Exchange> = { SH: 'SH', SS: 'SH', XSHG: 'SH', SSE: 'SH', SZ: 'SZ', XSHE: 'SZ', SZSE: 'SZ', BJ: 'BJ', BSE: 'BJ', XBSE: 'BJ' }

/** Reads an A-share code in any usual spelling: `688268.SH`, `SH688268`, `sz.000001`, `688268`; `code` is the six digits. */
export function parseStockCode(text: string): StockCode | StockCodeProblem {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const [, before, digits, after] = /^([A-Z]{2,4})?[.:]?(\d{6})(?:[.:]?([A-Z]{2,4}))?$/.exec(plain) ?? []
  const named = before ?? after
  if (!digits || (before && after) || (named && !exchangeNames[named])) {
    return {
      ok: false,
      reason: { zh: `“${text}”不是A股代码，应为六位数字，可带 .SH、.SZ 或 .BJ。`, en: `"${text}" is no A-share code: six digits are needed, with .SH, .SZ or .BJ if you like.` },
    }
  }
  const exchange = named ? exchangeNames[named] : beginnings.find(([start]) => digits.startsWith(start))?.[1]
  return { ok: true, code: digits, exchange, full: exchange ? `${digits}.${exchange}` : digits }
}
