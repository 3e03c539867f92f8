import { z } from 'zod'
import { grades, keysOf, rights, sheetKinds, type SheetKind, type Text } from './vocabulary.ts'

/** A field that a kind of sheet may bring: what it is called on screen and how its cells are read. */
export type Field = {
  title: Text
  /** How a cell is read: what a value of this field may be. */
  value: 'text' | 'list' | 'number' | 'share' | 'money' | 'days' | 'count' | 'degrees' | 'date' | 'period' | 'boolean' | 'country' | 'region' | 'creditCode' | 'term'
  /** For `term`: the vocabulary, by the name it has in `vocabulary.ts`. */
  vocabulary?: 'actorTypes' | 'nodeKinds' | 'stages' | 'tiers' | 'circles' | 'relations' | 'providerKinds' | 'subjectKinds' | 'datums'
  required?: true
}

const text = (zh: string, en: string) => ({ title: { zh, en }, value: 'text' as const })

/**
 * The fields of each kind of sheet. A recipe maps headings to these; a row that has been read carries values under these names.
 * Money is in yuan, shares are fractions of one, days are days, places degrees in WGS 84, dates are ISO dates, countries ISO 3166 alpha-3, regions GB/T 2260.
 */
export const sheetFields = {
  organisations: {
    code: text('编码', 'Code'),
    creditCode: { title: { zh: '统一社会信用代码', en: 'Credit code' }, value: 'creditCode' },
    stockCode: text('证券代码', 'Stock code'),
    name: { ...text('主体名称', 'Name'), required: true },
    shortName: text('简称', 'Short name'),
    formerNames: { title: { zh: '曾用名', en: 'Former names' }, value: 'list' },
    otherNames: { title: { zh: '其他名称', en: 'Other names' }, value: 'list' },
    englishName: text('英文名称', 'English name'),
    /** Lists of providers may hold countries beside organisations: such a row names a country and its code. */
    providerKind: { title: { zh: '条目类别', en: 'Kind of entry' }, value: 'term', vocabulary: 'providerKinds' },
    actorType: { title: { zh: '主体类型', en: 'Actor type' }, value: 'term', vocabulary: 'actorTypes' },
    tier: { title: { zh: '梯度', en: 'Tier' }, value: 'term', vocabulary: 'tiers' },
    circle: { title: { zh: '集群圈层', en: 'Circle' }, value: 'term', vocabulary: 'circles' },
    region: { title: { zh: '所在地区', en: 'Region' }, value: 'region' },
    city: { title: { zh: '所在市', en: 'City' }, value: 'region' },
    country: { title: { zh: '国家或地区', en: 'Country' }, value: 'country' },
    address: text('地址', 'Address'),
    longitude: { title: { zh: '经度', en: 'Longitude' }, value: 'degrees' },
    latitude: { title: { zh: '纬度', en: 'Latitude' }, value: 'degrees' },
    /** What the two are counted from; they are kept in WGS 84. */
    datum: { title: { zh: '坐标系', en: 'Datum' }, value: 'term', vocabulary: 'datums' },
    industry: text('行业', 'Industry'),
    established: { title: { zh: '成立日期', en: 'Established' }, value: 'date' },
    revenue: { title: { zh: '营业收入', en: 'Revenue' }, value: 'money' },
    researchSpending: { title: { zh: '研发投入', en: 'R&D spending' }, value: 'money' },
    employees: { title: { zh: '员工人数', en: 'Employees' }, value: 'count' },
    website: text('网址', 'Website'),
    note: text('备注', 'Note'),
  },
  nodes: {
    code: text('环节编码', 'Node code'),
    name: { ...text('环节名称', 'Node'), required: true },
    kind: { title: { zh: '类别', en: 'Kind' }, value: 'term', vocabulary: 'nodeKinds' },
    stage: { title: { zh: '阶段', en: 'Stage' }, value: 'term', vocabulary: 'stages' },
    /** A stage with a name of its own (Design, Fabrication, …), itself an entry that can be supplied as a whole. */
    stageName: text('阶段名称', 'Stage name'),
    stageCode: text('阶段编码', 'Stage code'),
    group: text('分组', 'Group'),
    stockDays: { title: { zh: '库存天数', en: 'Days of stock' }, value: 'days' },
    substitutionDays: { title: { zh: '替代周期', en: 'Substitution time' }, value: 'days' },
    hsCode: text('海关编码', 'HS code'),
    description: text('说明', 'Description'),
    note: text('备注', 'Note'),
  },
  inputs: {
    nodeCode: text('需方环节编码', 'Node code'),
    node: text('需方环节', 'Node'),
    inputCode: text('投入环节编码', 'Input code'),
    input: text('投入环节', 'Input'),
    relation: { title: { zh: '关系', en: 'Relation' }, value: 'term', vocabulary: 'relations' },
    note: text('备注', 'Note'),
  },
  supplies: {
    providerCode: text('供给方编码', 'Provider code'),
    providerStockCode: text('供给方证券代码', 'Provider stock code'),
    providerCreditCode: { title: { zh: '供给方信用代码', en: 'Provider credit code' }, value: 'creditCode' },
    provider: text('供给方', 'Provider'),
    providerKind: { title: { zh: '供给方类别', en: 'Kind of provider' }, value: 'term', vocabulary: 'providerKinds' },
    nodeCode: text('环节编码', 'Node code'),
    node: text('环节', 'Node'),
    share: { title: { zh: '供给份额', en: 'Share' }, value: 'share' },
    /** Share of the provider's own revenue that this node brings: says nothing about the node's supply. */
    revenueShare: { title: { zh: '占供给方营收比重', en: "Share of the provider's revenue" }, value: 'share' },
    negligible: { title: { zh: '份额可忽略', en: 'Negligible share' }, value: 'boolean' },
    origin: { title: { zh: '原产国或地区', en: 'Origin' }, value: 'country' },
    owner: { title: { zh: '实际控制方', en: 'Controlling owner' }, value: 'text' },
    qualified: { title: { zh: '是否合格', en: 'Qualified' }, value: 'boolean' },
    capacity: { title: { zh: '产能足够', en: 'Capacity sufficient' }, value: 'boolean' },
    certification: { title: { zh: '认证通过', en: 'Certified' }, value: 'boolean' },
    price: { title: { zh: '价格可接受', en: 'Price acceptable' }, value: 'boolean' },
    from: { title: { zh: '起始日期', en: 'From' }, value: 'date' },
    to: { title: { zh: '终止日期', en: 'To' }, value: 'date' },
    /** The year, quarter or month the share is stated for. */
    period: { title: { zh: '时期', en: 'Period' }, value: 'period' },
    sourceText: text('来源说明', 'Source as stated'),
    note: text('备注', 'Note'),
  },
  links: {
    supplierCode: text('卖方编码', 'Supplier code'),
    supplierStockCode: text('卖方证券代码', 'Supplier stock code'),
    supplierCreditCode: { title: { zh: '卖方信用代码', en: 'Supplier credit code' }, value: 'creditCode' },
    supplier: text('卖方', 'Supplier'),
    customerCode: text('买方编码', 'Customer code'),
    customerStockCode: text('买方证券代码', 'Customer stock code'),
    customerCreditCode: { title: { zh: '买方信用代码', en: 'Customer credit code' }, value: 'creditCode' },
    customer: text('买方', 'Customer'),
    /** What the supplier sells to the customer in the period. */
    volume: { title: { zh: '交易额', en: 'Volume' }, value: 'money' },
    period: { title: { zh: '时期', en: 'Period' }, value: 'period' },
    note: text('备注', 'Note'),
  },
  observations: {
    indicator: { ...text('指标', 'Indicator'), required: true },
    subjectKind: { title: { zh: '对象类别', en: 'Kind of subject' }, value: 'term', vocabulary: 'subjectKinds' },
    subjectCode: text('对象编码', 'Subject code'),
    subject: { ...text('对象', 'Subject'), required: true },
    period: { title: { zh: '时期', en: 'Period' }, value: 'period', required: true },
    value: { title: { zh: '数值', en: 'Value' }, value: 'number' },
    unit: text('单位', 'Unit'),
    sourceText: text('来源说明', 'Source as stated'),
    url: text('网址', 'URL'),
    note: text('备注', 'Note'),
  },
} satisfies Record<SheetKind, Record<string, Field>>

