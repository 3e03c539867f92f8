// The page of analyses: what each is, which data it needs, its parameters; and the stand-alone forms on files.
import { both, code, page, table } from './markdown.mjs'

/** @param {{ analyses: readonly any[], fileForms: readonly any[], vocabulary: Record<string, any>, toJsonSchema: (schema: object, options: object) => any }} parts */
export function analysesPage({ analyses, fileForms, vocabulary, toJsonSchema }) {
  const parametersOf = (/** @type {object} */ schema) => Object.entries(toJsonSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {})
  return page([
    '# 分析 Analyses',
    '在页面“分析”上运行，或用命令 `polycenter analyse ID --cluster …`。Run them on the page “Analyses”, or with `polycenter analyse ID --cluster …`.',
    ...Object.entries(vocabulary.analysisFamilies).flatMap(([family, title]) => {
      const members = analyses.filter((one) => one.family === family)
      return members.length === 0 ? [] : [`## ${both(title)}`, ...members.map((one) => analysisBlock(one, parametersOf(one.parameters)))]
    }),
    '## 只用文件 On files alone',
    '`polycenter analyse ID --files … --out out.csv`，不需要集群。Without any cluster.',
    ...fileForms.map((form) => formBlock(form, parametersOf(form.parameters))),
  ])
}

/** @param {any} analysis @param {[string, any][]} parameters */
function analysisBlock({ id, version, title, summary, unit, needs, method }, parameters) {
  return [`### ${id}`, `${both(title)}（${code(`${id}@${version}`)}）`, both(summary), `单位 unit: ${both(unit)} · 需要 needs: ${needs.map(code).join(', ')} · [方法说明 method](../../${method})`, parameterTable(parameters)].filter(Boolean).join('\n\n')
}

/** @param {any} form @param {[string, any][]} parameters */
function formBlock({ id, title, summary, inputs, method }, parameters) {
  const rows = Object.entries(inputs).map(([name, input]) => [code(name), both(input.title), Object.keys(input.row.shape).map(code).join(', '), input.optional ? '可缺 optional' : ''])
  return [`### ${id} --files`, `${both(title)}. ${both(summary)} [方法说明 method](../../${method})`, table(['文件 file', '', '列 columns', ''], rows), parameterTable(parameters)].filter(Boolean).join('\n\n')
}

/** @param {[string, any][]} parameters */
function parameterTable(parameters) {
  if (parameters.length === 0) return ''
  return table(['参数 parameter', '', '值 value', '默认 default'], parameters.map(([name, schema]) => [code(name), schema.titles ? both(schema.titles) : '', valueOf(schema), schema.default === undefined ? '' : code(JSON.stringify(schema.default))]))
}

/** @param {any} schema */
function valueOf({ type, enum: choices, minimum, maximum, anyOf, items }) {
  if (choices) return choices.map((/** @type {unknown} */ one) => code(String(one))).join(', ')
  if (anyOf) return anyOf.map(valueOf).join(' / ')
  if (type === 'array') return `[${valueOf(items ?? {})}]`
  const bounds = [minimum > -9e15 ? `≥ ${minimum}` : '', maximum < 9e15 ? `≤ ${maximum}` : ''].filter(Boolean).join(', ')
  return [type ?? '', bounds].filter(Boolean).join(' ')
}
