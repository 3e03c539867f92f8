import { z } from 'zod'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'

type Variable = { schema: z.ZodType; expected: Text }

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')

/** Every environment variable the server reads, with what it expects. */
const variables = {
  DATABASE_URL: {
    schema: z.string().regex(/^postgres(ql)?:\/\//),
    expected: { zh: '形如 postgres://用户:密码@主机:5432/数据库 的地址', en: 'an address such as postgres://user:password@host:5432/database' },
  },
  POLYCENTER_DATA: { schema: z.string(), expected: { zh: '数据目录的路径', en: 'the path of the data directory' } },
  POLYCENTER_PORT: {
    schema: z.string().regex(/^\d{1,5}$/).transform(Number).refine((port) => port <= 65_535),
    expected: { zh: '0 到 65535 的端口号', en: 'a port from 0 to 65535' },
  },
  POLYCENTER_HOST: { schema: z.string().regex(/^[\w.:-]+$/), expected: { zh: '主机名或 IP 地址，如 127.0.0.1 或 0.0.0.0', en: 'a host name or IP address, such as 127.0.0.1 or 0.0.0.0' } },
  POLYCENTER_BASE_URL: { schema: z.url({ protocol: /^https?$/ }), expected: { zh: '用户打开的地址，如 https://cluster.example.org', en: 'the address people open, such as https://cluster.example.org' } },
  POLYCENTER_TRUST_PROXY: {
    schema: z.union([flag, z.string().regex(/^[0-9a-fA-F.:/]+(,\s*[0-9a-fA-F.:/]+)*$/)]),
    expected: { zh: 'true、false，或反向代理的 IP 地址（多个用逗号分隔）', en: 'true, false, or the IP addresses of the reverse proxy, separated by commas' },
  },
  POLYCENTER_SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }),
    expected: { zh: '形如 smtp://用户:密码@主机:587 的邮件服务器地址', en: 'the address of a mail server such as smtp://user:password@host:587' },
  },
  POLYCENTER_MAIL_FROM: { schema: z.string().regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/), expected: { zh: '发件人，如 多中心 <polycenter@example.org>', en: 'a sender such as Polycenter <polycenter@example.org>' } },
  POLYCENTER_WEBHOOK_LOCAL: { schema: flag, expected: { zh: 'true 或 false', en: 'true or false' } },
  POLYCENTER_LOG: { schema: z.enum(['silent', 'warn', 'info']), expected: { zh: 'silent、warn 或 info', en: 'silent, warn or info' } },
} satisfies Record<string, Variable>

type Variables = typeof variables
export type Environment = { [N in keyof Variables]: z.output<Variables[N]['schema']> | undefined }

/** The server's settings from the environment. A variable that is set but wrong is refused by name; an empty one is not set. */
export function readEnvironment(environment: Record<string, string | undefined>): Environment {
  const entries = (Object.entries(variables) as [keyof Variables, Variable][]).map(([name, { schema, expected }]) => {
    const given = environment[name]?.trim()
    if (given === undefined || given === '') return [name, undefined]
    const read = schema.safeParse(given)
    if (!read.success) throw wrong(name, given, expected)
    return [name, read.data]
  })
  return Object.fromEntries(entries) as Environment
}

function wrong(name: keyof Variables, given: string, expected: Text): AppError {
  // The address of a database or mail server may hold a password.
  const shown = name === 'DATABASE_URL' || name === 'POLYCENTER_SMTP_URL' ? '' : `“${given.slice(0, 80)}”`
  return new AppError('environment-invalid', {
    zh: `环境变量 ${name} 的值${shown}不对，应为${expected.zh}。请改正或删除该变量后重试。`,
    en: `The environment variable ${name}${shown ? ` is ${shown}; it` : ''} should be ${expected.en}. Correct or remove it and try again.`,
  }, { variable: name })
}
