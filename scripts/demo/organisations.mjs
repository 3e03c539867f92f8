/**
 * Organisations of the demo, all of them invented: every name ends in （虚构）, every credit code stands under a region that does not
 * exist. Trade names are made of a rare character and a word of measuring, so that they meet no firm there is.
 */
import { creditCode } from './codes.mjs'
import { placed } from './places.mjs'
import { randomFor, round } from './random.mjs'

export const cities = ['深圳市', '广州市', '东莞市', '佛山市', '中山市', '珠海市']
const CITY_WEIGHTS = [38, 27, 14, 9, 6, 6]
const CITY_REGIONS = { 深圳市: '994403', 广州市: '994401', 东莞市: '994419', 佛山市: '994406', 中山市: '994420', 珠海市: '994404' }
const ELSEWHERE = [['江苏省', '苏州市'], ['上海市', '上海市'], ['浙江省', '杭州市'], ['北京市', '北京市'], ['湖北省', '武汉市'], ['陕西省', '西安市']]
const ELSEWHERE_REGION = '990000'

/** Lines of business: how many enterprises at home, how many elsewhere in the country, what they are called, their GB/T 4754 class. */
const LINES = {
  真空: { home: 5, away: 2, words: ['真空技术', '真空设备'], industries: ['3441'] },
  光电: { home: 11, away: 3, words: ['光电', '光学', '激光技术'], industries: ['4040', '3976', '3052'] },
  芯片: { home: 8, away: 3, words: ['微电子', '集成电路'], industries: ['3973', '3972'] },
  传感: { home: 8, away: 2, words: ['传感', '敏感元件'], industries: ['3983'] },
  机械: { home: 8, away: 2, words: ['精密机械', '精密传动'], industries: ['3451', '3453'] },
  材料: { home: 6, away: 4, words: ['新材料', '特种材料'], industries: ['3985', '3073'] },
  装备: { home: 5, away: 3, words: ['精密装备', '智能装备'], industries: ['3421', '3569'] },
  工控: { home: 10, away: 1, words: ['自动化', '控制技术'], industries: ['4011', '4019'] },
  电测: { home: 11, away: 1, words: ['电子仪器', '电测技术'], industries: ['4028', '4012'] },
  分析: { home: 11, away: 3, words: ['科学仪器', '分析仪器'], industries: ['4014'] },
  医疗: { home: 14, away: 1, words: ['医疗设备', '医疗科技', '生命科技'], industries: ['3581'] },
  专用: { home: 10, away: 1, words: ['检测技术', '监测仪器'], industries: ['4021', '4023', '4029', '4090'] },
  集成: { home: 8, away: 1, words: ['系统集成', '工程技术'], industries: ['6531', '7320'] },
}

/** Suppliers abroad: [country, line, what they are called]. They have no credit code. */
const ABROAD = [
  ['德国', '真空', '真空技术'], ['美国', '真空', '真空设备'], ['日本', '真空', '真空机器'],
  ['日本', '光电', '光电器件'], ['德国', '光电', '光学'], ['美国', '光电', '探测器'],
  ['美国', '芯片', '半导体'], ['美国', '芯片', '逻辑器件'], ['日本', '芯片', '图像器件'], ['韩国', '芯片', '电子材料'],
  ['日本', '传感', '传感器'], ['瑞士', '传感', '精密传感'],
  ['日本', '机械', '精密轴承'], ['德国', '机械', '轴承'], ['瑞士', '机械', '微型传动'],
  ['日本', '材料', '材料'], ['美国', '材料', '特种晶体'], ['韩国', '材料', '陶瓷'],
  ['德国', '装备', '机床'], ['日本', '装备', '工作机械'], ['美国', '装备', '超精密设备'],
  ['美国', '分析', '分析部件'], ['德国', '医疗', '医疗部件'], ['新加坡', '电测', '电子'],
]
const ABROAD_SIGNS = '甲子乙丑丙寅丁卯戊辰己巳庚午辛未壬申癸酉甲戌乙亥丙子丁丑戊寅己卯庚辰辛巳壬午癸未甲申乙酉丙戌丁亥'.match(/../g)

const FIRST = [...'砚岫翊珩泠樨霁绛栾蓼芷荇筠篁黛缃苕沅湉漪琚璎瑸琭珪玦峤岑屿嵘']
const SECOND = [...'衡准测度矩尺量钧仪规']

