import { expect, it } from 'vitest'
import { errorCatalogue } from '../../src/shared/errors.ts'
import { send, useApp } from './support/app.ts'
import { endpoints, probes } from './support/probe.ts'

type Schema = Record<string, unknown>
type Operation = {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
  security?: Schema[]
}

const { app } = await useApp({ handlers: probes(() => {}) })
const { body } = await send(app, 'GET', '/api/openapi.json')
const document = body as { openapi: string; paths: Record<string, Record<string, Operation>>; components: { securitySchemes: Schema; schemas: Schema }; tags: { name: string }[] }

const operationOf = (path: string, method: string): Operation => document.paths[path.replace(/:([a-zA-Z]+)/g, '{$1}')]?.[method.toLowerCase()] as Operation

it('is an OpenAPI 3.1 document', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.components.securitySchemes).toHaveProperty('session')
})

it.each(endpoints)('describes %s: parts, answer, refusals, in both languages', (name, endpoint) => {
  const operation = operationOf(endpoint.path, endpoint.method)
  expect(operation.operationId).toBe(name)
  expect(operation.summary).toContain(endpoint.summary.zh)
  expect(operation.summary).toContain(endpoint.summary.en)
  const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
  expect(named.map((parameter) => parameter.name).sort()).toEqual([...endpoint.path.matchAll(/:([a-zA-Z]+)/g)].map(([, key]) => key).sort())
  expect(named.every((parameter) => parameter.required)).toBe(true)
  const types = Object.keys(operation.responses['200']?.content ?? {})
  expect(types).toEqual(endpoint.file ?? (endpoint.events ? ['text/event-stream'] : ['application/json']))
  expect(Object.keys(operation.requestBody?.content ?? {})).toEqual(endpoint.upload ? ['multipart/form-data'] : endpoint.body ? ['application/json'] : [])
  for (const status of ['400', '429', '500', 'default']) {
    expect(operation.responses[status]?.content?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Refusal' })
  }
  expect(operation.security === undefined).toBe(endpoint.access === 'anyone')
})

it('gives every operation a name of its own and a known group', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path)) as (Operation & { tags: string[] })[]
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(endpoints.length)
  const tags = new Set(document.tags.map(({ name }) => name))
  expect(operations.every((operation) => operation.tags.length === 1 && tags.has(operation.tags[0]!))).toBe(true)
})

it('lists every code a refusal may carry', () => {
  expect(JSON.stringify(document.components.schemas)).toContain(JSON.stringify(Object.keys(errorCatalogue)))
})

it('refers to nothing that is not in it', () => {
  const text = JSON.stringify(document)
  for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = pointer!.split('/').reduce<unknown>((value, key) => (value as Schema | undefined)?.[decodeURIComponent(key)], document)
    expect(target, pointer).toBeDefined()
  }
})
