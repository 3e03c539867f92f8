import { z } from 'zod'
import { actorTypes, circles, keysOf, subjectKinds, tiers } from '../vocabulary.ts'
import { cluster, id, marks, moment, page, paging, sort, workbook, type Endpoint } from './endpoint.ts'

const nullable = z.string().nullable()

export const organisation = z.object({
  id: z.number(), name: z.string(), shortName: nullable, creditCode: nullable, stockCode: nullable, code: nullable,
  actorType: z.enum(keysOf(actorTypes)).nullable(), tier: z.enum(keysOf(tiers)).nullable(), circle: z.enum(keysOf(circles)).nullable(),
  regionCode: nullable, region: nullable, cityCode: nullable, city: nullable, country: nullable, industry: nullable,
  revenue: z.number().nullable(), employees: z.number().nullable(), supplies: z.number().describe('nodes supplied, as far as the viewer may see'),
  marks,
})
export type Organisation = z.infer<typeof organisation>

const organisationFilter = z.object({
  text: z.string().max(100).optional(), actorType: z.enum(keysOf(actorTypes)).optional(), tier: z.enum(keysOf(tiers)).optional(),
  circle: z.enum(keysOf(circles)).optional(), region: z.string().max(12).optional(), conflicts: z.enum(['true']).optional(), sort,
})

export const organisationPage = organisation.extend({
  englishName: nullable, formerNames: nullable, otherNames: nullable, address: nullable,
  longitude: z.number().nullable().describe('degrees in WGS 84'), latitude: z.number().nullable().describe('degrees in WGS 84'),
  established: nullable, researchSpending: z.number().nullable(), website: nullable, note: nullable,
  names: z.array(z.object({ scheme: z.string(), value: z.string() })),
  supplied: z.array(z.object({ nodeId: z.number(), node: z.string(), share: z.number().nullable(), revenueShare: z.number().nullable(), origin: nullable, owner: nullable, qualified: z.boolean().nullable(), state: nullable, marks })),
  suppliedTotal: z.number(),
  merged: z.array(z.object({ merge: z.number(), id: z.number(), name: z.string(), mergedAt: moment })),
  observations: z.array(z.object({ indicatorId: z.number(), indicator: z.string(), unit: nullable, period: z.string(), value: z.number().nullable() })),
})

const observationFilter = z.object({
  indicator: id.optional(), subjectKind: z.enum(keysOf(subjectKinds)).optional(), subject: id.optional(), period: z.string().max(10).optional().describe('with every shorter period in it'), flagged: z.enum(['true']).optional(),
})

export const registryEndpoints = {
  listOrganisations: {
    method: 'GET', path: '/api/clusters/:cluster/organisations', access: 'guest', params: cluster, query: organisationFilter.extend(paging), response: page(organisation),
    summary: { zh: '主体库', en: 'Organisations' },
  },
  exportOrganisations: {
    method: 'GET', path: '/api/clusters/:cluster/organisations.xlsx', access: 'guest', params: cluster, query: organisationFilter, file: workbook,
    summary: { zh: '导出主体库', en: 'Export the organisations' },
  },
  getOrganisation: {
    method: 'GET', path: '/api/clusters/:cluster/organisations/:organisation', access: 'guest', params: cluster.extend({ organisation: id }), response: organisationPage,
    summary: { zh: '一个主体', en: 'An organisation' },
  },
  mergeOrganisations: {
    method: 'POST', path: '/api/clusters/:cluster/organisations/:organisation/merge', access: 'analyst', params: cluster.extend({ organisation: id }), body: z.strictObject({ other: id }), response: organisationPage,
    summary: { zh: '合并主体', en: 'Merge another organisation into this one' },
  },
  undoMerge: {
    method: 'DELETE', path: '/api/clusters/:cluster/merges/:merge', access: 'analyst', params: cluster.extend({ merge: id }), response: organisationPage,
    summary: { zh: '撤销合并', en: 'Take a merge back' },
  },
  listObservations: {
    method: 'GET', path: '/api/clusters/:cluster/observations', access: 'guest', params: cluster,
    query: observationFilter.extend(paging),
    response: page(z.object({ indicatorId: z.number(), indicator: z.string(), subjectKind: z.string(), subjectId: z.number(), subject: z.string(), period: z.string(), value: z.number().nullable(), unit: nullable, blankReason: nullable, flag: nullable, conflict: z.boolean() })),
    summary: { zh: '观测', en: 'Observations' },
  },
  exportObservations: {
    method: 'GET', path: '/api/clusters/:cluster/observations.xlsx', access: 'guest', params: cluster, query: observationFilter, file: workbook,
    summary: { zh: '导出观测', en: 'Export the observations' },
  },
  listRegions: {
    method: 'GET', path: '/api/regions', access: 'anyone', response: z.array(z.object({ code: z.string(), name: z.string(), short: z.string().describe('without its ending; of a county the full name'), english: z.string() })),
    summary: { zh: '行政区划：代码、中文名与英文名', en: 'Administrative divisions: codes, Chinese and English names' },
  },
  listIndicators: {
    method: 'GET', path: '/api/clusters/:cluster/indicators', access: 'guest', params: cluster,
    response: z.array(z.object({ id: z.number(), name: z.string(), unit: nullable, observations: z.number(), first: nullable, last: nullable })),
    summary: { zh: '指标', en: 'Indicators' },
  },
} satisfies Record<string, Endpoint>
