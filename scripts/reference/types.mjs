// Schemas as short types: `{ name: string, share?: number | null }`.

/**
 * A zod schema as a type, written on one line.
 * @param {(schema: object, options: object) => any} toJsonSchema @param {object} schema @param {'input' | 'output'} io
 */
export function typeOf(toJsonSchema, schema, io) {
  const whole = toJsonSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return written(whole, whole.$defs ?? {})
}

/** The parts of an object schema: name, type, whether it may be left out, what it says of itself. @param {(schema: object, options: object) => any} toJsonSchema @param {object} schema */
export function partsOf(toJsonSchema, schema) {
  const whole = toJsonSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  const required = new Set(whole.required ?? [])
  return Object.entries(whole.properties ?? {}).map(([name, part]) => ({ name, type: written(part, whole.$defs ?? {}), optional: !required.has(name), description: part.description ?? '', default: part.default }))
}

/** @param {any} schema @param {Record<string, any>} defs @returns {string} */
function written(schema, defs) {
  if (schema.$ref) return named(schema.$ref, defs)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((/** @type {unknown} */ one) => JSON.stringify(one)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map((/** @type {any} */ one) => written(one, defs)))].join(' | ')
  if (schema.type === 'array') return listOf(written(schema.items ?? {}, defs))
  if (schema.type === 'object') return object(schema, defs)
  if (schema.type === 'string' && schema.format && schema.format !== 'uri') return schema.format
  return Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type ?? 'any'
}

/** @param {string} ref @param {Record<string, any>} defs */
function named(ref, defs) {
  const found = defs[ref.replace('#/$defs/', '')]
  return found ? written(found, defs) : 'any'
}

/** @param {string} item */
function listOf(item) {
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
}

/** @param {any} schema @param {Record<string, any>} defs */
function object(schema, defs) {
  const properties = Object.entries(schema.properties ?? {})
  if (isText(schema)) return 'Text'
  if (properties.length === 0) return typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0 ? `{ [key]: ${written(schema.additionalProperties, defs)} }` : '{}'
  const required = new Set(schema.required ?? [])
  return `{ ${properties.map(([name, part]) => `${name}${required.has(name) ? '' : '?'}: ${written(part, defs)}`).join(', ')} }`
}

/** A text in both languages, which the page calls Text. @param {any} schema */
function isText(schema) {
  return Object.keys(schema.properties ?? {}).sort().join() === 'en,zh'
}