const RESEARCH = ['精密测量研究院', '光电技术研究所', '质谱技术研究院', '大学仪器科学学院', '传感器件研究所', '医学影像研究院']
const ASSOCIATIONS = ['精密仪器产业联合会', '仪器设备行业协会', '医疗设备行业协会', '自动化行业协会', '光电行业协会', '检测行业协会', '科学仪器商会', '电子测量产业联盟']
const SERVICES = [
  ['知识产权服务中心', '7520'], ['计量校准中心', '7454'], ['检验检测中心', '7452'], ['技术转移中心', '7530'], ['产业基金管理', '6731'],
  ['标准化咨询中心', '7249'], ['科技孵化器', '7540'], ['供应链金融服务', '6940'], ['人才服务中心', '7264'], ['产业智库', '7243'],
  ['可靠性试验中心', '7452'], ['数据服务', '6550'], ['会展服务', '7281'],
]
export const promotionName = '广东精密仪器设备集群促进组织（虚构）'
const DEPARTMENTS = [
  ['广东省集群主管部门', '广州市'], ['广东省科技主管部门', '广州市'], ['广东省统计部门', '广州市'], ['广东省市场监管部门', '广州市'],
  ...cities.map((city) => [`${city}行业主管部门`, city]),
]

/** All organisations in the order of the sheet. */
export function makeOrganisations() {
  const random = randomFor('organisations')
  const brands = random.shuffled(FIRST.flatMap((a) => SECOND.map((b) => a + b)))
  const taken = { brands, serial: 10000000, random }
  return placed([
    ...enterprises(taken), ...abroad(), ...research(taken), ...associations(taken), ...services(taken), ...departments(taken),
  ])
}

function enterprises(taken) {
  const list = Object.entries(LINES).flatMap(([line, { home, away, words, industries }]) =>
    Array.from({ length: home + away }, (_, i) => {
      const place = i < home ? ['广东省', weightedCity(taken.random)] : taken.random.pick(ELSEWHERE)
      const [brand, word] = [taken.brands.pop(), taken.random.pick(words)]
      return body(taken, '企业', place, {
        line, name: `${place[1].replace('市', '')}${brand}${word}有限公司（虚构）`, short: `${brand}${word.slice(0, 2)}`,
        industry: taken.random.pick(industries), circle: circleOf(taken.random, i < home),
      })
    }))
  giveTiers(list, taken.random)
  for (const organisation of list) giveFigures(organisation, taken.random)
  renameSome(list, taken)
  return list
}

function abroad() {
  return ABROAD.map(([country, line, word], i) => ({
    code: null, name: `${country}${ABROAD_SIGNS[i]}${word}公司（虚构）`, formerName: null, short: `${ABROAD_SIGNS[i]}${word}`, actor: '企业', country,
    province: null, city: null, address: null, tier: null, circle: null, industry: null, founded: null,
    revenue: '不适用', spending: '不适用', staff: '不适用', note: '境外供应商，无统一社会信用代码；虚构', line,
  }))
}

function research(taken) {
  return Array.from({ length: 18 }, (_, i) => {
    const [city, brand] = [weightedCity(taken.random), taken.brands.pop()]
    const name = `${brand}${RESEARCH[i % RESEARCH.length]}（虚构）`
    const staff = taken.random.whole(40, 900)
    return body(taken, '科研机构', ['广东省', city], {
      name, short: null, industry: '7320', circle: i < 7 ? '核心' : '伙伴', revenue: '不适用', spending: round(staff * taken.random.between(8, 26), 0), staff,
    })
  })
}

function associations(taken) {
  return ASSOCIATIONS.map((word, i) => body(taken, '行业协会', ['广东省', cities[i % cities.length]], {
    name: `${taken.brands.pop()}${word}（虚构）`, short: null, industry: '9522', circle: i < 3 ? '核心' : '伙伴',
    revenue: taken.random.whole(120, 900), spending: '不适用', staff: taken.random.whole(6, 28),
  }))
}

function services(taken) {
  const promotion = body(taken, '服务机构', ['广东省', '广州市'], {
    name: promotionName, short: '集群促进组织', industry: '7243', circle: '核心', revenue: 1260, spending: '不适用', staff: 11,
    note: '本集群的促进组织；虚构',
  })
  return [promotion, ...SERVICES.map(([word, industry], i) => body(taken, '服务机构', ['广东省', weightedCity(taken.random)], {
    name: `${taken.brands.pop()}${word}（虚构）`, short: null, industry, circle: i < 4 ? '核心' : '伙伴',
    revenue: taken.random.whole(400, 9000), spending: taken.random.chance(0.3) ? '未填报' : taken.random.whole(0, 300), staff: taken.random.whole(12, 160),
  }))]
}

