import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../kernels/graph.ts'
import { propagate, statuses } from '../../kernels/propagate.ts'
import { smallestSets } from '../../kernels/smallest-sets.ts'
import { indexChain, NOT_KNOWN, type Chain } from '../../kernels/supply-chain.ts'
import { nodeStates } from '../../shared/vocabulary.ts'
import { defaultThresholds, type NodeEvidence } from './evidence.ts'
import { judgeNode } from './states.ts'

/** The public chip chain of Georgetown's Emerging Technology Observatory, as far as the rules need it. Not part of the repository. */
const folder = fileURLToPath(new URL('../../../../shared/data/eto_chip_supply_chain/v2025-01', import.meta.url))

describe.skipIf(!existsSync(folder))('the public chip chain (skipped where ../shared/data is missing)', () => {
  const chip = existsSync(folder) ? readChipChain() : undefined

  it('comes out with choke points that name the shares of the origins', () => {
    const judged = [...chip!.evidence].map(([name, evidence]) => ({ name, ...judgeNode(evidence, defaultThresholds, '2025-06-30') }))
    const of = (name: string) => judged.find((node) => node.name === name)!
    expect(of('Dielectric etching tools').state).toBe('choke')
    expect(of('Dielectric etching tools').reasons[0]!.values.origins).toMatch(/^JPN 60/)
    expect(of('Dielectric etching tools').reasons[0]!.zh).toContain('替代时间未知')
    expect(of('Photolithography').state).toBe('unknown')
    expect(judged.filter(({ state }) => state === 'choke').length).toBeGreaterThan(20)
    expect(judged.filter(({ state }) => state === 'strength' || state === 'ordinary')).toEqual([])
    console.log(Object.fromEntries(Object.keys(nodeStates).map((state) => [state, judged.filter((node) => node.state === state).length])))
  })

  it('without Japan: some nodes run with less, and what cannot be known is unknown', () => {
    const japan = chip!.places.indexOf('JPN')
    const stated = { days: Infinity, minimumShare: 0.5, assumedStockDays: null, assumedSubstitutionDays: null, outside: [] }
    const result = propagate(indexChain(chip!.chain), [{ dimension: 'origin', element: japan }], stated)
    const status = (name: string) => result.status[chip!.names.indexOf(name)]
    expect(status('Dielectric etching tools')).toBe(statuses.stops)
    expect(status('Photoresists')).toBe(statuses.unknown)
    expect(status('Finished logic chip')).toBe(statuses.unknown)
    expect(status('EUV scanners')).toBe(statuses.runs)
    console.log(result.lost)
  })

  it('finds the smallest sets that stop the finished chip', () => {
    const started = performance.now()
    const stated = { days: Infinity, minimumShare: 0.5, assumedStockDays: 0, assumedSubstitutionDays: Infinity, outside: [] }
    const { sets, elements, complete } = smallestSets(chip!.chain, chip!.names.indexOf('Finished logic chip'), stated, { dimensions: ['organisation', 'origin'], maxNodes: 1000, maxElements: 300, maxSets: 500 })
    console.log(`${elements} elements: ${sets.filter(({ certain }) => certain).length} certain of ${sets.length} sets in ${Math.round(performance.now() - started)} ms, complete: ${complete}`)
    expect(sets[0]).toMatchObject({ certain: true, stopsEarliest: 0 })
    expect(sets.some(({ removals, certain }) => certain && removals.length === 1 && removals[0]!.dimension === 'origin' && chip!.places[removals[0]!.element] === 'JPN')).toBe(true)
  })
})

type ChipChain = { names: string[]; places: string[]; chain: Chain; evidence: Map<string, NodeEvidence> }

function readChipChain(): ChipChain {
  const [inputs, sequence, providers, provision] = ['inputs', 'sequence', 'providers', 'provision'].map((name) => readTable(`${folder}/${name}.csv`))
  const ids = inputs!.map((row) => row.input_id!)
  const names = inputs!.map((row) => row.input_name!)
  const byProvider = new Map(providers!.map((row) => [row.provider_id!, row]))
  const places = [...new Set(providers!.map((row) => (row.provider_type === 'country' ? row.provider_name! : row.country!)))].filter((place) => place !== 'Various')
  const firms = providers!.filter((row) => row.provider_type !== 'country').map((row) => row.provider_id!)
  const facts = provision!.filter((row) => ids.includes(row.provided_id!)).map((row) => ({ negligible: row.negligible_market_share === 'negligible', node: ids.indexOf(row.provided_id!), provider: byProvider.get(row.provider_id!)!, share: row.share_provided ? parseFloat(row.share_provided) / 100 : NaN }))
  const supplies = facts.filter(({ provider }) => provider.provider_type !== 'country')
  const origins = facts.filter(({ provider }) => provider.provider_type === 'country')
  const edges = (column: 'goes_into_id' | 'is_type_of_id') => {
    const rows = sequence!.filter((row) => row[column])
    return buildGraph(ids.length, { sources: rows.map((row) => ids.indexOf(row[column]!)), targets: rows.map((row) => ids.indexOf(row.input_id!)) })
  }
  const unset = () => new Int32Array(supplies.length).fill(NOT_KNOWN)
  const unknown = new Float64Array(ids.length).fill(NaN)
  const chain: Chain = {
    nodes: ids.length,
    requires: edges('goes_into_id'),
    kinds: edges('is_type_of_id'),
    supplies: {
      node: Int32Array.from(supplies, ({ node }) => node),
      organisation: Int32Array.from(supplies, ({ provider }) => firms.indexOf(provider.provider_id!)),
      origin: Int32Array.from(supplies, ({ provider }) => places.indexOf(provider.country!)),
      owner: unset(),
      region: unset(),
      share: Float64Array.from(supplies, (fact) => (fact.negligible ? 0 : fact.share)),
      qualified: new Int8Array(supplies.length).fill(-1),
    },
    origins: { node: Int32Array.from(origins, ({ node }) => node), country: Int32Array.from(origins, ({ provider }) => places.indexOf(provider.provider_name!)), share: Float64Array.from(origins, ({ share }) => share) },
    stockDays: unknown,
    substitutionDays: unknown,
  }
  const dated = { claimIds: [1], recordedAt: '2025-01-15' }
  const evidence = new Map(names.map((name, n): [string, NodeEvidence] => [name, {
    suppliers: supplies.filter(({ node }) => node === n).map((fact, id) => ({ id, share: null, negligible: fact.negligible, origin: fact.provider.country || null, region: null, qualified: null, ...dated })),
    origins: origins.filter(({ node }) => node === n).map(({ provider, share }) => ({ origin: provider.provider_name === 'Various' ? null : provider.provider_name!, share: Number.isNaN(share) ? null : share, ...dated })),
    conditions: [],
    absences: [],
    substitution: null,
  }]))
  return { names, places, chain, evidence }
}

function readTable(file: string): Record<string, string>[] {
  const [head, ...rows] = readCsv(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  return rows.filter((row) => row.length > 1).map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i] ?? ''])))
}

function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare!)
    if (end !== ',') rows.push([])
  }
  return rows
}
