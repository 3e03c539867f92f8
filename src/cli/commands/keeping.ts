import { z } from 'zod'
import { backup as writeBackup } from '../../db/backup.ts'
import { restore as takeBackup } from '../../db/restore.ts'
import { openBeside } from '../beside.ts'
import { defineCommand } from '../command.ts'

export const backup = defineCommand({
  name: 'backup',
  summary: { zh: '备份全部数据与原始文件', en: 'Back up all data and the original files' },
  notes: { zh: '可在服务器运行时执行，备份为同一时刻的内容。', en: 'May be run while the server works; the backup is of one moment.' },
  options: [{ flags: '--out <file>', text: { zh: '写入的 .tar.gz 文件', en: '.tar.gz file to write' } }],
  input: z.object({ out: z.string().min(1) }),
  async run(io, { out }) {
    const { db } = await openBeside(io)
    io.progress(0, null, { zh: '正在备份……', en: 'Backing up…' })
    const made = await writeBackup(db, { dataDir: io.dataDir, outFile: out, signal: io.signal })
    const text = io.language === 'zh'
      ? `已备份到 ${made.file}：${made.tables} 张表，${made.rows} 行，${made.files} 个原始文件。`
      : `Backed up to ${made.file}: ${made.tables} tables, ${made.rows} rows, ${made.files} original files.`
    return { json: made, text }
  },
})

export const restore = defineCommand({
  name: 'restore',
  summary: { zh: '把备份恢复到新的数据目录', en: 'Restore a backup to a new data directory' },
  notes: { zh: '数据目录须不存在或为空，以免覆盖已有数据。', en: 'The data directory must be missing or empty, so that nothing is overwritten.' },
  arguments: [{ name: 'file', text: { zh: '备份文件', en: 'backup file' } }],
  input: z.object({ file: z.string().min(1) }),
  async run(io, { file }) {
    const made = await takeBackup(file, { dataDir: io.dataDir, url: io.url, onProgress: io.say })
    const text = io.language === 'zh'
      ? `已恢复到 ${io.dataDir}：备份于 ${made.madeAt}，${made.rows} 行，${made.files} 个原始文件。`
      : `Restored to ${io.dataDir}: the backup of ${made.madeAt}, ${made.rows} rows, ${made.files} original files.`
    return { json: { ...made, dataDir: io.dataDir }, text }
  },
})
