/** The sample with problems: thirty rows of organisations with the faults such lists have, for the guide and the tests. */
import { creditCode, spoilt } from './codes.mjs'
import { organisationHeader, organisationRow } from './organisations.mjs'

const COLUMN = Object.fromEntries(organisationHeader.map((heading, i) => [heading, i]))
const column = (heading) => COLUMN[heading]
const GOOD_ROWS = [3, 4, 5, 6, 7, 8, 9]

/** The file's rows and what is wrong with them: { rows, faults: [{ row, column, zh, en }] }; row 1 is the heading. */
export function makeProblems(organisations) {
  const firms = organisations.filter((o) => o.actor === '企业' && o.code !== null && o.founded !== null && typeof o.revenue === 'number')
  const renamed = organisations.filter((o) => o.formerName !== null)
  const rows = []
  const faults = []
  const add = (row, heading, zh, en) => {
    rows.push(row)
    if (zh) faults.push({ row: rows.length + 1, column: heading, zh, en })
  }
  for (const i of GOOD_ROWS) add(organisationRow(firms[i]))
  for (const fault of [...codeFaults(firms), ...nameFaults(firms, renamed), ...valueFaults(firms), ...shapeFaults(firms)]) add(fault.row, fault.heading, fault.zh, fault.en)
  return { rows, faults }
}

/** A copy of a firm's row with some cells changed, by heading. */
function changed(firm, cells) {
  const row = organisationRow(firm)
  for (const [heading, value] of Object.entries(cells)) row[column(heading)] = value
  return row
}

const CODE = '统一社会信用代码'
const NAME = '主体名称'
const DAY = '成立日期'
const REVENUE = '营业收入（万元）'

function codeFaults(firms) {
  const [a, b, c, d, e, f] = firms.slice(20, 26)
  const wide = (text) => text.replace(/[0-9A-Z]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) + 0xfee0))
  return [
    { row: changed(a, { [CODE]: spoilt(a.code) }), heading: CODE, zh: '校验码不对', en: 'wrong check character' },
    { row: changed(b, { [CODE]: spoilt(b.code) }), heading: CODE, zh: '校验码不对', en: 'wrong check character' },
    { row: changed(c, { [CODE]: c.code.slice(0, 17) }), heading: CODE, zh: '只有17位', en: '17 characters only' },
    { row: changed(d, { [CODE]: wide(d.code) }), heading: CODE, zh: '全角数字与字母（应自动转为半角）', en: 'full-width digits and letters (to be folded, not refused)' },
    { row: changed(e, { [CODE]: ` ${e.code.slice(0, 8)} ${e.code.slice(8)} ` }), heading: CODE, zh: '夹有空格（应自动去除）', en: 'spaces inside (to be removed, not refused)' },
    { row: changed(f, { [CODE]: `${f.code.slice(0, 8)}O${f.code.slice(9)}` }), heading: CODE, zh: '含字母O，代码中没有这个字母', en: 'letter O, which no code contains' },
  ]
}

function nameFaults(firms, renamed) {
  const [a, b, c, d] = firms.slice(30, 34)
  const newBody = { ...a, code: creditCode('企业', '994403', 88000001), name: a.name }
  return [
    ...renamed.slice(0, 2).map((o) => ({
      row: changed(o, { [CODE]: null, [NAME]: o.formerName, 曾用名: null, 简称: null }), heading: NAME, zh: `沿用旧名且无代码，即“${o.name}”`, en: `former name and no code: is “${o.name}”`,
    })),
    { row: changed(renamed[2], { [NAME]: renamed[2].formerName, 曾用名: null }), heading: NAME, zh: '代码与主体库相同而名称是旧名', en: 'a known code under the former name' },
    { row: changed(b, { [NAME]: null }), heading: NAME, zh: '名称为空', en: 'no name' },
    { row: changed(c, { [NAME]: '   ' }), heading: NAME, zh: '名称只有空格', en: 'a name of spaces only' },
    { row: changed(d, { [CODE]: null, [NAME]: d.name.replaceAll('（', '(').replaceAll('）', ')').replace('有限公司', '有限责任公司') }), heading: NAME, zh: `无代码，半角括号，公司形式写法不同，即“${d.name}”`, en: `no code, half-width brackets, another legal form: is “${d.name}”` },
    { row: organisationRow(newBody), heading: CODE, zh: '与主体库中一家同名而代码不同', en: 'same name as a known organisation under another code' },
  ]
}

function valueFaults(firms) {
  const [a, b, c, d, e, f] = firms.slice(40, 46)
  return [
    { row: changed(a, { [DAY]: '2021-02-30' }), heading: DAY, zh: '日期不存在', en: 'a day that does not exist' },
    { row: changed(b, { [DAY]: '二〇一九年春' }), heading: DAY, zh: '不是日期', en: 'not a date' },
    { row: changed(c, { [REVENUE]: '约三千' }), heading: REVENUE, zh: '不是数字', en: 'not a number' },
    { row: changed(d, { [REVENUE]: -1250 }), heading: REVENUE, zh: '营业收入为负', en: 'negative revenue' },
    { row: changed(e, { 主体类型: '民营' }), heading: '主体类型', zh: '五类主体中没有这一类', en: 'not one of the five actor types' },
    { row: changed(f, { [REVENUE]: '12,345.6', 员工人数: '１２０' }), heading: REVENUE, zh: '千分位与全角数字（应自动识别）', en: 'thousands separator and full-width digits (to be read, not refused)' },
  ]
}

function shapeFaults(firms) {
  const twice = firms[GOOD_ROWS[0]]
  const blank = Array(organisationHeader.length).fill(null)
  const total = changed({ ...twice }, Object.fromEntries(organisationHeader.map((heading) => [heading, null])))
  total[column(CODE)] = '合计'
  total[column(REVENUE)] = 986543.2
  return [
    { row: organisationRow(twice), heading: CODE, zh: '与第2行完全重复', en: 'the same as row 2' },
    { row: changed(twice, { [REVENUE]: 1 }), heading: REVENUE, zh: '与第2行代码相同而营业收入不同', en: 'the code of row 2 with another revenue' },
    { row: blank, heading: null, zh: '空行', en: 'an empty row' },
    { row: total, heading: CODE, zh: '合计行', en: 'a totals row' },
  ]
}
