import { sheetFields, type Field } from '../../src/shared/sheets.ts'
import type { Text } from '../../src/shared/vocabulary.ts'

const kinds: Record<string, Record<string, Field>> = { organisation: sheetFields.organisations, node: sheetFields.nodes, supplies: sheetFields.supplies, observation: sheetFields.observations }

/** What a predicate of a claim is called on screen: the title of the field that brought it, or the predicate itself. */
export function predicateTitle(subjectKind: string, predicate: string): Text {
  const found = kinds[subjectKind]?.[predicate] ?? Object.values(kinds).find((fields) => fields[predicate])?.[predicate]
  return found?.title ?? { zh: predicate, en: predicate }
}
