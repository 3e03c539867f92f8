import type { Definition } from '../analysis/define.ts'
import type { Text } from '../shared/vocabulary.ts'
import { schemaOf } from './availability.ts'

type Property = { titles?: Text; terms?: Record<string, Text> }

/** The parameters of a result as people read them, those with a choice of terms by the term: “Counted: Enterprises, Share: 0.5”. */
export function givenWords(definition: Definition, parameters: Readonly<Record<string, unknown>>): Text {
  const { properties } = schemaOf(definition) as { properties: Record<string, Property> }
  const pairs = Object.entries(parameters).map(([name, value]) => {
    const { titles, terms } = properties[name] ?? {}
    const said = terms?.[String(value)] ?? plain(value)
    return { zh: `${titles?.zh ?? name}：${said.zh}`, en: `${titles?.en ?? name}: ${said.en}` }
  })
  return { zh: pairs.map(({ zh }) => zh).join('，'), en: pairs.map(({ en }) => en).join(', ') }
}

function plain(value: unknown): Text {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (value === '') return { zh: '未指定', en: 'not given' }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return { zh: text, en: text }
}
