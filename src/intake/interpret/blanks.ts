import { heldBy } from './text.ts'

/**
 * What stands for “missing” in a cell, and the reason it gives. Missing is not zero: a blank is kept with its reason.
 * `words` are those that could also be a remark; in a text note they stay text.
 */
const marks = new Set(['', '-', '--', '---', '—', '——', '―', '–', '/', '\\', '...', '…', '……', '*', '?', '？', '.', 'n/a', '#n/a', 'na', 'n.a.', 'null', 'none', 'nan', 'nil', 'undefined', '／', '－', '\\n'])
const words: Record<string, string> = {
  无: '无', 暂无: '暂无', 没有: '无', 空: '空', 缺: '缺失', 缺失: '缺失', 无数据: '无数据', 暂缺: '暂缺',
  未填: '未填报', 未填报: '未填报', 未提供: '未提供', 未统计: '未统计', 未披露: '未披露', 未公开: '未公开', 未知: '未知', 不详: '不详', 待补充: '待补充', 待定: '待定',
  保密: '保密', 涉密: '保密', 不公开: '不公开', 不适用: '不适用',
  unknown: 'unknown', missing: 'missing', 'not available': 'not available', 'not applicable': 'not applicable', confidential: 'confidential', 'not reported': 'not reported', withheld: 'withheld', tbd: 'tbd',
}
const longest = 16
/** What any of them begins with: most cells are told apart by their first sign. */
const beginnings = new Set(
  [...marks, ...Object.keys(words)].flatMap((word) => [word, word.toUpperCase()]).concat([...' \t\n\r\u3000\u00a0\ufeff(（【[']).map((word) => word.charCodeAt(0)),
)

/** The reason a cell is missing: undefined when it holds a value, the mark or word when it states one, '' when it is simply empty. */
export function blankReason(text: string, prose: boolean): string | undefined {
  if (text.length > longest || (text !== '' && !beginnings.has(text.charCodeAt(0)))) return undefined
  const word = text.trim().toLowerCase()
  if (word === '') return ''
  if (marks.has(word)) return text.trim()
  if (prose) return undefined
  const bare = word.replace(/^[(（【[]|[)）】\]]$/g, '')
  return heldBy(words, bare)
}
