import { median } from '../../kernels/series/series.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { FirmLinks } from '../../snapshot/links.ts'

/** What each link counts, and which of them by a rule for want of a stated volume. `money`: in yuan, so that it may be set against revenue. */
export type Volumes = { values: Float64Array; assumed: Uint8Array; money: boolean; note: Text; caution?: Text }

/**
 * Volumes of links: inferred ones as they were inferred; stated ones as stated. Where no link states its volume every link counts one;
 * where some do, one that does not counts the median of those above zero, or is left out (`leave`). Never in silence.
 */
export function volumesOf(links: FirmLinks, unknown: 'median' | 'leave'): Volumes {
  if (links.inferred) return { values: links.volume, assumed: new Uint8Array(links.count), money: false, ...inferredWords }
  const assumed = Uint8Array.from(links.volume, (volume) => (Number.isNaN(volume) ? 1 : 0))
  const missing = assumed.reduce((sum, one) => sum + one, 0)
  if (missing === 0) return { values: links.volume, assumed, money: true, note: { zh: '每条交易都有金额。', en: 'Every link states its volume.' } }
  if (missing === links.count) return { values: new Float64Array(links.count).fill(1), assumed, money: false, ...equalWords }
  const usual = unknown === 'median' ? median(links.volume.filter((volume) => volume > 0)) : 0
  // Where all volumes stated are zero there is nothing to take for the others.
  const value = Number.isNaN(usual) ? 0 : usual
  return { values: links.volume.map((volume) => (Number.isNaN(volume) ? value : volume)), assumed, money: true, ...someWords({ missing, all: links.count, value }) }
}

const inferredWords = {
  note: { zh: '权重为推断的份额，没有单位；网内销售额为一家主体所有权重之和，不是金额。', en: 'Weights are inferred shares without a unit; sales within the network are the sum of these, not money.' },
  caution: { zh: '联系由供给与投入推断（D 级）：说明可以供给，不说明正在供给。结果只可作相对次序的线索，不得作为数值引用。', en: 'Links are inferred from supplies and requires (grade D): they say that supply is possible, not that it happens. The result hints at an order and is not to be quoted as a figure.' },
}

const equalWords = {
  note: { zh: '没有一条交易有金额：每条计 1。', en: 'No link states a volume: each counts one.' },
  caution: { zh: '因为没有金额，大小客户同等计算；结果说明结构，不说明规模。', en: 'Without volumes large and small customers count the same: the result shows structure, not size.' },
}

function someWords({ missing, all, value }: { missing: number; all: number; value: number }): { note: Text; caution: Text } {
  const left = value === 0
  return {
    note: left
      ? { zh: `${all} 条交易中 ${missing} 条没有金额，未计入。`, en: `${missing} of ${all} links state no volume and are left out.` }
      : { zh: `${all} 条交易中 ${missing} 条没有金额，各按已知金额的中位数 ${value} 元计。`, en: `${missing} of ${all} links state no volume; each counts the median of the volumes stated, CNY ${value}.` },
    caution: { zh: `${missing} 条交易的金额未知；涉及它们的主体标为推断，其他主体的数值也受影响。`, en: `The volume of ${missing} links is not known; organisations that have one are marked as inferred, and the values of others hang on them too.` },
  }
}
