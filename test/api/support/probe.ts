import { Readable } from 'node:stream'
import type { InstalledHandlers } from '../../../src/server/handlers/index.ts'
import { contract, type EndpointName } from '../../../src/shared/contract/index.ts'
import type { Endpoint } from '../../../src/shared/contract/endpoint.ts'

/** The endpoints of the contract, in its order. */
export const endpoints = Object.entries(contract) as [EndpointName, Endpoint][]

/**
 * Handlers for the whole contract that only note that they were reached: with them the funnel in front of the handlers is
 * tested for every endpoint, whatever stands behind it.
 */
export function probes(reached: (name: EndpointName) => void): InstalledHandlers {
  const probe = ([name, endpoint]: [EndpointName, Endpoint]) => async (): Promise<unknown> => {
    reached(name)
    if (endpoint.file) return { name: '文件.bin', type: endpoint.file[0], content: Readable.from(['x']) }
    if (endpoint.events) return Readable.from([{}])
    return {}
  }
  return Object.fromEntries(endpoints.map((entry) => [entry[0], probe(entry)])) as InstalledHandlers
}

const samples: Record<string, string> = {
  cluster: 'alpha', ref: 'node:1:name', file: 'a'.repeat(64), job: 'a-job', name: 'recipe', kind: 'nodes', key: 'summary',
}
/** Formats differ from file to file; all that matters is that each is one of the endpoint's own. */
const formats: Partial<Record<EndpointName, string>> = { exportChain: 'json', downloadReport: 'pdf' }

/** The address of an endpoint with parameters that are well formed. */
export function sampleAddress(name: EndpointName, { path }: Endpoint, cluster = 'alpha'): string {
  const value = (key: string): string => (key === 'cluster' ? cluster : key === 'format' ? formats[name] : samples[key]) ?? '1'
  return path.replace(/:([a-zA-Z]+)/g, (_, key: string) => encodeURIComponent(value(key)))
}
