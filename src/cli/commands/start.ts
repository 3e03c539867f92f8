import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const start = defineCommand({
  name: 'start',
  summary: { zh: '启动服务器', en: 'Start the server' },
  notes: { zh: '首次启动时装入演示集群（--no-demo 则不装入），并打印一次性登录链接。', en: 'Loads the demo cluster on the first start (not with --no-demo) and prints a one-time sign-in link.' },
  stopping: { zh: '正在停止……再按一次 Ctrl+C 立即退出。', en: 'Stopping… press Ctrl+C again to quit at once.' },
  options: [
    { flags: '--port <port>', text: { zh: '端口（默认 4100；0 表示任一空闲端口）', en: 'port (default 4100; 0 takes a free one)' } },
    { flags: '--host <host>', text: { zh: '监听的地址（默认 127.0.0.1）', en: 'address to listen on (default 127.0.0.1)' } },
    { flags: '--no-demo', text: { zh: '不装入演示集群', en: 'do not load the demo cluster' } },
  ],
  input: z.object({ port: z.coerce.number().int().min(0).max(65_535).optional(), host: z.string().optional(), demo: z.boolean().default(true), json: z.boolean().default(false) }),
  async run(io, { port, host, demo, json }) {
    const [{ runServer }, { loadDemo }] = await Promise.all([import('../../server/main.ts'), import('../../server/demo.ts')])
    // People read on standard output, unless a machine does.
    const words = json ? { say: io.say } : {}
    const server = await runServer({ port, host, demo, dataDir: io.dataDir, url: io.url }, { environment: io.environment, signal: io.signal, loadDemo, ...words })
    io.answer({ json: { url: server.url, signInLink: server.signInLink, dataDir: io.dataDir, pid: process.pid }, text: '' })
    await server.ended
  },
})
