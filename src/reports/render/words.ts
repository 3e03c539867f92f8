import type { FigureFlag, Lang } from './document.ts'

type Words = {
  annex: string; index: string; indexHint: string; openAt: string; trace: string; noFormula: string; noClaims: string
  code: string; figure: string; value: string; formula: string; sources: string
  grade: string; giver: string; source: string; date: string; right: string
  about: string; title: string; period: string; issuer: string; number: string; issuedAt: string; hash: string; sheet: string; note: string; demo: string
  page: (page: string) => string
  more: (count: number) => string
  inBrackets: (text: string) => string
}

/** The words a renderer adds of its own, in both languages. */
export const words: Record<Lang, Words> = {
  zh: {
    annex: '附件', index: '数字来源索引', indexHint: '正文和表格中数字右上角的短码，可在下表查到算式和来源。',
    openAt: '打开短码的网址：', trace: '打开', noFormula: '直接引用', noClaims: '无来源记录',
    code: '短码', figure: '数字', value: '值', formula: '算式', sources: '来源',
    grade: '等级', giver: '提供方', source: '出处', date: '日期', right: '使用权',
    about: '说明', title: '标题', period: '期间', issuer: '发布单位', number: '文号', issuedAt: '定稿日期', hash: '数据指纹（SHA-256）', sheet: '工作表', note: '注', demo: '声明',
    page: (page) => `— ${page} —`,
    more: (count) => `另有${count}条来源，全部列在 xlsx 和网页版中。`,
    inBrackets: (text) => `（${text}）`,
  },
  en: {
    annex: 'Annexes', index: 'Index of figures', indexHint: 'The short code beside a figure is listed here with its formula and sources.',
    openAt: 'Short codes open at: ', trace: 'Open', noFormula: 'Quoted as given', noClaims: 'No source on record',
    code: 'Code', figure: 'Figure', value: 'Value', formula: 'Formula', sources: 'Sources',
    grade: 'Grade', giver: 'Giver', source: 'Source', date: 'Date', right: 'Right of use',
    about: 'About', title: 'Title', period: 'Period', issuer: 'Issued by', number: 'Document number', issuedAt: 'Issued on', hash: 'Data fingerprint (SHA-256)', sheet: 'Sheet', note: 'Note', demo: 'Notice',
    page: (page) => `— ${page} —`,
    more: (count) => `${count} more sources; all are listed in the xlsx and HTML versions.`,
    inBrackets: (text) => ` (${text})`,
  },
}

/** How a value wears its truth on paper: a symbol after it, and what the symbol means. */
export const flags: Record<FigureFlag, { symbol: string } & Record<Lang, string>> = {
  inferred: { symbol: '', zh: '斜体加点线为推断值', en: 'italics with a dotted line: inferred' },
  conflict: { symbol: '≠', zh: '≠ 为来源不一致', en: '≠ sources disagree' },
  stale: { symbol: '◷', zh: '◷ 为数据已过期', en: '◷ out of date' },
  withdrawn: { symbol: '', zh: '删除线为来源已撤回', en: 'struck through: source withdrawn' },
}
/** Said where a dash stands in the report. */
export const missingMeaning: Record<Lang, string> = { zh: '— 为无数据，不等于零', en: '— no value, which is not zero' }
