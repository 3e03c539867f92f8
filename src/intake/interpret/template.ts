import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx'
import type { Field } from '../../shared/sheets.ts'
import * as vocabulary from '../../shared/vocabulary.ts'
import { makeCreditCode } from '../../registry/codes/credit-code.ts'
import { fieldsOf } from './bind.ts'
import { exampleMark, legendSheet } from './marks.ts'
import { letterOf } from './text.ts'

const headStyle: CellStyle = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EDF3' } } }
const exampleStyle: CellStyle = { font: { italic: true, color: { rgb: '808080' } } }

const fictional = makeCreditCode({ authority: '9', category: '1', regionCode: '990001', serial: 'MA000001' })

/** One row that shows how the cells are filled, by kind and field. */
const examples: Record<vocabulary.SheetKind, Record<string, string | number>> = {
  organisations: {
    code: 'QY001', creditCode: fictional, name: '示例精密仪器有限公司（虚构）', shortName: '示例仪器', formerNames: '示例仪表厂（虚构）', actorType: '企业', tier: '专精特新', circle: '核心',
    region: '广东省', city: '深圳市', country: '中国', longitude: 114.0579, latitude: 22.5431, datum: 'WGS 84', industry: '仪器仪表制造业', established: '2008-05-16', revenue: 32000, researchSpending: 2600, employees: 420,
  },
  nodes: { code: 'HJ001', name: '高精度光栅尺', kind: '零部件', stage: '上游', group: '工业自动化测控', stockDays: 45, substitutionDays: 360, hsCode: '903180', description: '用于位移测量的核心部件' },
  inputs: { nodeCode: 'HJ010', node: '三坐标测量机', inputCode: 'HJ001', input: '高精度光栅尺', relation: '投入' },
  supplies: {
    providerCode: 'QY001', provider: '示例精密仪器有限公司（虚构）', providerCreditCode: fictional, providerKind: '主体', nodeCode: 'HJ001', node: '高精度光栅尺', share: '35%', origin: '德国', owner: '示例集团（虚构）',
    qualified: '是', capacity: '是', certification: '是', price: '否', from: '2023-01-01', period: '2024',
  },
  links: { supplierCode: 'QY001', supplier: '示例精密仪器有限公司（虚构）', supplierCreditCode: fictional, customerCode: 'QY002', customer: '示例整机有限公司（虚构）', volume: 1200, period: '2024' },
  observations: { indicator: '规模以上工业增加值', subjectKind: '地区', subjectCode: '440300', subject: '深圳市', period: '2024-10', value: 985.4, unit: '亿元', sourceText: '深圳市统计局', url: 'https://example.org' },
}

const howTo: Record<Field['value'], vocabulary.Text> = {
  text: { zh: '文字', en: 'Text' },
  list: { zh: '可填多个，用分号隔开', en: 'Several, parted by semicolons' },
  number: { zh: '数字', en: 'A number' },
  share: { zh: '百分数（35%）或小数（0.35）', en: 'A percentage (35%) or a fraction (0.35)' },
  money: { zh: '金额，单位见表头', en: 'Money, in the unit of the heading' },
  days: { zh: '天数；也可写“18个月”', en: 'Days; “18个月” (months) is understood' },
  count: { zh: '整数', en: 'A whole number' },
  degrees: { zh: '度，如114.0579或114°3′28″；坐标系另填一列', en: 'Degrees, such as 114.0579 or 114°3′28″; the datum has a column of its own' },
  date: { zh: '日期，如2024-01-05', en: 'A date such as 2024-01-05' },
  period: { zh: '时期，如2024、2024-Q1、2024-10', en: 'A period: 2024, 2024-Q1 or 2024-10' },
  boolean: { zh: '是／否', en: 'Yes / no' },
  country: { zh: '国家或地区名称，或三位代码（JPN）', en: 'A country, or its three-letter code (JPN)' },
  region: { zh: '行政区划名称或六位代码', en: 'A region of China, or its six-digit code' },
  creditCode: { zh: '18位统一社会信用代码', en: 'The 18-character Unified Social Credit Code' },
  term: { zh: '从下列选项中选', en: 'One of the words listed' },
}

/** An empty sheet of a kind: headings, one example (passed over on import), lists to choose from, and a sheet that explains each column. */
export async function templateWorkbook(kind: vocabulary.SheetKind): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsx({ sheets: [entrySheet(kind), legend(kind)] }))
}

function entrySheet(kind: vocabulary.SheetKind): WriteSheet {
  const fields = Object.entries(fieldsOf(kind))
  const example = fields.map(([name]) => (name === 'note' ? exampleMark : (examples[kind][name] ?? null)))
  const styled = (line: number, style: CellStyle) => fields.map((_, column) => [`${line},${column}`, { style }] as const)
  return {
    name: vocabulary.sheetKinds[kind].zh,
    rows: [fields.map(([, field]) => headingOf(field)), example],
    cells: new Map([...styled(0, headStyle), ...styled(1, exampleStyle)]),
    columns: fields.map(([, field]) => ({ width: Math.max(12, headingOf(field).length * 2 + 4) })),
    freezePane: { rows: 1 },
    dataValidations: fields.flatMap(([, field], column) => {
      const values = choicesOf(field)
      return values.length > 0 ? [{ type: 'list' as const, values, allowBlank: true, showErrorMessage: false, range: `${letterOf(column)}2:${letterOf(column)}5000` }] : []
    }),
  }
}

function headingOf({ title, value }: Field): string {
  return value === 'money' ? `${title.zh}（万元）` : title.zh
}

function choicesOf(field: Field): string[] {
  if (field.value === 'boolean') return ['是', '否']
  return field.vocabulary ? Object.values(vocabulary[field.vocabulary]).map((label) => label.zh) : []
}

function legend(kind: vocabulary.SheetKind): WriteSheet {
  const rows = Object.values(fieldsOf(kind)).map((field: Field) => [
    headingOf(field), field.title.en, field.required ? '必填 required' : '', `${howTo[field.value].zh} ${howTo[field.value].en}`,
    field.vocabulary ? Object.values(vocabulary[field.vocabulary]).map((label) => `${label.zh} ${label.en}`).join('；') : '',
  ])
  return {
    name: legendSheet,
    rows: [['列 Column', 'English', '必填 Required', '填法 How to fill', '可选值 Choices'], ...rows],
    columns: [{ width: 22 }, { width: 28 }, { width: 14 }, { width: 60 }, { width: 70 }],
    freezePane: { rows: 1 },
  }
}
