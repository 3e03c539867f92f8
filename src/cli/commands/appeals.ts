import { z } from 'zod'
import { appealStates } from '../../shared/appeals.ts'
import { lights } from '../../shared/calendar.ts'
import { formatDate } from '../../shared/format.ts'
import { keysOf } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Outcome } from '../command.ts'
import { table } from '../table.ts'

const most = 1000

export const appeals = defineCommand({
  name: 'appeals',
  summary: { zh: '诉求', en: 'Appeals' },
  notes: { zh: '给出 --appeal 时显示一项诉求的全过程。', en: 'With --appeal the whole thread of one.' },
  options: [
    clusterOption,
    { flags: '--state <state>', text: { zh: `只列此状态：${Object.keys(appealStates).join('、')}`, en: 'only appeals in this state' } },
    { flags: '--light <light>', text: { zh: '只列逾期（overdue）或临期（near）的', en: 'only what is overdue or near due' } },
    { flags: '--appeal <number>', text: { zh: '诉求编号', en: 'number of an appeal' } },
  ],
  input: z.object({ ...clusterInput, state: z.enum(keysOf(appealStates)).optional(), light: z.enum(['overdue', 'near']).optional(), appeal: z.coerce.number().int().positive().optional() }),
  async run(io, { cluster, state, light, appeal }): Promise<Outcome> {
    const operations = await io.open()
    const { language } = io
    if (appeal !== undefined) {
      const thread = await operations.call('getAppeal', { params: { cluster, appeal } })
      return { json: thread, text: table(thread.events.map(({ at, title, organisation }) => [formatDate(at), title[language], organisation?.name ?? ''])) }
    }
    const { items } = await operations.call('listAppeals', { params: { cluster }, query: { state, light, limit: most } })
    return { json: items, text: table(items.map((item) => [String(item.appeal), item.task, lights[item.light].symbol, appealStates[item.state][language], item.due ?? '–', item.filer?.name ?? '–', item.title])) }
  },
})
