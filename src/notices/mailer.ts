import { createTransport } from 'nodemailer'
import type { Letter } from './digest.ts'

export type Mailer = { send(to: string, letter: Letter): Promise<void>; close(): void }

const patience = 20_000

/** Letters by way of a mail server: `smtp://user:password@host:587`, or `smtps://` with encryption from the first byte. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(url, { from })
  Object.assign(transport.options, { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience })
  return {
    async send(to, letter) {
      await transport.sendMail({ to, ...letter, disableFileAccess: true, disableUrlAccess: true })
    },
    close: () => transport.close(),
  }
}
