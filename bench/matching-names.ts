import { Converter } from 'opencc-js/cn2t'
import { listRegions } from '../src/registry/codes/region.ts'
import { pinyinKeys } from '../src/registry/matching/index.ts'

const brandCharacters = [...'华中新兴金鑫宏盛达瑞丰泰恒信诚德康宁远博创智云海天江河山川东南西北明光辉耀凯利福禄祥和美佳嘉宝源隆昌顺通联合众力飞龙凤鹏程锦绣蓝青白玉石林森木雅洁正大同安平迈微芯纳维格尔思普立科瀚晟睿奥柏蔚屹翎骏惠慧会恒衡城成胜升晶精京景静欣馨锐峰锋风杰捷洁信芯亚雅亿易益']

/** A made-up Chinese firm name and its parts. */
export type MadeName = { region: string; short: string; brand: string; trade: string; form: string; full: string }

/** As many different names as asked for. */
export function makeNames(count: number, random: () => number): MadeName[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const cities = listRegions('prefecture').filter(({ name }) => name.endsWith('市'))
  const trades = ['科技', '电子', '精密仪器', '光电科技', '智能装备', '生物医药', '医疗器械', '自动化设备', '新材料', '机械制造', '信息技术', '测控技术', '半导体', '环保科技', '实业', '仪器仪表', '激光技术', '软件', '模具', '检测技术']
  const forms = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '集团有限公司']
  const found = new Map<string, MadeName>()
  while (found.size < count) {
    const { name: region, short } = pick(cities)
    const brand = Array.from({ length: random() < 0.7 ? 2 : 3 }, () => pick(brandCharacters)).join('')
    const [trade, form] = [pick(trades), pick(forms)]
    const full = region + brand + trade + form
    found.set(full, { region, short, brand, trade, form, full })
  }
  return [...found.values()]
}

function bySound(): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const character of new Set(brandCharacters)) {
    const sound = pinyinKeys(character).full
    index.set(sound, [...(index.get(sound) ?? []), character])
  }
  return index
}

/** The changes that lists show, each from a name to how it may be written elsewhere. */
export function changes(random: () => number): Record<string, (name: MadeName) => string> {
  const traditional = Converter({ from: 'cn', to: 'tw' })
  const sounds = bySound()
  const soundsLike = (character: string) => (sounds.get(pinyinKeys(character).full) ?? []).filter((other) => other !== character)
  const homophone = (brand: string) => {
    const at = [...brand].findIndex((character) => soundsLike(character).length > 0)
    if (at < 0) return brand
    const others = soundsLike(brand[at]!)
    return brand.slice(0, at) + others[Math.floor(random() * others.length)] + brand.slice(at + 1)
  }
  const slip = (text: string) => {
    const at = Math.floor(random() * text.length)
    return text.slice(0, at) + '赢启旭晨'[Math.floor(random() * 4)] + text.slice(at + 1)
  }
  return {
    'as it stands': ({ full }) => full,
    'traditional characters': ({ full }) => traditional(full),
    'full-width, spaces': ({ full }) => `　${full.replace('公司', ' 公司')} `,
    'region without 市': ({ short, brand, trade, form }) => short + brand + trade + form,
    'region in brackets': ({ short, brand, trade, form }) => `${brand}（${short}）${trade}${form}`,
    'no region': ({ brand, trade, form }) => brand + trade + form,
    'other legal form': ({ region, brand, trade, form }) => region + brand + trade + (form === '股份有限公司' ? '有限公司' : '股份有限公司'),
    'short name': ({ brand, trade }) => brand + trade,
    'one character of the brand heard wrong': ({ region, brand, trade, form }) => region + homophone(brand) + trade + form,
    'one character of the brand quite other': ({ region, brand, trade, form }) => region + slip(brand) + trade + form,
    'trade renamed': ({ region, brand, form }) => `${region}${brand}控股${form}`,
    'two characters swapped': ({ region, brand, trade, form }) => region + brand[1] + brand[0] + brand.slice(2) + trade + form,
  }
}

/** Mulberry32: the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
