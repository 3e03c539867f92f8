import { sheetFields, type Field } from '../../src/shared/sheets.ts'
import { relations, type Text } from '../../src/shared/vocabulary.ts'

const fieldsOf: Record<string, Record<string, Field>> = {
  organisation: sheetFields.organisations,
  node: sheetFields.nodes,
  indicator: { name: sheetFields.observations.indicator, unit: sheetFields.observations.unit },
}
/** Predicates that no column of a sheet is called after. */
const others: Record<string, Text> = {
  ...relations,
  supplies: { zh: '供给', en: 'Supplies' },
  origin: { zh: '来源份额', en: 'Origin share' },
  observation: { zh: '观测值', en: 'Observation' },
  isStage: { zh: '是阶段', en: 'Is a stage' },
  stageId: { zh: '所属阶段', en: 'Stage' },
}
const supplyPrefix = /^supplies\W/

/** What a predicate of a claim is called on screen: the title of the field that brought it, or the predicate itself. */
export function predicateTitle(subjectKind: string, predicate: string): Text {
  const fields = supplyPrefix.test(predicate) ? sheetFields.supplies as Record<string, Field> : fieldsOf[subjectKind]
  return others[predicate] ?? fields?.[predicate.replace(supplyPrefix, '')]?.title ?? { zh: predicate, en: predicate }
}
