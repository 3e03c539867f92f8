import { once } from 'node:events'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { defineCommand } from '../command.ts'

export const worker = defineCommand({
  name: 'worker',
  summary: { zh: '在本机为共用的数据库计算分析的分片', en: 'Compute shards of analyses for a shared database on this host' },
  notes: {
    zh: '需要 DATABASE_URL 指向服务器所用的 PostgreSQL。可在任意多台主机上运行；一台失联，其分片由其他主机接手，结果逐位相同。按 Ctrl+C 停止：正在算的分片算完。',
    en: 'DATABASE_URL must name the PostgreSQL of the server. Run it on any number of hosts; when one is lost, others take its shards over, and the result is the same bit by bit. Stop it with Ctrl+C: shards under way are finished.',
  },
  options: [{ flags: '--threads <n>', text: { zh: '线程数（默认全部核）', en: 'threads (default: all cores)' } }],
  stopping: { zh: '正在停止，等正在算的分片算完……', en: 'Stopping when the shards under way are done…' },
  input: z.object({ threads: z.coerce.number().int().min(1).max(1024).optional() }),
  async run(io, { threads }) {
    if (io.url === undefined) {
      throw new AppError('environment-invalid', { zh: '没有设置 DATABASE_URL。分布式计算需要各主机共用一个 PostgreSQL。', en: 'DATABASE_URL is not set. Hosts that share work need a PostgreSQL in common.' })
    }
    const [{ openDb }, { openHost }] = await Promise.all([import('../../db/open.ts'), import('../../results/host.ts')])
    const db = await openDb({ dataDir: io.dataDir, url: io.url, onProgress: io.say })
    io.onEnd(() => db.close())
    const host = await openHost(db, { shared: true, onFailure: (error) => io.say({ zh: String(error), en: String(error) }), ...(threads === undefined ? {} : { threads }) })
    io.onEnd(() => host.close())
    io.answer({ json: { host: host.id, threads: host.pool.size }, text: io.language === 'zh' ? `已就绪：${host.pool.size} 个线程等待分片。` : `Ready: ${host.pool.size} threads wait for shards.` })
    if (!io.signal.aborted) await once(io.signal, 'abort')
  },
})
