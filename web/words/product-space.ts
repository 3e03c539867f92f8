import { counted } from '../../src/shared/format.ts'
import { defineWords } from '../parts/language.tsx'

/** The words of the product space. */
export const productSpaceWords = defineWords({
  title: { zh: '产品空间', en: 'Product space' },
  lead: { zh: '哪些行业常在同一批地区出现；点亮一个地区拥有的行业，看什么离它近、为什么。', en: 'Which industries stand in the same regions; light what a region has, and see what is near to it, and why.' },
  region: { zh: '地区', en: 'Region' },
  parameters: { zh: '参数', en: 'Parameters' },
  picture: { zh: (region: string, has: string, all: string) => `${region}拥有 ${all} 个行业中的 ${has} 个`, en: (region: string, has: string, all: string) => `${region} has ${has} of ${all} industries` },
  caption: { zh: (ties: string, all: string) => `画出 ${all} 对相近行业中的 ${ties} 对；越近的行业越常在同一批地区出现，方位没有意义。点一个行业打开背后的事实。`, en: (ties: string, all: string) => `${ties} of ${all} pairs of related industries are drawn; the nearer, the more often in the same regions; directions mean nothing. Choose an industry to open the facts behind it.` },
  lit: { zh: '拥有（RCA 达到门槛）', en: 'It has (RCA reaches the threshold)' },
  near: { zh: '邻近而未有，数字为名次', en: 'Near and not there, with its rank' },
  other: { zh: '其他行业', en: 'Other industries' },
  sizes: { zh: '越大，拥有它的地区越多', en: 'The larger, the more regions have it' },
  industry: { zh: '行业', en: 'Industry' },
  standing: { zh: '状态', en: 'Standing' },
  regions: { zh: '拥有它的地区数', en: 'Regions that have it' },
  tip: { zh: (regions: string) => `${regions} 个地区拥有`, en: (regions: string) => counted(regions, 'region has it', 'regions have it') },
  nearTo: { zh: (region: string) => `离${region}最近而未有的行业`, en: (region: string) => `Nearest to ${region}, and not there` },
  none: { zh: '没有：已拥有全部相近的行业，或没有拥有任何行业。', en: 'None: it has all that is related, or has nothing yet.' },
  because: { zh: (list: string) => `因为已有 ${list}`, en: (list: string) => `because it has ${list}` },
  reason: { zh: (name: string, proximity: string) => `${name}（邻近度 ${proximity}）`, en: (name: string, proximity: string) => `${name} (proximity ${proximity})` },
  density: { zh: (density: string) => `关联密度 ${density}`, en: (density: string) => `density ${density}` },
  graphml: { zh: '存为 GraphML', en: 'Save as GraphML' },
})
