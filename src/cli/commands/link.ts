import { z } from 'zod'
import { linkFor } from '../../access/operator.ts'
import { readEnvironment } from '../../server/environment.ts'
import { signInUrl } from '../../server/sign-in-url.ts'
import { openBeside } from '../beside.ts'
import { defineCommand } from '../command.ts'

export const link = defineCommand({
  name: 'link',
  summary: { zh: '生成一次性登录链接', en: 'Make a one-time sign-in link' },
  notes: { zh: '链接 30 分钟内有效，只能用一次；服务器须在运行时才能打开。', en: 'The link lives 30 minutes and works once; it opens while the server runs.' },
  arguments: [{ name: 'email', text: { zh: '账号的邮箱', en: 'address of the account' } }],
  input: z.object({ email: z.string().min(3).max(200) }),
  async run(io, { email }) {
    const { db, address } = await openBeside(io)
    const { POLYCENTER_BASE_URL: base, POLYCENTER_PORT: port } = readEnvironment(io.environment)
    const { token, expiresAt } = await linkFor(db, email, new Date())
    if (address === undefined && io.url === undefined) io.say({ zh: '服务器未在运行。请先执行 polycenter start，再打开链接。', en: 'The server is not running. Run polycenter start, then open the link.' })
    const url = signInUrl(base ?? address ?? `http://127.0.0.1:${port ?? 4100}`, token)
    return { json: { email, url, expiresAt: expiresAt.toISOString() }, text: url }
  },
})
