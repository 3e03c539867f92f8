import { sheetFields, type Field } from '../../shared/sheets.ts'
import { keysOf, sheetKinds, type SheetKind } from '../../shared/vocabulary.ts'
import { fold } from './text.ts'

type Words = Record<string, string>

/** Words that head columns, by kind and field, beside the titles the fields have on screen. Parted by `|`. */
const words: { [K in SheetKind]: Words } = {
  organisations: {
    code: '编码|编号|企业编码|企业编号|单位编码|主体编码|机构编码|id|code|organisation code|org id|company id|provider_id|序列码',
    creditCode: '统一社会信用代码|社会信用代码|信用代码|统一信用代码|统一社会信用代码/组织机构代码|组织机构代码|uscc|credit code|unified social credit code|uniform social credit code|机构代码',
    stockCode: '证券代码|股票代码|上市代码|stock code|ticker|ts_code|TS代码|symbol|a股代码',
    name: '主体名称|企业名称|单位名称|公司名称|机构名称|组织名称|名称|企业|公司|单位|全称|企业全称|公司全称|公司名|企业名|主体|申报单位|申报企业|会员名称|会员单位|成员单位|name|company|company name|organisation|organization|organisation name|organization name|full name|firm|firm name|enterprise|enterprise name|provider_name|中文名称|企业（单位）名称|单位详细名称|法人单位名称|法人单位详细名称',
    shortName: '简称|企业简称|公司简称|证券简称|股票简称|股票名称|short name|stock name|abbreviation',
    formerNames: '曾用名|曾用名称|原名|原名称|former names|former name|previous name|旧名称|变更前名称',
    otherNames: '其他名称|别名|别称|又名|other names|aliases|alias|aka|also known as|品牌名称',
    englishName: '英文名称|英文名|企业英文名称|english name|name in english|name (en)',
    providerKind: '条目类别|条目类型|kind of entry|provider_type|entry type|provider type',
    actorType: '主体类型|单位类型|机构类型|单位性质|主体类别|机构类别|单位类别|企业类型|企业性质|actor type|organisation type|organization type|type|类型|性质',
    tier: '梯度|培育梯度|企业梯度|梯度类别|资质|企业资质|荣誉|资质荣誉|荣誉资质|认定类别|专精特新|企业层级|tier|qualification|honour|honor|专精特新类型|专精特新类别|梯度类型',
    circle: '集群圈层|圈层|成员圈层|圈层类别|circle|membership circle',
    region: '所在地区|地区|所在省|省份|省|所属省份|所在省份|省市|所属地区|区域|所在区域|注册地区|行政区划|region|province|area|location|所在地|注册地|属地|所属区域|所在区县|区县',
    city: '所在市|城市|市|地市|所属城市|所在城市|地级市|市州|所在地市|市区|所在市区|city|prefecture|所属地市|所属市',
    country: '国家或地区|国家|国别|国家/地区|所在国家|注册国家|country|nation|nationality|country/region|country or region',
    address: '地址|企业地址|注册地址|办公地址|经营地址|联系地址|通讯地址|详细地址|单位地址|生产地址|address|registered address',
    longitude: '经度|东经|lon|lng|long|longitude|longitude (deg)|经度坐标|地理经度|经度（度）|经度值|经度（wgs84）|wgs84经度|高德经度|腾讯经度|火星坐标经度|百度经度|经度（gcj02）|经度（bd09）|lng_gcj02|lng_bd09|lng_wgs84|lon_wgs84|longitude_gcj02|longitude_bd09',
    latitude: '纬度|北纬|lat|latitude|latitude (deg)|纬度坐标|地理纬度|纬度（度）|纬度值|纬度（wgs84）|wgs84纬度|高德纬度|腾讯纬度|火星坐标纬度|百度纬度|纬度（gcj02）|纬度（bd09）|lat_gcj02|lat_bd09|lat_wgs84|latitude_gcj02|latitude_bd09',
    datum: '坐标系|坐标系统|坐标类型|坐标基准|大地基准|坐标标准|datum|crs|coordinate system|srid|epsg',
    industry: '行业|所属行业|行业类别|行业分类|行业名称|所属行业名称|行业领域|国民经济行业|国民经济行业分类|所属领域|细分领域|细分行业|industry|sector|industry name|业务领域|国民经济行业代码|行业代码|行业门类|行业小类',
    established: '成立日期|成立时间|注册时间|注册日期|设立日期|成立年份|成立年月|established|founded|date of establishment|incorporation date|year founded|founding date',
    revenue: '营业收入|营收|主营业务收入|年营业收入|营业总收入|销售收入|主营收入|年销售额|年营收|销售额|上年营业收入|revenue|sales|turnover|operating revenue|annual revenue|上年度营业收入',
    researchSpending: '研发投入|研发费用|研发经费|研究开发费用|R&D投入|R&D经费|科研投入|研发支出|r&d spending|r&d expenditure|r&d|research spending|研发经费支出',
    employees: '员工人数|员工数|职工人数|从业人员|从业人数|人员规模|员工总数|职工总数|在职人数|用工人数|从业人员数|期末从业人员|人数|employees|staff|headcount|number of employees|workforce|从业人员期末人数|期末从业人员数|期末用工人数',
    website: '网址|官网|网站|企业网址|官方网站|公司网址|website|url|homepage|web site',
    note: '备注|说明|附注|其他说明|note|notes|remark|remarks|comment|comments',
  },
  nodes: {
    code: '环节编码|节点编码|产品编码|编码|编号|物料编码|节点编号|产品编号|环节编号|code|node code|node id|id|product code|input_id|item code|产品代码|节点代码',
    name: '环节名称|环节|节点名称|节点|产品名称|产品|物料名称|材料名称|设备名称|零部件名称|部件名称|名称|关键产品|关键环节|产业链环节|产业环节|name|node|node name|product|product name|item|input_name|segment|材料|设备|品名|货品名称|关键零部件|产品/零部件',
    kind: '类别|环节类别|节点类别|类型|产品类别|产品类型|节点类型|环节类型|种类|分类|kind|type|category|node type|node kind',
    stage: '阶段|所属阶段|产业链阶段|产业链位置|所处环节|产业链环节位置|上中下游|上下游|链条位置|stage|position|tier position|stream|产业链条位置|所属环节位置|所处位置',
    stageName: '阶段名称|stage name|stage_name|工段|工段名称',
    stageCode: '阶段编码|stage code|stage_id|stage id',
    group: '分组|所属领域|细分领域|所属分类|大类|所属大类|领域|子领域|板块|group|segment group|family|产品大类|细分板块',
    stockDays: '库存天数|库存可用天数|库存周转天数|安全库存天数|库存|安全库存|备货天数|库存时间|days of stock|stock days|inventory days|stock (days)|inventory (days)',
    substitutionDays: '替代周期|替代时间|国产替代周期|替代所需时间|替换周期|切换周期|替代天数|substitution time|substitution days|time to substitute|lead time to substitute|replacement time|switching time|国产替代时间|替代所需周期|替代期',
    hsCode: '海关编码|hs编码|hs code|hs|海关商品编码|税号|商品编码|hscode',
    description: '说明|描述|环节说明|产品说明|产品描述|简介|技术说明|description|details|summary',
    note: '备注|附注|note|notes|remark|remarks|comment',
  },
  inputs: {
    nodeCode: '需方环节编码|产品编码|环节编码|成品编码|节点编码|node code|node id|product code|goes_into_id|parent code|父项编码|母件编码',
    node: '需方环节|环节|产品|产品名称|成品|需方|下游环节|下游产品|环节名称|节点|节点名称|母件|父项|父项名称|母件名称|目标产品|整机|node|product|product name|goes_into_name|output|requiring node|parent|from_entity|assembly|父件',
    inputCode: '投入环节编码|投入编码|原材料编码|物料编码|子项编码|子件编码|input code|input id|input_id|material code|component code|child code',
    input: '投入环节|投入|投入品|投入产品|上游环节|上游产品|上游材料|原材料|原料|所需材料|所需原材料|物料|物料名称|部件|零部件|子项|子件|子项名称|子件名称|依赖环节|input|input name|input_name|material|component|required input|required node|child|to_entity|ingredient|supplied item|组成部件|所需物料|所需投入|所需零部件|用到的零部件',
    relation: '关系|关系类型|关联关系|关联类型|联系|关系类别|relation|relationship|rel|relation type|link type|edge type',
    note: '备注|说明|附注|note|notes|remark|comment',
  },
  supplies: {
    providerCode: '供给方编码|供应商编码|供应商编号|供应商代码|企业编码|provider code|provider_id|supplier code|supplier id|vendor code',
    providerStockCode: '供给方证券代码|证券代码|股票代码|stock code|ticker|ts_code|company_code',
    providerCreditCode: '供给方信用代码|供应商信用代码|统一社会信用代码|社会信用代码|信用代码|供应商统一社会信用代码|credit code|uscc|provider credit code|supplier credit code',
    provider: '供给方|供应商|供应商名称|供给方名称|供货方|供货商|供应方|供应企业|供应单位|生产企业|生产厂商|制造商|厂商|厂家|生产商|企业名称|企业|公司名称|公司|单位名称|供给主体|provider|supplier|vendor|manufacturer|maker|producer|company|company name|provider_name|supplier name|provider name|firm|organisation|organization|配套企业|供货企业',
    providerKind: '供给方类别|供应商类别|供给方类型|供应商类型|kind of provider|provider type|provider_type|supplier type',
    nodeCode: '环节编码|产品编码|物料编码|节点编码|node code|node id|product code|provided_id|item code|供应环节编码',
    node: '环节|环节名称|供应环节|供给环节|产品|产品名称|供应产品|供货产品|供应物料|物料名称|物料|主营产品|主要产品|节点|节点名称|关键产品|所供产品|node|node name|product|product name|item|supplied product|provided_name|product_name|material|component|零部件|零部件名称|材料|材料名称|配套产品|供应零部件|配套零部件|供货产品名称',
    share: '供给份额|份额|市场份额|市占率|市场占有率|供应份额|供货份额|供货占比|供应占比|供货比例|供应比例|采购占比|采购份额|占比|share|market share|share_provided|supply share|share of supply|占有率|采购比例',
    revenueShare: '占供给方营收比重|营收占比|收入占比|占营收比重|占营业收入比重|主营占比|产品营收占比|占主营业务收入比重|share of revenue|revenue share|rel_weight|share of the providers revenue|占营业收入比例',
    negligible: '份额可忽略|可忽略|negligible share|negligible|negligible_market_share|negligible market share',
    origin: '原产国或地区|原产国|原产地|产地|来源国|来源地|生产国|原产国别|国别|国家|原产国/地区|origin|country of origin|origin country|country|made in|来源国家或地区|来源国家|来源国或地区|来源国/地区|来源国别|来源地区|国家或地区|国家/地区|进口来源国|进口来源|供应商国别|供应商所在国|所在国家|原产国（地区）|supplier country|source country|country or region',
    owner: '实际控制方|实际控制人|控股方|控制方|实控人|最终控制方|最终控制人|母公司|控股股东|controlling owner|owner|ultimate owner|parent company|controller',
    qualified: '是否合格|合格|合格情况|合格供应商|是否合格供应商|质量合格|qualified|qualification|is qualified|approved',
    capacity: '产能足够|产能|产能情况|产能是否充足|产能是否足够|产能充足|capacity sufficient|capacity|capacity ok|enough capacity',
    certification: '认证通过|认证|认证情况|是否通过认证|是否认证|资质认证|certified|certification|is certified|通过认证',
    price: '价格可接受|价格|价格情况|价格是否可接受|价格水平|price acceptable|price|price ok',
    from: '起始日期|开始日期|开始时间|合作开始|供货开始|起始时间|自|生效日期|from|start|start date|since|valid from|合作起始时间|合作开始时间',
    to: '终止日期|结束日期|结束时间|合作结束|截止日期|终止时间|至|失效日期|to|end|end date|until|valid to',
    period: '时期|年份|年度|统计年份|数据年份|期间|报告期|period|year|reference year',
    sourceText: '来源说明|来源|数据来源|资料来源|source|source as stated|data source|reference',
    note: '备注|说明|附注|note|notes|remark|comment',
  },
  links: {
    supplierCode: '卖方编码|销售方编码|供方编码|供应商编码|supplier code|supplier id|seller id|seller code|supplier_id',
    supplierStockCode: '卖方证券代码|供方证券代码|supplier stock code|supplier ticker|seller ticker',
    supplierCreditCode: '卖方信用代码|销售方信用代码|供方信用代码|供应商信用代码|供应商统一社会信用代码|销售方纳税人识别号|supplier credit code|seller credit code',
    supplier: '卖方|销售方|供方|供应商|供应商名称|卖方名称|销售方名称|供方名称|上游企业|供货方|supplier|supplier name|seller|vendor|from organisation|source',
    customerCode: '买方编码|采购方编码|需方编码|客户编码|customer code|customer id|buyer id|buyer code|customer_id',
    customerStockCode: '买方证券代码|需方证券代码|客户证券代码|customer stock code|customer ticker|buyer ticker',
    customerCreditCode: '买方信用代码|采购方信用代码|需方信用代码|客户信用代码|客户统一社会信用代码|购买方纳税人识别号|customer credit code|buyer credit code',
    customer: '买方|购买方|采购方|需方|客户|客户名称|买方名称|购买方名称|采购方名称|需方名称|下游企业|下游客户|customer|customer name|buyer|client|to organisation|target',
    volume: '交易额|交易金额|采购额|采购金额|销售额|销售金额|供货金额|供货额|合同金额|金额|开票金额|volume|value|amount|sales|purchases|transaction value|trade value|weight',
    period: '时期|年份|年度|年月|月份|期间|报告期|period|year|month',
    note: '备注|说明|附注|note|notes|remark|comment',
  },
  observations: {
    indicator: '指标|指标名称|指标项|统计指标|项目|indicator|indicator name|metric|variable|measure|series|item',
    subjectKind: '对象类别|对象类型|统计对象类别|kind of subject|subject kind|subject type|entity type',
    subjectCode: '对象编码|地区编码|行政区划代码|区划代码|地区代码|城市代码|行政代码|subject code|region code|city code|adcode|area code|行政区划编码|企业编码',
    subject: '对象|统计对象|对象名称|地区|城市|地市|市|省份|省|地区名称|城市名称|区域|市县|区县|县区|企业名称|单位名称|subject|subject name|city|region|area|province|entity|county|country|企业|单位|city name|region name|所在市',
    period: '时期|年份|年度|年|年月|月份|统计月份|期间|统计时期|统计年度|报告期|季度|时间|日期|数据时期|period|year|month|quarter|date|time|fiscal year',
    value: '数值|值|指标值|数据|数据值|观测值|本期值|value|observation|amount|figure|obs_value|数量|本月值|当月值|本期值',
    unit: '单位|计量单位|unit|units|unit of measure',
    sourceText: '来源说明|来源|数据来源|资料来源|source|source as stated|data source|出处',
    url: '网址|链接|来源网址|来源链接|url|link|source url',
    note: '备注|说明|附注|note|notes|remark|comment',
  },
}

