import type { Organisation } from '../shared/contract/registry.ts'
import { AppError } from '../shared/errors.ts'
import type { Operations } from './operations.ts'

/** The organisation that a credit code, stock code, code, number or exact name names. */
export async function findOrganisation(operations: Operations, cluster: string, named: string): Promise<Organisation> {
  const { items } = await operations.call('listOrganisations', { params: { cluster }, query: { text: named.slice(0, 100), limit: 200 } })
  const exact = items.filter((one) => [one.creditCode, one.stockCode, one.code, one.name, one.shortName].some((text) => text?.toLowerCase() === named.toLowerCase()))
  if (exact.length === 1) return exact[0]!
  if (exact.length > 1) throw several(named, exact)
  throw new AppError('not-found', {
    zh: `没有代码或名称为“${named}”的主体。${items.length > 0 ? `相近的有：${items.slice(0, 5).map((one) => one.name).join('、')}。` : '请检查代码或名称。'}`,
    en: `No organisation has the code or name "${named}". ${items.length > 0 ? `Near it: ${items.slice(0, 5).map((one) => one.name).join(', ')}.` : 'Check the code or name.'}`,
  })
}

function several(named: string, found: readonly Organisation[]): AppError {
  const list = found.map((one) => `${one.name} ${one.creditCode ?? one.stockCode ?? one.code ?? ''}`.trim())
  return new AppError('invalid-request', {
    zh: `有 ${found.length} 个主体符合“${named}”：${list.slice(0, 5).join('；')}。请给出信用代码。`,
    en: `${found.length} organisations answer to "${named}": ${list.slice(0, 5).join('; ')}. Give a credit code.`,
  })
}
