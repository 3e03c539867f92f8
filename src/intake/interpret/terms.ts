import * as vocabulary from '../../shared/vocabulary.ts'
import type { Field } from '../../shared/sheets.ts'
import { fold } from './text.ts'

type VocabularyName = NonNullable<Field['vocabulary']>
type Words = Record<string, readonly string[]>

/** Words in use for the terms of the house, beside their keys and labels. */
const synonyms: Record<VocabularyName, Words> = {
  actorTypes: {
    government: ['政府', '政府机构', '机关', '机关单位', '行政机关', '党政机关', '主管部门', '政府单位', 'gov', 'authority', 'public authority'],
    enterprise: ['公司', '厂商', '企业单位', '工业企业', '制造企业', '生产企业', '供应商', '民营企业', '国有企业', '外资企业', '上市公司', 'company', 'firm', 'corporation', 'business', 'manufacturer', 'organization'],
    research: ['科研院所', '高校', '研究院', '研究所', '大学', '院校', '高等院校', '高校院所', '科研单位', '实验室', '新型研发机构', '事业单位科研', 'university', 'institute', 'research institution', 'academia', 'lab', 'laboratory'],
    association: ['协会', '商会', '学会', '联盟', '行业组织', '社会团体', '社会组织', '促进会', '行业商会', 'industry association', 'alliance', 'chamber', 'ngo'],
    service: ['服务', '中介机构', '金融机构', '检测机构', '检验检测机构', '咨询机构', '公共服务平台', '服务平台', '银行', '孵化器', '中介', 'service', 'service provider', 'intermediary', 'platform', 'finance'],
  },
  nodeKinds: {
    product: ['产成品', '成品', '终端产品', '整机', '最终产品', '主营产品', '商品', '品类', 'ultimate_output', 'ultimate output', 'final product', 'goods', 'design_resource', 'output'],
    component: ['部件', '零件', '元器件', '器件', '核心零部件', '关键零部件', '模组', '模块', '组件', '配件', 'part', 'parts', 'components', 'module', 'subassembly'],
    material: ['原材料', '原料', '关键材料', '基础材料', '耗材', '辅料', 'material_resource', 'materials', 'raw material', 'material resource'],
    equipment: ['生产设备', '装备', '仪器', '仪器设备', '工具', '制造装备', '机器', 'tool_resource', 'tool', 'tools', 'machine', 'machinery', 'tool resource'],
    process: ['工序', '流程', '制程', '加工', '工艺环节', '基础工艺', 'process step', 'step', 'processing'],
    application: ['应用领域', '应用场景', '下游应用', '场景', 'use', 'end use', 'market', 'applications'],
    service: ['服务环节', '技术服务', 'services'],
  },
  stages: {
    upstream: ['上', '上游环节', '产业链上游', 'up'],
    midstream: ['中', '中游环节', '产业链中游', 'mid', 'middle'],
    downstream: ['下', '下游环节', '产业链下游', 'down'],
  },
  tiers: {
    chainMaster: ['链主企业', '产业链链主', '龙头企业', '链主单位', 'leading enterprise'],
    singleChampion: ['制造业单项冠军', '单项冠军企业', '单项冠军示范企业', '制造业单项冠军企业', 'champion'],
    littleGiant: ['小巨人', '小巨人企业', '专精特新小巨人', '专精特新小巨人企业', '国家级专精特新小巨人', '国家级专精特新小巨人企业', '国家级专精特新', '国家专精特新小巨人', 'little giants'],
    specialisedSme: ['专精特新企业', '专精特新中小企业', '省级专精特新', '省专精特新', '省级专精特新企业', '省级专精特新中小企业', 'specialized sme', 'srdi'],
  },
  circles: {
    core: ['核心圈', '核心层', '核心成员', '核心企业'],
    partner: ['伙伴圈', '合作', '合作伙伴', '伙伴层', '紧密层', '协作'],
    regional: ['区域圈', '区域层', '外围', '辐射', '辐射层'],
  },
  relations: {
    requires: ['需要', '依赖', '投入于', '上游', '上游材料', '上游产品', '原材料', '消耗', '使用', 'require', 'needs', 'input', 'goes into', 'goes_into', 'uses', 'depends on', 'upstream'],
    isA: ['是一种', '属于类', '归类', '分类', '上位', '产品小类', '子类', '小类', '种类', 'is a', 'is_a', 'is type of', 'is_type_of', 'is a type of', 'subclass', 'kind of', 'type of', 'subtype'],
  },
  providerKinds: {
    organisation: ['企业', '组织', '机构', '单位', '公司', 'organization', 'company', 'firm', 'org'],
    country: ['国家', '国别', '国家/地区', 'country', 'nation', 'state', 'economy'],
  },
  datums: {
    wgs84: ['wgs', 'gps', '地球坐标', '地球坐标系', '国际坐标', 'epsg4326', '4326', '原始坐标'],
    cgcs2000: ['cgcs', '2000', '国家2000', '2000国家大地坐标系', '国家大地坐标系', '天地图', 'epsg4490', '4490', 'tianditu'],
    gcj02: ['gcj', 'gcj02', '火星坐标', '火星坐标系', '国测局坐标', '国测局', '高德', '高德坐标', '高德地图', '腾讯', '腾讯坐标', '腾讯地图', 'amap', 'tencent', 'mars'],
    bd09: ['bd', 'bd09', 'bd09ll', '百度', '百度坐标', '百度地图', '百度坐标系', 'baidu'],
  },
  subjectKinds: {
    cluster: ['产业集群', '园区集群'],
    region: ['城市', '市', '省', '省份', '县', '区', '区县', '区域', '行政区', 'city', 'province', 'prefecture', 'county', 'area'],
    organisation: ['企业', '单位', '公司', '机构', 'company', 'organization', 'firm'],
    node: ['产品', '产业链环节', '链条环节', 'product', 'segment'],
  },
}

