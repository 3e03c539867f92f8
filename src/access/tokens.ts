import { createHash, randomBytes } from 'node:crypto'

/** A secret nobody can guess, fit for a link or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: who reads the database can't use it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
