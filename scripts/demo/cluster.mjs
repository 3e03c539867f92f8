/** The cluster itself: who signs in, which files are loaded in which order and by which right, and the recipes that read them. */
import { promotionName } from './organisations.mjs'

/** cluster.json; `organisations` gives the accounts their bodies. */
export function makeCluster(organisations) {
  const codeOf = (test) => organisations.find(test).code
  const operator = codeOf((o) => o.name === promotionName)
  const department = codeOf((o) => o.actor === '政府部门')
  const statistics = codeOf((o) => o.name === '广东省统计部门（虚构）')
  const accounts = [
    account('analyst', '演示 分析员', 'Demo Analyst', operator, 'service', 'analyst'),
    account('administrator', '演示 管理员', 'Demo Administrator', operator, 'service', 'administrator'),
    account('government', '演示 政府部门人员', 'Demo Government Officer', department, 'government', 'member'),
    account('enterprise', '演示 企业人员', 'Demo Enterprise Contact', codeOf((o) => o.tier === '链主'), 'enterprise', 'member'),
    account('research', '演示 科研人员', 'Demo Researcher', codeOf((o) => o.actor === '科研机构'), 'research', 'member'),
    account('association', '演示 协会人员', 'Demo Association Officer', codeOf((o) => o.actor === '行业协会'), 'association', 'member'),
    account('service', '演示 服务机构人员', 'Demo Service Contact', codeOf((o) => o.name === '珩度检验检测中心（虚构）'), 'service', 'member'),
    account('guest', '演示 访客', 'Demo Guest', codeOf((o) => o.name === '深圳市行业主管部门（虚构）'), 'government', 'guest'),
  ]
  const files = [
    file('01-主体名单.csv', 'organisations', 'B', 'cluster', operator),
    file('02-环节.csv', 'nodes', 'D', 'cluster', operator),
    file('03-投入关系.csv', 'inputs', 'D', 'cluster', operator),
    file('04-供给关系.xlsx', 'supplies', 'B', 'centres', operator),
    file('05-月度指标.xlsx', 'observations', 'B', 'cluster', statistics),
    file('06-公开事实.csv', 'observations', 'A', 'public', operator),
    file('07-公开事实-发布机构未注明.csv', 'observations', 'C', 'public', operator),
  ]
  return {
    id: 'demo', name: { zh: '广东精密仪器设备集群（演示）', en: 'Guangdong precision instruments and equipment (demo)' },
    region: '440000', period: '2026-10', operatorCode: operator, accounts, files,
    thresholds: { weakSuppliers: 2, weakHhi: 0.25, chokeShare: 0.5, chokeSubstitutionDays: 180, controlledOrigins: ['USA', 'JPN', 'DEU', 'NLD'] },
  }
}

function account(id, zh, en, organisationCode, actorType, role) {
  return { email: `${id}@demo.example`, name: { zh, en }, organisationCode, actorType, role }
}

function file(name, kind, grade, right, giver) {
  const recipe = name.startsWith('05') ? '月度指标' : /^0[67]/.test(name) ? '公开事实' : RECIPE_NAMES[kind]
  return { file: name, kind, recipe: `recipes/${recipe}.json`, grade, right, giver }
}

const RECIPE_NAMES = { organisations: '主体名单', nodes: '环节', inputs: '投入关系', supplies: '供给关系' }

/** The recipes, as a person would have confirmed them: field → headings of the sheet. */
export const recipes = [
  recipe('主体名单', 'organisations', {
    creditCode: '统一社会信用代码', name: '主体名称', formerNames: '曾用名', shortName: '简称', actorType: '主体类型', country: '国家/地区', region: '所在省',
    city: '所在市', address: '地址', tier: '梯度', circle: '集群圈层', industry: '国民经济行业代码', established: '成立日期', revenue: '营业收入（万元）',
    researchSpending: '研发投入（万元）', employees: '员工人数', longitude: '经度（WGS 84）', latitude: '纬度（WGS 84）', note: '备注',
  }, { constants: { datum: 'wgs84' }, units: { revenue: '万元', researchSpending: '万元' } }),
  recipe('环节', 'nodes', {
    code: '环节编码', name: '环节名称', kind: '类别', stage: '阶段', group: '分组', stockDays: '库存天数', substitutionDays: '替代周期（天）', description: '说明',
  }),
  recipe('投入关系', 'inputs', { nodeCode: '需方环节编码', node: '需方环节', inputCode: '投入环节编码', input: '投入环节', relation: '关系' }),
  recipe('供给关系', 'supplies', {
    providerCreditCode: '供给方信用代码', provider: '供给方名称', nodeCode: '环节编码', node: '环节名称', share: '供给份额（%）', origin: '原产国/地区',
    owner: '实际控制方所在国', qualified: '是否合格', capacity: '产能情况', certification: '认证情况', price: '价格情况', from: '起始日期', to: '终止日期', note: '备注',
  }, {
    units: { share: '%' },
    words: { capacity: { 充足: true, 不足: false }, certification: { 通过: true, 未通过: false }, price: { 可接受: true, 过高: false } },
  }),
  recipe('月度指标', 'observations', { subject: '地区', indicator: '指标', period: '月份', value: '数值', unit: '单位', sourceText: '来源说明' }, {
    constants: { subjectKind: 'region' },
  }),
  recipe('公开事实', 'observations', { subject: '地区', indicator: '指标', period: '时期', value: '数值', unit: '单位', sourceText: '来源说明', url: '网址', note: '备注' }, {
    constants: { subjectKind: 'region' },
  }),
]

function recipe(name, kind, headings, rest = {}) {
  const lists = Object.fromEntries(Object.entries(headings).map(([field, heading]) => [field, [heading]]))
  return { name: `演示-${name}`, version: 1, kind, headings: lists, ...rest }
}
