/**
 * Who supplies which node, with which share, from which origin: invented, and laid out so that every node state occurs. The plan of a
 * node (nodes.mjs) says which pattern its rows follow; checks.mjs computes the states anew from the rows.
 */
import { randomFor, round } from './random.mjs'
import { hhi, thresholds } from './states.mjs'
import { dateCell, xlsx } from './sheets.mjs'

const CONTROLLED = thresholds.controlledOrigins

/** All supplies in the order of the sheet: one object a row. */
export function makeSupplies(nodes, organisations) {
  const makers = organisations.filter((o) => o.line !== null)
  const supplies = nodes.flatMap((node) => {
    const random = randomFor(`supplies:${node.code}`)
    const own = random.shuffled(makers.filter((o) => o.line === node.line))
    const market = {
      home: own.filter((o) => o.province === '广东省'), away: own.filter((o) => o.country === '中国' && o.province !== '广东省'),
      controlled: own.filter((o) => CONTROLLED.includes(o.country)), otherAbroad: own.filter((o) => o.country !== '中国' && !CONTROLLED.includes(o.country)),
    }
    const rows = PATTERNS[node.state](node, market, random)
    return [...rows, ...ended(node, market, random)].map((row) => finish(node, row, random))
  })
  return withOldNames(supplies)
}

/** Now and then a supplier that left. */
function ended(node, { home }, random) {
  if (node.state !== 'ordinary' || !random.chance(0.12) || home.length < 7) return []
  return [{ by: home[6], share: null, qualified: '是', until: '2025-06-30', note: '已停止供货' }]
}

/** Three rows come without a code and under the supplier's former name, as lists of other offices do. */
function withOldNames(supplies) {
  const cases = supplies.filter((s) => s.supplier.formerName !== null && ['ordinary', 'strength'].includes(s.node.state)).slice(0, 3)
  return supplies.map((s) => (cases.includes(s) ? { ...s, givenCode: null, givenName: s.supplier.formerName, note: '沿用旧名填报' } : s))
}

const good = { qualified: '是', capacity: '充足', certification: '通过', price: '可接受' }

const SHORT = ['capacity', '不足', '产能排队，交期超过半年']
const DEAR = ['price', '过高', '报价高于目标成本三成以上']
const UNCERTIFIED = ['certification', '未通过', '型式认证尚未完成']
const FAILINGS = { 宽带采样前端芯片: SHORT, 氘灯与空心阴极灯: DEAR, 色谱柱: DEAR, X射线管: UNCERTIFIED, 扫描探针: UNCERTIFIED, 高纯氦气: SHORT }

const PATTERNS = {
  strength: (_, { home }, random) => {
    const count = random.whole(6, 7)
    return spread(count, random).map((share, i) => ({ by: home[i], share, ...good }))
  },

  ordinary: (_, market, random) => {
    const { home, away } = market
    const domestic = [...home.slice(0, 3), ...away.slice(0, 1), ...home.slice(3, 4)].slice(0, 4)
    const imported = importers(market, random).slice(0, random.chance(0.4) ? 2 : 1)
    const shares = spread(4 + imported.length, random)
    return [...imported, ...domestic.map((by) => ({ by }))].map((row, i) => ({
      ...row, share: shares[i], qualified: '是', capacity: random.chance(0.45) ? '充足' : null,
      certification: random.chance(0.5) ? '通过' : null, price: random.chance(0.4) ? '可接受' : null,
    }))
  },

  choke: (_, { home, controlled }, random) => {
    const [first, second] = controlled
    const agent = home[0]
    return [
      { by: first, share: round(random.between(38, 47), 1), qualified: '是', capacity: '充足', certification: '通过' },
      { by: second, share: round(random.between(17, 24), 1), qualified: '是', certification: '通过' },
      { by: agent, share: round(random.between(6, 11), 1), origin: first.country, qualified: '是', note: '代理进口，产地在境外' },
      { by: home[1], share: round(random.between(6, 12), 1), qualified: '是', capacity: null, certification: '通过', note: '国产替代，小批量' },
      { by: home[2], share: round(random.between(1, 3), 1), qualified: '否', certification: '未通过', note: '样机试用中' },
    ]
  },

  broken: (_, { home, away, controlled }) => [
    { by: controlled[0], share: 0, qualified: '否', note: '出口许可未获批，暂不可供' },
    { by: home[0], share: 0, qualified: '否', certification: '未通过', note: '样机未达指标' },
    ...(away[0] ? [{ by: away[0], share: 0, qualified: '否', capacity: '不足', note: '尚在研制' }] : []),
  ],

  bottleneck: (node, { home, away, controlled }, random) => {
    const [field, value, note] = FAILINGS[node.name]
    const sellers = [...home.slice(0, 3), ...away.slice(0, 1), ...controlled.slice(0, 1)]
    return spread(sellers.length, random).map((share, i) => ({ by: sellers[i], share, qualified: '是', [field]: value, note: i === 0 ? note : null }))
  },

  weak: (node, market, random) => (random.chance(0.6) ? fewSuppliers(market, random) : concentrated(market, random)),

  unknown: (node, { home, otherAbroad }, random) => {
    if (!random.chance(0.25)) return []
    return [...home.slice(0, 2), ...otherAbroad.slice(0, 1)].map((by) => ({ by, share: null, qualified: null, note: '供应商自述，尚无证明材料' }))
  },
}