/** Fields that few sheets of another kind have: a heading for one of them says what the sheet is. */
export const telling: Record<SheetKind, ReadonlySet<string>> = {
  organisations: new Set(['actorType', 'established', 'revenue', 'researchSpending', 'employees', 'address', 'tier', 'circle', 'formerNames', 'englishName', 'region', 'city', 'longitude', 'latitude']),
  nodes: new Set(['stage', 'stageName', 'stageCode', 'stockDays', 'substitutionDays', 'hsCode', 'group', 'kind']),
  inputs: new Set(['relation', 'input', 'inputCode']),
  supplies: new Set(['share', 'revenueShare', 'negligible', 'origin', 'owner', 'qualified', 'capacity', 'certification', 'price', 'provider', 'providerCode']),
  links: new Set(['customer', 'customerCode', 'customerStockCode', 'customerCreditCode', 'volume', 'supplier', 'supplierCode']),
  observations: new Set(['indicator', 'value', 'period', 'subjectKind']),
}

/** The folded words of each field, the titles on screen included: the earlier a word stands, the surer it is. */
export const headingWords: Record<SheetKind, Map<string, { field: string; rank: number }[]>> = Object.fromEntries(
  keysOf(sheetKinds).map((kind) => [kind, indexKind(kind)]),
) as Record<SheetKind, Map<string, { field: string; rank: number }[]>>

const all = new Set(Object.values(headingWords).flatMap((index) => [...index.keys()]))

/** Whether a text heads a column of any kind of sheet. */
export function isKnownHeading(text: string): boolean {
  return all.has(fold(text))
}

/** The words of one field, folded, surest first. */
export function wordsOf(kind: SheetKind, field: string): string[] {
  const { title } = (sheetFields[kind] as Record<string, Field>)[field] as Field
  return [...new Set([title.zh, title.en, field, ...(words[kind][field]?.split('|') ?? [])].map(fold))]
}

function indexKind(kind: SheetKind): Map<string, { field: string; rank: number }[]> {
  const index = new Map<string, { field: string; rank: number }[]>()
  for (const field of Object.keys(sheetFields[kind])) {
    wordsOf(kind, field).forEach((word, rank) => index.set(word, [...(index.get(word) ?? []), { field, rank }]))
  }
  return index
}
