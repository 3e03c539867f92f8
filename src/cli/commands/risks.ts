import { z } from 'zod'
import { riskTitle } from '../../shared/risk-title.ts'
import { keysOf, nodeStates, riskGrades, riskStatuses } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { writeFileFrom } from '../output.ts'
import { table } from '../table.ts'

export const risks = defineCommand({
  name: 'risks',
  summary: { zh: '断链断供风险清单', en: 'The supply-risk list' },
  notes: { zh: '先按当前环节状态更新建议的条目；人已确认的内容不变。', en: 'Proposals are brought up to date with the present node states first; what people have decided stays as it is.' },
  options: [
    clusterOption,
    { flags: '--status <status>', text: { zh: `只列此状态：${Object.keys(riskStatuses).join('、')}`, en: 'only items of this status' } },
    { flags: '--out <file>', text: { zh: '另存为 xlsx 工作簿', en: 'save the list as an xlsx workbook' } },
    { flags: '--no-propose', text: { zh: '不更新建议，只读取', en: 'only read, propose nothing' } },
  ],
  input: z.object({ ...clusterInput, status: z.enum(keysOf(riskStatuses)).optional(), out: z.string().min(1).optional(), propose: z.boolean().default(true) }),
  async run(io, { cluster, status, out, propose }) {
    const operations = await io.open()
    if (propose) {
      const { proposed, resolved } = await operations.call('proposeRisks', { params: { cluster }, body: {} })
      io.say({ zh: `新提出 ${proposed} 条，已不成立 ${resolved} 条。`, en: `${proposed} newly proposed, ${resolved} no longer standing.` })
    }
    if (out !== undefined) {
      const { file, bytes } = await writeFileFrom(out, await operations.download('exportRisks', { params: { cluster }, query: { status, lang: io.language } }))
      return { json: { cluster, file, bytes }, text: io.language === 'zh' ? `风险清单已写入 ${file}（${bytes} 字节）。` : `The risk list is in ${file} (${bytes} bytes).` }
    }
    const items = await operations.call('listRisks', { params: { cluster }, query: { status } })
    const { language } = io
    const grade = (key: keyof typeof riskGrades | null): string => (key === null ? '–' : riskGrades[key][language])
    return { json: items, text: table(items.map((risk) => [String(risk.risk), nodeStates[risk.state][language], grade(risk.grade ?? risk.proposedGrade), riskStatuses[risk.status][language], risk.owner ?? '–', risk.dueDate ?? '–', riskTitle(risk.node, risk.kind)[language]])) }
  },
})
