import type { RecipeInput } from './recipe.ts'

/**
 * The A-share industry-chain graph (ChainKnowledgeGraph) and the stock lists that go with it. Left out on purpose: industry.json,
 * industry_industry.json and industry_up.json hold a classification and its statistics, not links of a chain, and would stand among
 * the products as if they were some: who sends them is told so (nothing-to-load.ts). The concept list is about fashions on the stock market.
 */
const common = { codeScheme: 'a-share', right: 'public', grade: 'C' } as const

export const aShareRecipes: RecipeInput[] = [
  {
    ...common, name: 'a-share-company', kind: 'organisations', recognisedBy: ['name', 'fullname', 'code', 'location', 'time'],
    title: { zh: 'A股产业链图谱：公司', en: 'A-share chain graph: companies' },
    headings: { stockCode: ['code'], name: ['fullname'], shortName: ['name'] },
    constants: { actorType: 'enterprise' },
  },
  {
    ...common, name: 'a-share-company-industry', kind: 'organisations', recognisedBy: ['company_code', 'industry_code', 'industry_name', 'company_name'],
    title: { zh: 'A股产业链图谱：公司所属行业', en: 'A-share chain graph: industries of companies' },
    headings: { stockCode: ['company_code'], shortName: ['company_name'], industry: ['industry_name'] },
  },
  {
    ...common, name: 'a-share-product', kind: 'nodes', recognisedBy: ['name'], exactly: true, fileName: 'product',
    title: { zh: 'A股产业链图谱：产品', en: 'A-share chain graph: products' },
    headings: { name: ['name'] },
    constants: { kind: 'product' },
  },
  {
    ...common, name: 'a-share-product-product', kind: 'inputs', recognisedBy: ['from_entity', 'to_entity', 'rel'],
    title: { zh: 'A股产业链图谱：产品关系', en: 'A-share chain graph: links of products' },
    headings: { node: ['from_entity'], input: ['to_entity'], relation: ['rel'] },
    words: { relation: { 上游材料: 'requires', 下游产品: 'requires', 产品小类: 'isA' } },
    swapped: ['下游产品', '产品小类'],
  },
  {
    ...common, name: 'a-share-company-product', kind: 'supplies', recognisedBy: ['company_code', 'product_name', 'rel_weight'],
    title: { zh: 'A股产业链图谱：公司主营产品', en: 'A-share chain graph: products of companies' },
    headings: { providerStockCode: ['company_code'], node: ['product_name'], revenueShare: ['rel_weight'] },
    constants: { providerKind: 'organisation' },
    fillers: { revenueShare: { '0.001': '占位值0.001，营收比重未知' } },
    units: { revenueShare: '1' },
  },
  {
    ...common, name: 'a-share-stock-basic', kind: 'organisations', recognisedBy: ['ts_code', 'symbol', 'name', 'area', 'industry'],
    title: { zh: 'A股股票列表', en: 'List of A-shares' },
    headings: { stockCode: ['ts_code'], shortName: ['name'], region: ['area'], industry: ['industry'] },
  },
  {
    ...common, name: 'a-share-stock-basic-2021', kind: 'organisations', recognisedBy: ['TS代码', '股票代码', '股票名称', '行业'],
    title: { zh: 'A股股票列表（2021）', en: 'List of A-shares (2021)' },
    headings: { stockCode: ['TS代码'], shortName: ['股票名称'], industry: ['行业'] },
  },
]
