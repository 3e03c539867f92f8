import type { Text } from '../../shared/vocabulary.ts'
import table from './regions.json' with { type: 'json' }

export type RegionLevel = 'province' | 'prefecture' | 'county'

/** A division of China: its GB/T 2260 code, full name, name without its ending, and English name. */
export type Region = { code: string; name: string; short: string; english: string; level: RegionLevel }

/** A region found at the head of a text, and how many characters of the text it takes. */
export type RegionHead = { region: Region; length: number }

const longestName = 15

/** Names that begin like a region and are not of it. */
const notOfTheRegion = ['中山大学', '中山医院', '中山纪念', '海南藏族', '吉林大学珠海', '上海大众']

/** What lists call a region beside its names; too short to be looked for at the head of a company's name. */
const alsoCalled = new Map([['内蒙', '内蒙古']])

const regions: readonly Region[] = table.rows.map(readRow)
const byCode = new Map(regions.map((region) => [region.code, region]))
const byName = indexNames()
const byEnglish = indexEnglish()
const childrenByName = indexChildren()

/**
 * The region a code or a name means: `440300`, `深圳市`, `深圳`, `广东省深圳市`, `Shenzhen`, `Guangdong Province`.
 * Longer codes (9 or 12 digits) are cut to the county. A name that several regions bear finds none.
 */
export function findRegion(text: string): Region | undefined {
  const plain = text.normalize('NFKC').trim()
  if (/^\d{2}(?:\d{2}){0,2}$|^\d{9}$|^\d{12}$/.test(plain)) return findByCode(plain)
  const said = plain.replace(/[\s·,，/>-]+/g, '')
  const squeezed = alsoCalled.get(said) ?? said
  if (!/\p{Script=Han}/u.test(squeezed)) return byEnglish.get(englishKey(plain))
  const head = regionOf(squeezed)
  return head && head.length === squeezed.length ? head.region : undefined
}

/**
 * The longest region at the head of a text such as a company name or an address: `广东省深圳市南山区…`, `深圳…`, `浙江义乌…`.
 * Counties and county-level cities are taken by their full name only, unless their province stands before them,
 * for many short ones (东方, 瑞安, 永安) are brands as well.
 */
export function regionOf(text: string): RegionHead | undefined {
  if (notOfTheRegion.some((other) => text.startsWith(other))) return undefined
  const first = longestAt(text, 0, (name) => byName.get(name))
  if (!first) return undefined
  let { region, length } = first
  while (region.level !== 'county') {
    const parent = significant(region.code)
    const inner = longestAt(text, length, (name) => childrenByName.get(parent + name))
    if (!inner) break
    region = inner.region
    length += inner.length
  }
  return { region, length }
}

/** Whether one region is the other or lies in it. Codes may be of any length; `440000` holds `440305`. */
export function regionsAgree(a: string, b: string): boolean {
  const one = significant(a)
  const other = significant(b)
  return one.startsWith(other) || other.startsWith(one)
}

/** The region a region lies in, or undefined for a province. */
export function parentRegion(code: string): Region | undefined {
  const own = significant(code)
  if (own.length <= 2) return undefined
  return byCode.get(own.slice(0, own.length - 2).padEnd(6, '0')) ?? byCode.get(own.slice(0, 2).padEnd(6, '0'))
}

/** What to call a region on screen, from its province down. */
export function regionLabel(region: Region): Text {
  const above = parentRegion(region.code)
  if (!above) return { zh: region.name, en: region.english }
  const upper = regionLabel(above)
  return { zh: upper.zh + region.name, en: `${region.english}, ${upper.en}` }
}

/** All regions of a level, in the order of their codes. */
export function listRegions(level: RegionLevel): Region[] {
  return regions.filter((region) => region.level === level)
}

function readRow(row: string): Region {
  const [code = '', name = '', short = '', ...english] = row.split(' ')
  const level = code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'
  return { code, name, short, english: english.join(' '), level }
}

function findByCode(digits: string): Region | undefined {
  const code = digits.slice(0, 6).padEnd(6, '0')
  // 110100 and the like are the "districts" level of a municipality, which has no name of its own.
  return byCode.get(code) ?? (/^(?:11|12|31|50)0[12]00$/.test(code) ? byCode.get(`${code.slice(0, 2)}0000`) : undefined)
}

function significant(code: string): string {
  return code.slice(0, 6).replace(/(?:00)+$/, '')
}

function longestAt(text: string, start: number, find: (name: string) => Region | undefined): RegionHead | undefined {
  const most = Math.min(longestName, text.length - start)
  for (let length = most; length >= 2; length -= 1) {
    const region = find(text.slice(start, start + length))
    if (region) return { region, length }
  }
  return undefined
}

function indexNames(): Map<string, Region> {
  const counts = new Map<string, number>()
  for (const { name } of regions) counts.set(name, (counts.get(name) ?? 0) + 1)
  const index = new Map<string, Region>()
  // Provinces come last, so that 吉林 and 海南 mean the province.
  for (const level of ['county', 'prefecture', 'province'] as const) {
    for (const region of listRegions(level)) {
      if (level !== 'county') index.set(region.short, region)
      if (counts.get(region.name) === 1 || level !== 'county') index.set(region.name, region)
    }
  }
  return index
}

function indexChildren(): Map<string, Region> {
  const index = new Map<string, Region>()
  for (const region of regions) {
    if (region.level === 'province') continue
    const isCity = region.level === 'prefecture' || region.name.endsWith('市')
    for (const above of [region.code.slice(0, 2), region.code.slice(0, 4)]) {
      if (above === significant(region.code)) continue
      index.set(above + region.name, region)
      if (isCity) index.set(above + region.short, region)
    }
  }
  return index
}

function indexEnglish(): Map<string, Region> {
  const index = new Map<string, Region>()
  const rank: Record<RegionLevel, number> = { province: 3, prefecture: 2, county: 1 }
  const twice = new Set<string>()
  for (const region of regions) {
    const key = englishKey(region.english)
    const held = index.get(key)
    if (held && rank[held.level] === rank[region.level]) twice.add(`${region.level} ${key}`)
    if (!held || rank[held.level] < rank[region.level]) index.set(key, region)
  }
  for (const [key, region] of index) if (twice.has(`${region.level} ${key}`)) index.delete(key)
  return index.set('tibet', byName.get('西藏')!).set('macau', byName.get('澳门')!)
}

function englishKey(name: string): string {
  const bare = name.toLowerCase().replace(/ü/g, 'v')
  return bare.replace(/\b(?:province|city|municipality|prefecture|autonomous|region|district|county|sar)\b/g, '').replace(/[^a-z]/g, '')
}