/** The fields by which a sheet of links names one of its ends. */
export function endFields(end: 'supplier' | 'customer'): string[] {
  return [end, `${end}Code`, `${end}StockCode`, `${end}CreditCode`]
}

export type FieldName<K extends SheetKind> = keyof (typeof sheetFields)[K] & string

/** What may stand in a cell once read; `null` never occurs: a missing value has no key, its reason stands under `blanks`. */
export type FieldValue = string | number | boolean | string[]

/** A row that has been read: values by field, and where each stood. */
export type ReadRow = {
  /** The number by which a person finds the row in the file. */
  row: number
  values: Record<string, FieldValue>
  /** The column letter (A, B, … AA) each value was read from; fields that come from the recipe itself (constants) have none. */
  columns: Record<string, string>
  /** Fields that are blank with a stated reason (“未填报”, “保密”, “不适用”). */
  blanks?: Record<string, string>
  /** The row is loaded, yet one of its values is doubtful: outside what is plausible, or given as “about”. A warning says which. */
  flag?: 'implausible' | 'approximate'
}

/** What is wrong with a cell or row, in words that say what to do. `severity: 'warning'` marks a doubtful value that is still loaded. */
export type Problem = {
  sheet: string
  row: number
  column?: string
  heading?: string
  field?: string
  value?: string
  code: string
  severity: 'error' | 'warning'
  message: Text
}

