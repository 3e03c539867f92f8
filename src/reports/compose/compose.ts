import type { Lang } from '../../shared/format.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { ClusterMeta } from '../audience.ts'
import type { ComputedReport } from '../compute.ts'
import type { OwnTexts } from '../own-text.ts'
import type { Composition } from '../shape.ts'
import { annexes } from './annexes.ts'
import { composer } from './composer.ts'
import { keyWork } from './key-work.ts'
import { operation } from './operation.ts'
import { nextSteps, problems, risks } from './risks.ts'

/** The sections in the order of a work report, and the annexed tables. */
const sections = [operation, keyWork, problems, risks, nextSteps]

/** The report in one language: generated parts with the analyst's own text between them, then the annexed tables. */
export function compose(report: ComputedReport, texts: OwnTexts, lang: Lang): Composition {
  const body = composer(report, texts, lang, { zh: '表', en: 'Table ' })
  const behind = composer(report, texts, lang, { zh: '附表', en: 'Table A' })
  return { title: titleOf(report.meta)[lang], blocks: sections.flatMap((section) => section(body)), annexes: annexes(behind) }
}

/** What the monthly report of a cluster is called. */
export function titleOf({ name, nameEn }: Pick<ClusterMeta, 'name' | 'nameEn'>): Text {
  return { zh: `${name}工作月报`, en: `Monthly report: ${nameEn ?? name}` }
}
