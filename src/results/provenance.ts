import type { Definition } from '../analysis/define.ts'
import type { ResultHead } from '../shared/contract/analyses.ts'
import type { Provenance } from './files.ts'

/** What an exported result says of itself. */
export function provenanceOf({ title, method }: Definition, head: ResultHead): Provenance {
  return {
    title, method,
    lines: [
      [{ zh: '分析', en: 'Analysis' }, `${head.analysis}@${head.version}`],
      [{ zh: '快照', en: 'Snapshot' }, head.snapshot],
      [{ zh: '参数', en: 'Parameters' }, JSON.stringify(head.parameters)],
      [{ zh: '计算时间', en: 'Computed' }, head.computedAt],
      [{ zh: '结果校验值', en: 'Hash of the result' }, head.sha256],
    ],
  }
}
