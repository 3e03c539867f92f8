import { z } from 'zod'
import type { ClaimView, Evidence } from '../../shared/contract/ledger.ts'
import { AppError } from '../../shared/errors.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import type { Operations } from '../operations.ts'
import { table } from '../table.ts'

export const trace = defineCommand({
  name: 'trace',
  summary: { zh: '由报告中的数字追到来源的文件与行', en: 'From a figure of a report to the file and row it came from' },
  notes: { zh: '数字编号印在报告中的数字旁。不给 --cluster 时在全部集群中查找。', en: 'The code of a figure is printed beside it. Without --cluster all clusters are searched.' },
  arguments: [{ name: 'figure', text: { zh: '数字编号', en: 'code of the figure' } }],
  options: [clusterOption],
  input: z.object({ figure: z.string().trim().min(1).max(100), cluster: clusterInput.cluster.optional() }),
  async run(io, { figure, cluster }) {
    const operations = await io.open()
    const { found, where } = await find(operations, figure.replace(/^figure:/, ''), cluster)
    const { language } = io
    const json = {
      figure: figure.replace(/^figure:/, ''), cluster: where, title: found.title, formula: found.formula?.text[language] ?? null, value: numeric(found.value), unit: found.unit,
      formulaId: found.formula?.id ?? null, formulaVersion: found.formula?.version ?? null, inputs: found.inputs, frozen: found.frozen, snapshot: found.snapshot,
      claims: found.claims.map(claimOf), claimsTotal: found.claimsTotal,
    }
    const rows = found.claims.map((claim) => [String(claim.id), claim.value ?? '–', claim.grade, claim.source.file ?? claim.source.name, claim.source.sheet ?? '', claim.source.row === null ? '' : String(claim.source.row), claim.source.column ?? '', claim.giver ?? '', claim.right])
    return { json, text: [`${found.title[language]} = ${found.value ?? '–'} ${found.unit ?? ''}`.trim(), json.formula ?? '', table(rows)].filter((part) => part !== '').join('\n') }
  },
})

async function find(operations: Operations, figure: string, cluster: string | undefined): Promise<{ found: Evidence; where: string }> {
  const places = cluster === undefined ? (await operations.call('getSession', {})).clusters.map((one) => one.cluster) : [cluster]
  for (const where of places) {
    const found = await operations.call('getEvidence', { params: { cluster: where, ref: `figure:${figure}` } }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not-found') return undefined
      throw error
    })
    if (found) return { found, where }
  }
  throw new AppError('not-found', {
    zh: `没有编号为“${figure}”的数字。请照报告上印的编号输入。`, en: `There is no figure "${figure}". Type the code as the report prints it.`,
  })
}

function claimOf({ id, value, grade, source, giver, right, blankReason, unit, period }: ClaimView): Record<string, unknown> {
  const { file, sheet, row, column, url } = source
  return { id, value: numeric(value), grade, source: { file, sheet, row, column, url, kind: source.kind, name: source.name, sha256: source.sha256, withdrawn: source.withdrawn }, giver, right, blankReason, unit, period }
}

/** A value that is a plain number as one; everything else as it was said. */
function numeric(value: string | null): string | number | null {
  return value !== null && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) && !/^-?0\d/.test(value) && String(Number(value)) === value ? Number(value) : value
}