const indexes = new Map(Object.keys(synonyms).map((name) => [name as VocabularyName, indexTerms(name as VocabularyName)]))

/** The term of the house that a word means in either language, or undefined. */
export function readTerm(name: VocabularyName, text: string): string | undefined {
  return indexes.get(name)?.get(fold(text))
}

/** What a vocabulary offers, for a message: `企业 / 科研机构 / …`. */
export function termChoices(name: VocabularyName): vocabulary.Text {
  const labels = Object.values(vocabulary[name])
  return { zh: labels.map((label) => label.zh).join('、'), en: labels.map((label) => label.en).join(', ') }
}

function indexTerms(name: VocabularyName): Map<string, string> {
  const index = new Map<string, string>()
  for (const [term, words] of Object.entries(synonyms[name])) for (const word of words) index.set(fold(word), term)
  for (const [term, label] of Object.entries(vocabulary[name])) for (const word of [term, label.zh, label.en]) index.set(fold(word), term)
  return index
}

const yes = new Set([
  '是', '有', '合格', '通过', '已通过', '充足', '足够', '满足', '可接受', '可以', '对', '真', '√', '✓', '✔', '☑', 'y', 'yes', 'true', 't', '1', 'ok',
  'qualified', 'passed', 'pass', 'sufficient', 'enough', 'acceptable', 'certified', '已认证', '认证通过', '合理', 'negligible', '可忽略', 'on',
])
const no = new Set([
  '否', '没有', '不合格', '未通过', '不通过', '不足', '不够', '不满足', '紧张', '不可接受', '过高', '偏高', '不', '错', '假', '×', '✗', '✘', '☒', 'n', 'no',
  'false', 'f', '0', 'not qualified', 'unqualified', 'failed', 'fail', 'insufficient', 'too high', 'unacceptable', 'not certified',
  '未认证', '不可忽略', 'off',
])

/** Yes or no, in the words that qualification, capacity, certification and price are answered in. */
export function readBoolean(cell: string | number | boolean): boolean | undefined {
  if (typeof cell === 'boolean') return cell
  const word = String(cell).normalize('NFKC').trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : undefined
}
