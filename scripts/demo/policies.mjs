/** Policies of the demo, all invented: one that ends soon and leaves nodes bare, two that overlap, one for research, one too young to compare, one that has ended. */

const issuers = { province: '广东省示范工业部门（虚构）', shenzhen: '深圳市示范工业部门（虚构）', zhongshan: '中山市示范金融部门（虚构）', science: '广东省示范科技部门（虚构）' }
const mark = '演示用政策，内容、文号与发布单位均为虚构。'
const enterpriseIn = (region) => ({ fact: 'region', operator: 'within', values: [region] })
const critical = ['涡轮分子泵', '电子倍增器', '光电倍增管', '科学级图像传感器', '主轴精密轴承']

/** policies.json: what `createPolicy` takes, with the day of its end counted from the day of loading, and whom the team told: everybody who qualifies, or one by credit code. */
export function makePolicies({ accounts }) {
  const enterprise = accounts.find(({ actorType }) => actorType === 'enterprise').organisationCode
  return [
    told({
      task: 'T2', tasks: ['T3'], title: '关键零部件首购首用保险补偿（虚构）', instrument: 'firstPurchase', issuer: issuers.province, level: 'province', documentNumber: '示范工信〔2026〕1号（虚构）', validFrom: '2026-01-01', actorTypes: ['enterprise'],
      nodes: critical, indicators: ['营业收入', '研发投入'], amount: '首年保费的 80%，每户至多 200 万元', text: `对供给清单所列零部件、通过验证的企业，补偿首购首用保险的保费。${mark}`,
      rules: [enterpriseIn('广东省'), { any: [{ fact: 'suppliesNode', operator: 'is', values: critical }, { fact: 'tier', operator: 'is', values: ['chainMaster'] }] }],
    }, { endsInDays: 45, tell: 'qualifying' }),
    told({
      task: 'T3', tasks: [], title: '专精特新企业研发投入补助（虚构）', instrument: 'subsidy', issuer: issuers.shenzhen, level: 'city', documentNumber: '示范深工信〔2025〕12号（虚构）', validFrom: '2025-10-01', actorTypes: ['enterprise'], nodes: [], indicators: ['研发投入', '新增发明专利'],
      amount: '研发投入增量的 10%', text: `面向深圳企业：专精特新“小巨人”，或营业收入 2 000 万元以上且研发投入占 5% 以上。${mark}`,
      rules: [enterpriseIn('深圳市'), { any: [{ fact: 'tier', operator: 'is', values: ['littleGiant', 'singleChampion'] }, { all: [{ fact: 'revenue', operator: 'atLeast', values: [20_000_000] }, { fact: 'researchShare', operator: 'atLeast', values: [0.05] }] }] }],
    }, { tell: [enterprise] }),
    told({
      task: 'T3', tasks: ['T2'], title: '光栅与刻划装备联合攻关（虚构）', instrument: 'project', issuer: issuers.science, level: 'province', documentNumber: '示范科技〔2026〕7号（虚构）', validFrom: '2026-04-01', actorTypes: ['enterprise', 'research'], nodes: ['刻划光栅', '光栅刻划机'], indicators: [],
      amount: '每项至多 1 000 万元，企业自筹不少于一半', text: `企业与科研机构联合申报，揭榜攻关。${mark}`, rules: [enterpriseIn('广东省')],
    }),
    told({
      task: 'T4', tasks: [], title: '中山市稳产贷款贴息（虚构）', instrument: 'interest', issuer: issuers.zhongshan, level: 'city', documentNumber: null, validFrom: '2026-09-01', actorTypes: ['enterprise'], nodes: [], indicators: ['到位资金', '出口额'],
      amount: '贷款利息的 50%，至多一年', text: `面向产能受冲击的企业。${mark}`, rules: [enterpriseIn('中山市'), { fact: 'suppliesState', operator: 'is', values: ['bottleneck', 'weak', 'choke'] }],
    }),
    told({
      task: 'T5', tasks: [], title: '省级数字化改造补助（虚构）', instrument: 'subsidy', issuer: issuers.province, level: 'province', documentNumber: '示范工信〔2025〕30号（虚构）', validFrom: '2025-07-01', actorTypes: ['enterprise'], nodes: [], indicators: ['用工人数'],
      amount: '改造投入的 20%', text: `与市级补助不得重复享受。${mark}`, rules: [enterpriseIn('广东省'), { fact: 'employees', operator: 'atLeast', values: [100] }],
    }),
    told({
      task: 'T5', tasks: [], title: '深圳市数字化车间补助（虚构）', instrument: 'subsidy', issuer: issuers.shenzhen, level: 'city', documentNumber: '示范深工信〔2026〕3号（虚构）', validFrom: '2026-02-01', actorTypes: ['enterprise'], nodes: [], indicators: [],
      amount: '每个车间 100 万元', text: `与省级补助内容重叠，演示覆盖页的“重叠”。${mark}`, rules: [enterpriseIn('深圳市')],
    }),
    told({
      task: 'T1', tasks: ['T4'], title: '集群促进组织运行经费（虚构）', instrument: 'platform', issuer: issuers.province, level: 'province', documentNumber: null, validFrom: '2023-01-01', validTo: '2025-12-31', actorTypes: ['service', 'association'], nodes: [], indicators: [],
      amount: '每年 100 万元', text: `已到期，尚无接续政策。${mark}`, rules: [],
    }),
  ]
}

function told(policy, { endsInDays, tell = [] } = {}) {
  return { policy: { url: null, ...policy }, ...(endsInDays === undefined ? {} : { endsInDays }), tell }
}
