// docs/reference/sheets.md: the kinds of sheet, their fields, the headings they are known by, the shipped recipes.
import { both, code, page, table } from './markdown.mjs'

const values = {
  text: { zh: '文字', en: 'text' },
  list: { zh: '多个值，用；、| 或换行分开', en: 'several values, parted by ； 、 | or line breaks' },
  number: { zh: '数', en: 'number' },
  share: { zh: '份额：0 至 1，或百分数', en: 'share: 0 to 1, or a percentage' },
  money: { zh: '金额：元、万元、亿元，存为元', en: 'money: yuan, 万元, 亿元; kept in yuan' },
  days: { zh: '天数', en: 'days' },
  count: { zh: '个数', en: 'count' },
  degrees: { zh: '度（WGS 84）', en: 'degrees (WGS 84)' },
  date: { zh: '日期', en: 'date' },
  period: { zh: '时期：年、季、月', en: 'period: year, quarter, month' },
  boolean: { zh: '是或否', en: 'yes or no' },
  country: { zh: '国家或地区（ISO 3166 或名称）', en: 'country (ISO 3166 or name)' },
  region: { zh: '地区（GB/T 2260 代码或名称）', en: 'region (GB/T 2260 code or name)' },
  creditCode: { zh: '统一社会信用代码（GB 32100-2015，核校验码）', en: 'credit code (GB 32100-2015, check character verified)' },
  term: { zh: '下列之一', en: 'one of' },
}
/** How many headings of a field are listed. */
const listed = 8

/** @param {any} parts */
export function sheetsPage({ sheetFields, wordsOf, shippedRecipes, vocabulary }) {
  return page([
    '# 表格 · Sheets',
    '可读 xlsx、xls、csv、tsv、json、jsonl。表头按方案识别，否则按下列词语猜测，导入前显示供确认。空白是缺失，不是零。带 * 的字段不可缺。',
    'xlsx, xls, csv, tsv, json and jsonl are read. Headings are recognised by a recipe, else guessed by the words below and shown for confirmation. A blank is missing, not zero. A field with * cannot be left out.',
    ...Object.entries(sheetFields).map(([kind, fields]) => kindBlock(kind, fields, { wordsOf, vocabulary })),
    '## 随附的方案 · Shipped recipes',
    '文件的表头与文件名相符时自动采用。 · Taken without asking where headings and file name fit.',
    table(['名称 name', '', '类别 kind', '据以识别的表头 recognised by'], shippedRecipes.map((/** @type {any} */ { name, title, kind, recognisedBy }) => [code(name), title ? both(title) : '', both(vocabulary.sheetKinds[kind]), recognisedBy.map(code).join(', ')])),
  ])
}

/** @param {string} kind @param {any} fields @param {any} parts */
function kindBlock(kind, fields, { wordsOf, vocabulary }) {
  const rows = Object.entries(fields).map(([name, field]) => [`${code(name)}${field.required ? ' *' : ''}`, both(field.title), valueText(field, vocabulary), wordsOf(kind, name).slice(0, listed).map(code).join(' ')])
  return `## ${code(kind)} ${both(vocabulary.sheetKinds[kind])}\n\n${table(['字段 field', '名称 title', '值 value', '识别的表头 headings'], rows)}`
}

/** @param {any} field @param {any} vocabulary */
function valueText({ value, vocabulary: terms }, vocabulary) {
  const said = both(values[/** @type {keyof typeof values} */ (value)])
  return terms === undefined ? said : `${said}: ${Object.values(vocabulary[terms]).map((term) => both(/** @type {any} */ (term))).join('; ')}`
}