function departments(taken) {
  return DEPARTMENTS.map(([name, city], i) => body(taken, '政府部门', ['广东省', city], {
    name: `${name}（虚构）`, short: null, industry: '9225', circle: i === 0 ? '核心' : '区域', founded: null, revenue: '不适用', spending: '不适用', staff: '不适用',
  }))
}

/** A body with what all of them share: code, place, address, founding day. */
function body(taken, actor, [province, city], fields) {
  taken.serial += taken.random.whole(1, 400)
  const founded = `${taken.random.whole(1996, 2022)}-${two(taken.random.whole(1, 12))}-${two(taken.random.whole(1, 28))}`
  return {
    code: creditCode(actor, CITY_REGIONS[city] ?? ELSEWHERE_REGION, taken.serial), formerName: null, actor, country: '中国', province, city,
    address: `${city}示范${taken.random.pick(['一', '二', '三', '四', '五', '六'])}路${taken.random.whole(1, 199)}号（虚构）`,
    tier: null, founded, note: '虚构', line: null, ...fields,
  }
}

/** Tiers of the home enterprises: 4 chain masters, 9 single champions, 22 little giants, 36 specialised SMEs. */
function giveTiers(list, random) {
  const makers = random.shuffled(list.filter((o) => o.province === '广东省'))
  const seats = [['链主', 4], ['单项冠军', 9], ['专精特新“小巨人”', 22], ['专精特新', 36]].flatMap(([tier, count]) => Array(count).fill(tier))
  const leaders = makers.filter((o) => ['工控', '电测', '分析', '医疗'].includes(o.line)).slice(0, 4)
  const rest = makers.filter((o) => !leaders.includes(o))
  ;[...leaders, ...rest].forEach((organisation, i) => { organisation.tier = seats[i] ?? null })
  for (const leader of leaders) leader.circle = '核心'
}

/** Revenue by tier, in 万元, with a heavy tail; research spending and staff follow from it, some left out. */
const REVENUE = { 链主: [420000, 1180000], 单项冠军: [85000, 310000], '专精特新“小巨人”': [16000, 90000], 专精特新: [5200, 32000] }

function giveFigures(organisation, random) {
  const [low, high] = REVENUE[organisation.tier] ?? [0, 0]
  const revenue = high > 0 ? random.between(low, high) : Math.min(60000, 420 / (0.008 + random.next()))
  const spending = revenue * random.between(0.035, 0.16)
  const staff = Math.max(5, Math.round(revenue / random.between(55, 130)))
  organisation.revenue = random.chance(0.05) ? '未填报' : round(revenue, 1)
  organisation.spending = random.chance(0.11) ? random.pick(['未填报', '未填报', '未披露']) : round(spending, 1)
  organisation.staff = random.chance(0.06) ? '未填报' : staff
  if (random.chance(0.04)) organisation.founded = null
}

/** A few changed their name: a case for matching. */
function renameSome(list, { random, brands }) {
  for (const organisation of random.shuffled(list.filter((o) => o.province === '广东省')).slice(0, 8)) {
    const brand = organisation.short.slice(0, 2)
    organisation.formerName = organisation.name.replace(brand, brands.pop())
    organisation.note = '虚构；曾更名'
  }
}

function circleOf(random, atHome) {
  if (!atHome) return '区域'
  return random.chance(0.55) ? '核心' : '伙伴'
}

function weightedCity(random) {
  let left = random.next() * 100
  return cities.find((_, i) => (left -= CITY_WEIGHTS[i]) < 0) ?? cities[0]
}

const two = (n) => String(n).padStart(2, '0')

export const organisationHeader = [
  '统一社会信用代码', '主体名称', '曾用名', '简称', '主体类型', '国家/地区', '所在省', '所在市', '地址', '梯度', '集群圈层', '国民经济行业代码',
  '成立日期', '营业收入（万元）', '研发投入（万元）', '员工人数', '经度（WGS 84）', '纬度（WGS 84）', '备注',
]

/** One organisation as a row of 01-主体名单.csv. */
export function organisationRow(o) {
  return [
    o.code, o.name, o.formerName, o.short, o.actor, o.country, o.province, o.city, o.address, o.tier, o.circle, o.industry,
    o.founded, o.revenue, o.spending, o.staff, o.longitude, o.latitude, o.note,
  ]
}
