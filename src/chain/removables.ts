import type { Removal } from '../kernels/supply-chain.ts'
import { countryLabel, findCountry } from '../registry/codes/country.ts'
import { findRegion } from '../registry/codes/region.ts'
import { parseStockCode } from '../registry/codes/stock-code.ts'
import { normalKey } from '../registry/matching/index.ts'
import { regionName } from '../registry/regions.ts'
import { AppError } from '../shared/errors.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

export type Dimension = 'origin' | 'owner' | 'region' | 'organisation' | 'node'

/** What is to be removed, as a person names it. */
export type Named = { dimension: Dimension; element: string }

/** The same as elements of a snapshot. `perhaps`: regions of suppliers whose exact place nobody has stated and that may lie in a removed one. */
export type Resolved = Named & { title: string; removals: Removal[]; perhaps: number[] }

/** Finds what a person names among what supplies anything in the snapshot. What cannot be found is refused by name. */
export function resolveRemoval(snapshot: Snapshot, named: Named): Resolved {
  const found = finders[named.dimension](snapshot, named.element.trim())
  if (found) return { ...named, ...found }
  throw notFound(named)
}

type Found = { element: string; title: string; removals: Removal[]; perhaps: number[] }

const finders: Record<Dimension, (snapshot: Snapshot, element: string) => Found | undefined> = {
  origin({ countries }, element) {
    const code = findCountry(element) ?? (countries.includes(element) ? element : undefined)
    return code === undefined ? undefined : { element: code, title: countryLabel(code)?.zh ?? code, ...one('origin', countries.indexOf(code)) }
  },
  owner({ owners }, element) {
    const place = owners.findIndex((owner) => normalKey(owner) === normalKey(element))
    return place < 0 ? undefined : { element: owners[place]!, title: owners[place]!, ...one('owner', place) }
  },
  region({ regions }, element) {
    const code = findRegion(element)?.code ?? (/^\d{6}$/.test(element) ? element : undefined)
    if (code === undefined) return undefined
    const within = numbersOf(regions, (region) => region.startsWith(stem(code)))
    const perhaps = numbersOf(regions, (region) => region !== code && code.startsWith(stem(region)))
    return { element: code, title: regionName(code) ?? code, removals: within.map((place) => ({ dimension: 'region', element: place })), perhaps }
  },
  organisation(snapshot, element) {
    const place = findOrganisation(snapshot, element)
    if (place < 0) return undefined
    const { id, name } = snapshot.organisations
    return { element: String(id[place]), title: name[place] ?? `${id[place]}`, ...one('organisation', place) }
  },
  node({ nodes, rowOf }, element) {
    const code = nodes.code.indexOf(element)
    const place = code >= 0 ? code : nodes.name.indexOf(element)
    const row = place >= 0 ? place : rowOf.get(Number(element)) ?? -1
    return row < 0 ? undefined : { element: String(nodes.id[row]), title: nodes.name[row]!, ...one('node', row) }
  },
}

/** An element that supplies nothing here can be removed too; nothing follows from it. */
function one(dimension: Removal['dimension'], element: number): { removals: Removal[]; perhaps: number[] } {
  return { removals: element < 0 ? [] : [{ dimension, element }], perhaps: [] }
}

function findOrganisation({ organisations: { creditCode, stockCode, code, name, id } }: Snapshot, element: string): number {
  const stock = parseStockCode(element)
  const key = normalKey(element)
  const ways: (() => number)[] = [
    () => creditCode.indexOf(element.toUpperCase()),
    () => (stock.ok ? stockCode.indexOf(stock.code) : -1),
    () => code.indexOf(element),
    () => name.findIndex((one) => one !== null && normalKey(one) === key),
    () => id.indexOf(Number(element)),
  ]
  for (const way of ways) {
    const place = way()
    if (place >= 0) return place
  }
  return -1
}

function numbersOf(list: readonly string[], test: (text: string) => boolean): number[] {
  return list.flatMap((text, n) => (test(text) ? [n] : []))
}

/** The part of a GB/T 2260 code that all codes within the division begin with. */
function stem(code: string): string {
  return code.replace(/(00){1,2}$/, '')
}

const words: Record<Dimension, { zh: string; en: string }> = {
  origin: { zh: '来源国家或地区', en: 'origin' }, owner: { zh: '实际控制方', en: 'owner' }, region: { zh: '地区', en: 'region' },
  organisation: { zh: '主体', en: 'organisation' }, node: { zh: '环节', en: 'node' },
}

function notFound({ dimension, element }: Named): AppError {
  return new AppError('not-found', {
    zh: `在您可用的供给中找不到${words[dimension].zh}“${element}”。请从可移除的来源中选择，或检查编码与名称。`,
    en: `No ${words[dimension].en} “${element}” is among the supplies you may use. Choose one of the elements that can be removed, or check the code or name.`,
  }, { dimension, element })
}

/** What an element of a kernel's answer is called, and by which text it can be removed again. */
export function nameOfRemoval({ countries, owners, regions, organisations, nodes }: Snapshot, { dimension, element }: Removal): Named & { title: string } {
  switch (dimension) {
    case 'origin': return { dimension, element: countries[element]!, title: countryLabel(countries[element]!)?.zh ?? countries[element]! }
    case 'owner': return { dimension, element: owners[element]!, title: owners[element]! }
    case 'region': return { dimension, element: regions[element]!, title: regionName(regions[element]!) ?? regions[element]! }
    case 'organisation': return { dimension, element: String(organisations.id[element]), title: organisations.name[element] ?? String(organisations.id[element]) }
    case 'node': return { dimension, element: String(nodes.id[element]), title: nodes.name[element]! }
  }
}