/** Those who bring goods from abroad: makers there, and dealers here with goods of another origin. */
function importers({ home, controlled, otherAbroad }, random) {
  const makers = random.shuffled([...controlled.slice(0, 1), ...otherAbroad]).map((by) => ({ by }))
  const dealers = home.slice(4, 6).map((by) => ({ by, origin: random.pick(['马来西亚', '瑞士', '法国', '韩国']), note: '代理进口，产地在境外' }))
  return [...makers, ...dealers]
}

/** One or two suppliers; now and then a share nobody gave. */
function fewSuppliers({ home, away }, random) {
  const sellers = [home[0], ...(random.chance(0.7) ? [away[0] ?? home[1]] : [])]
  const first = round(random.between(46, 68), 1)
  return sellers.map((by, i) => ({ by, share: i === 1 && random.chance(0.3) ? null : i === 0 ? first : round(94 - first, 1), qualified: '是', certification: '通过' }))
}

/** Several suppliers, one of them far ahead. */
function concentrated({ home, away, controlled }, random) {
  const sellers = [home[0], home[1], away[0] ?? home[2], controlled[0] ?? home[3]]
  return [round(random.between(55, 63), 1), round(random.between(12, 16), 1), round(random.between(8, 11), 1), round(random.between(5, 8), 1)]
    .map((share, i) => ({ by: sellers[i], share, qualified: '是', certification: random.chance(0.5) ? '通过' : null }))
}

/** Shares of `count` suppliers of about the same size, a small rest unknown; drawn until no reading of the rest makes them concentrated. */
function spread(count, random) {
  for (;;) {
    const weights = Array.from({ length: count }, () => random.between(0.72, 1.28))
    const total = weights.reduce((a, b) => a + b, 0)
    const covered = random.between(92, 99)
    const shares = weights.map((w) => round((w / total) * covered, 1))
    const rest = 100 - shares.reduce((a, b) => a + b, 0)
    if (rest >= 0 && hhi([...shares, rest]) < 0.24) return shares.sort((a, b) => b - a)
  }
}

function finish(node, row, random) {
  const foreignOwner = row.by.province === '广东省' && random.chance(0.05)
  const year = random.whole(2018, row.until ? 2023 : 2025)
  return {
    node, supplier: row.by, share: row.share, origin: row.origin ?? row.by.country,
    owner: row.by.country !== '中国' ? row.by.country : foreignOwner ? random.pick(['新加坡', '韩国', '瑞士']) : '中国',
    qualified: row.qualified ?? null, capacity: row.capacity ?? null, certification: row.certification ?? null, price: row.price ?? null,
    from: random.chance(0.06) ? null : `${year}-${two(random.whole(1, 12))}-01`, until: row.until ?? null, givenCode: row.by.code, givenName: row.by.name,
    note: row.note ?? null,
  }
}

const two = (n) => String(n).padStart(2, '0')

const TITLE = '广东省精密仪器设备集群供给关系调查表（虚构演示数据）'
const HEADER = [
  '供给方信用代码', '供给方名称', '环节编码', '环节名称', '供给份额（%）', '原产国/地区', '实际控制方所在国', '是否合格',
  '配套能力', null, null, '供给期间', null, '备注',
]
const SUBHEADER = [null, null, null, null, null, null, null, null, '产能情况', '认证情况', '价格情况', '起始日期', '终止日期', null]
const UNITS = ['单位：', null, null, null, '%', null, null, null, null, null, null, '年-月-日', '年-月-日', null]
const WIDTHS = [22, 38, 12, 20, 14, 13, 17, 10, 10, 10, 10, 12, 12, 32]

/** The workbook 04-供给关系.xlsx: title above, two heading lines with merged cells, a line of units, a total below. */
export function suppliesFile(supplies) {
  const rows = [
    [TITLE, ...Array(13).fill(null)], HEADER, SUBHEADER, UNITS, ...supplies.map(supplyRow),
    ['合计', `共 ${supplies.length} 条`, ...Array(12).fill(null)],
  ]
  const down = [0, 1, 2, 3, 4, 5, 6, 7, 13].map((c) => ({ startRow: 1, startCol: c, endRow: 2, endCol: c }))
  const merges = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 13 }, ...down,
    { startRow: 1, startCol: 8, endRow: 1, endCol: 10 }, { startRow: 1, startCol: 11, endRow: 1, endCol: 12 },
  ]
  return xlsx({ name: '供给关系', title: TITLE, rows, merges, widths: WIDTHS, dateColumns: [11, 12], headerRows: [0, 1, 2], frozenRows: 4 })
}

function supplyRow(s) {
  return [
    s.givenCode, s.givenName, s.node.code, s.node.name, s.share, s.origin, s.owner, s.qualified,
    s.capacity, s.certification, s.price, dateCell(s.from), dateCell(s.until), s.note,
  ]
}
