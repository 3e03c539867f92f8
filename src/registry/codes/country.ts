import { alpha2ByAlpha3, alpha3ByAlpha2, display } from '../../shared/countries.ts'

export { countryLabel } from '../../shared/countries.ts'

/** Names in use beside the official ones, and known misspellings of codes. */
const otherNames: Record<string, readonly string[]> = {
  ARE: ['UAE', '阿联酋', 'Emirates'],
  BIH: ['波黑', 'Bosnia'],
  BRN: ['Brunei', '文莱'],
  CHE: ['瑞士', 'Swiss', 'Schweiz'],
  CHN: ['中国', '中国大陆', '中国内地', '内地', '中华人民共和国', 'China', "People's Republic of China", 'PRC', 'P.R. China', 'PR China', 'Mainland China', '国产'],
  CIV: ['科特迪瓦', 'Ivory Coast'],
  COD: ['刚果金', '刚果（金）', '刚果民主共和国', 'DR Congo', 'DRC', 'Democratic Republic of the Congo'],
  COG: ['刚果布', '刚果（布）', 'Republic of the Congo', 'Congo'],
  CZE: ['捷克', '捷克共和国', 'Czech Republic', 'Czechia'],
  DEU: ['德国', 'Federal Republic of Germany', 'Deutschland'],
  ESP: ['España', 'Espana'],
  FRA: ['法兰西'],
  GBR: ['英国', 'UK', 'U.K.', 'Great Britain', 'Britain', 'England', 'Scotland', '大不列颠'],
  HKG: ['香港', '香港特别行政区', '中国香港', '中华人民共和国香港特别行政区', 'Hong Kong', 'HongKong', 'Hong Kong SAR', 'Hong Kong, China'],
  IRN: ['Iran', '伊朗', 'Islamic Republic of Iran'],
  ITA: ['Italia'],
  JPN: ['Nippon', '日本国'],
  KOR: ['韩国', '南韩', '大韩民国', 'South Korea', 'Korea', 'Republic of Korea', 'ROK', 'Korea, Republic of', 'Korea, South'],
  LAO: ['Laos', '老挝'],
  MAC: ['澳门', '澳门特别行政区', '中国澳门', '中华人民共和国澳门特别行政区', 'Macau', 'Macao', 'Macao SAR', 'Macao, China'],
  MDA: ['Moldova'],
  MEX: ['México'],
  MKD: ['Macedonia', '马其顿'],
  MMR: ['Burma', 'Myanmar', '缅甸'],
  MYS: ['MAL', '马来西亚', '大马'],
  NLD: ['荷兰', 'Holland', 'The Netherlands', 'Nederland'],
  NOR: ['Norge'],
  PRK: ['朝鲜', '北朝鲜', 'North Korea', 'DPRK', 'Korea, North'],
  PSE: ['巴勒斯坦', 'Palestine'],
  RUS: ['俄罗斯', '俄国', '俄罗斯联邦', 'Russian Federation'],
  SAU: ['沙特', '沙特阿拉伯', 'KSA'],
  SGP: ['新加坡', '星加坡'],
  SWE: ['Sverige'],
  SYR: ['叙利亚', 'Syria'],
  TUR: ['土耳其', 'Turkey', 'Türkiye'],
  TWN: ['台湾', '中国台湾', '台湾省', '台湾地区', '中国台湾省', '中国台湾地区', 'Taiwan', 'Taiwan, China', 'Chinese Taipei', 'Taiwan, Province of China'],
  TZA: ['Tanzania'],
  USA: ['美国', '美利坚合众国', 'U.S.', 'U.S.A.', 'US', 'United States of America', 'America', 'The United States'],
  VAT: ['梵蒂冈', 'Vatican'],
  VEN: ['Venezuela'],
  VNM: ['越南', 'Viet Nam', 'Vietnam'],
}

const shortNames = new Set(['us', 'usa', 'uk', 'uae', 'prc'])
const byName = indexNames()

/** The ISO 3166 alpha-3 code that a code or a Chinese or English name means, or undefined: `US`, `U.S.`, `美国` → `USA`. */
export function findCountry(text: string): string | undefined {
  return byName.get(countryKey(text))
}

/** The same by name alone, for words inside a name: `in`, `no` or `per` are words there, not codes. */
export function findCountryName(text: string): string | undefined {
  const key = countryKey(text)
  return /^[a-z]{1,3}$/.test(key) && !shortNames.has(key) ? undefined : byName.get(key)
}

/** All alpha-3 codes in alphabetical order. */
export function listCountries(): string[] {
  return [...alpha2ByAlpha3.keys()].sort()
}

function indexNames(): Map<string, string> {
  const index = new Map<string, string>()
  for (const [alpha2, alpha3] of alpha3ByAlpha2) {
    const official = [display.zh.of(alpha2), display.en.of(alpha2)].filter((name) => name !== undefined)
    for (const name of [...official, ...(otherNames[alpha3] ?? [])]) index.set(countryKey(name), alpha3)
  }
  // Codes last: a code always means itself, whatever else is spelt like it.
  for (const [alpha2, alpha3] of alpha3ByAlpha2) index.set(countryKey(alpha2), alpha3).set(countryKey(alpha3), alpha3)
  return index
}

function countryKey(name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/^the\s+/, '').replace(/&/g, 'and').replace(/[^\p{L}\p{N}]/gu, '')
}
