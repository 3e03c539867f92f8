import path from 'node:path'
import { z } from 'zod'
import { localOperator } from '../../access/operator.ts'
import { asViewer } from '../../access/viewer.ts'
import { exportCluster, manifestName } from '../../space/export.ts'
import { openBeside } from '../beside.ts'
import { clusterInput, clusterOption, defineCommand } from '../command.ts'

export const exportCommand = defineCommand({
  name: 'export',
  summary: { zh: '导出事实、主张与来源', en: 'Export facts, claims and sources' },
  notes: {
    zh: '五张事实表（CSV 与 JSON Lines）、主张与来源（ledger 文件夹）、PROV-JSON 和校验清单。polycenter import 该文件夹（或其中全部 CSV）即原样导回。',
    en: 'Five sheets of facts (CSV and JSON Lines), claims and sources (folder ledger), PROV-JSON, and a manifest of hashes. polycenter import of the folder, or of all its CSV files, takes it in again unchanged.',
  },
  options: [clusterOption, { flags: '--out <dir>', text: { zh: '写入的文件夹（不存在或为空，或为先前的导出）', en: 'folder to write to (missing, empty, or an earlier export)' } }],
  input: z.object({ ...clusterInput, out: z.string().min(1) }),
  async run(io, { cluster, out }) {
    const folder = path.resolve(out)
    const { db } = await openBeside(io)
    const viewer = await localOperator(db, cluster, new Date())
    const onProgress = (done: number, total: number): void => io.progress(done, total, { zh: '正在导出', en: 'Exporting' })
    const manifest = await asViewer(db, viewer, (tx) => exportCluster(tx, viewer, folder, { now: new Date(), onProgress }), { readOnly: true, isolation: 'repeatable read', signal: io.signal })
    const files = Object.entries(manifest.files).map(([file, info]) => ({ file, ...info }))
    const text = io.language === 'zh' ? `已导出到 ${folder}：${files.length} 个文件，清单见 ${manifestName}。` : `Exported to ${folder}: ${files.length} files, listed in ${manifestName}.`
    return { json: { cluster, folder, madeAt: manifest.madeAt, files }, text }
  },
})