/**
 * How a sheet is read: which heading is which field. Kept by name, re-used without asking, also as a JSON file.
 * `headings` maps a field to the headings that carry it (compared after width, case and space are folded).
 */
export const recipeSchema = z.strictObject({
  name: z.string().min(1).max(100),
  version: z.number().int().min(1).default(1),
  title: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
  kind: z.enum(keysOf(sheetKinds)),
  /** Headings that must all be there for the recipe to be taken without asking (empty: only by name). */
  recognisedBy: z.array(z.string()).default([]),
  /** The sheet has the headings of `recognisedBy` and no others: for tables whose headings alone say little. */
  exactly: z.boolean().optional(),
  /** Part of a file name that must be there too, where headings alone do not tell two tables apart. */
  fileName: z.string().optional(),
  headings: z.record(z.string(), z.array(z.string()).min(1)),
  /** Values for fields that no column carries (a whole sheet of one period, one relation, …). */
  constants: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Words of the sheet → terms of the house, by field (上游材料 → requires). */
  words: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))).default({}),
  /** Cells that stand for “missing” and why, by field (0.001 as a filler). */
  fillers: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Unit of a money or number column where the heading does not say it, by field. */
  units: z.record(z.string(), z.string()).default({}),
  /** Wide sheets: every column that is not mapped is an indicator of its own. */
  wide: z.boolean().default(false),
  /** The scheme that codes of this recipe belong to, so that N26 of one list is not taken for N26 of another. */
  codeScheme: z.string().default('code'),
  /** What a second name under one code means: a conflict between two statements, or another spelling. */
  repeats: z.enum(['conflict', 'otherNames']).default('conflict'),
  /** What the sheet swaps: in `requires` lists some name the input first. */
  inputFirst: z.boolean().default(false),
  /** Words of the relation column for which this sheet alone names the input first (下游产品: what follows is made of what stands before). */
  swapped: z.array(z.string()).optional(),
  /** The heading whose cell must be filled for the row's first reading; where it is blank only `also` is read. */
  when: z.string().optional(),
  /** One row may state two relations (goes into, is a type of): further readings of the same row. */
  also: z.array(z.strictObject({
    headings: z.record(z.string(), z.array(z.string()).min(1)),
    constants: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    when: z.string(),
  })).default([]),
  /** Plausibility bounds by indicator or field: outside is flagged, not refused. */
  bounds: z.record(z.string(), z.strictObject({ min: z.number().optional(), max: z.number().optional() })).default({}),
  /** The sheet came out of this house: where it says what stands anyway it adds no claim, for an export is no new evidence. */
  restates: z.boolean().optional(),
  grade: z.enum(keysOf(grades)).optional(),
  right: z.enum(keysOf(rights)).optional(),
})
export type Recipe = z.infer<typeof recipeSchema>
