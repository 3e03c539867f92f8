import { z } from 'zod'
import { contract } from '../../shared/contract/index.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'
import { writeFileFrom } from '../output.ts'

const formats = contract.exportChain.params.shape.format

export const chain = defineCommand({
  name: 'chain',
  summary: { zh: '导出图谱', en: 'Export the chain map' },
  options: [
    clusterOption,
    { flags: '--format <format>', text: { zh: `格式：${formats.options.join('、')}`, en: 'format' } },
    { flags: '--out <file>', text: { zh: '写入的文件', en: 'file to write' } },
  ],
  input: z.object({ ...clusterInput, format: formats, out: z.string().min(1) }),
  async run(io, { cluster, format, out }) {
    const operations = await io.open()
    const content = await operations.download('exportChain', { params: { cluster, format }, query: { lang: io.language } })
    const { file, bytes } = await writeFileFrom(out, content)
    return { json: { cluster, format, file, bytes }, text: io.language === 'zh' ? `图谱已写入 ${file}（${bytes} 字节）。` : `The chain map is in ${file} (${bytes} bytes).` }
  },
})
