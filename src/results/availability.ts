import { z } from 'zod'
import type { Definition, Missing } from '../analysis/define.ts'
import type { AnalysisInfo } from '../shared/contract/analyses.ts'
import type { SectionName, Sections, SnapshotOf } from '../snapshot/sections.ts'

/** What an analysis is, for whoever may run it on this snapshot, and what lacks. */
export function infoOf(definition: Definition, snapshot: SnapshotOf<SectionName>): AnalysisInfo {
  const { id, version, family, title, unit, summary, method, needs } = definition
  return {
    id, version, family, title, unit, summary, method, needs: [...needs], parameters: schemaOf(definition), missing: missingOf(definition, snapshot),
    inferred: needs.includes('links') && snapshot.links.inferred,
  }
}

/** The parameters as JSON Schema, for forms and references. */
export function schemaOf({ parameters }: Definition): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' })
  return schema
}

/** The data without which the analysis computes nothing: empty sections first, then what the analysis itself finds lacking. */
export function missingOf(definition: Definition, snapshot: SnapshotOf<SectionName>): Missing[] {
  const empty = definition.needs.filter((name) => !definition.mayLack?.includes(name)).flatMap((name) => (isEmpty[name](snapshot[name] as never) ? [sheets[name]] : []))
  return empty.length > 0 ? empty : definition.missing?.(snapshot) ?? []
}

const isEmpty: { [N in SectionName]: (section: Sections[N]) => boolean } = {
  chain: ({ nodes, supplies, requires }) => nodes.count === 0 || (supplies.count === 0 && requires.targets.length === 0),
  registry: ({ count }) => count === 0,
  links: ({ count }) => count === 0,
  observations: ({ count }) => count === 0,
}

const sheets: Record<SectionName, Missing> = {
  chain: { sheet: 'supplies', text: { zh: '没有图谱可用的环节与供给。请导入环节、投入和供给。', en: 'There are no nodes and supplies to compute from. Load nodes, inputs and supplies.' } },
  registry: { sheet: 'organisations', text: { zh: '没有可用的主体。请导入主体名单。', en: 'There are no organisations to compute from. Load a list of organisations.' } },
  links: { sheet: 'links', text: { zh: '没有主体间的交易，也无从推断。请导入交易表（卖方、买方、交易额），或导入供给与投入。', en: 'There are no links between organisations, and nothing to infer them from. Load a table of links (supplier, customer, volume), or supplies and inputs.' } },
  observations: { sheet: 'observations', text: { zh: '没有可用的观测。请导入指标表。', en: 'There are no observations to compute from. Load a table of indicators.' } },
}
