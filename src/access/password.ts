import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the memory and passes that OWASP's password storage guide asks for. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The slow hash of a password, with its salt and cost written into it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

let decoy: Promise<string> | undefined

/**
 * Whether a password fits a stored hash. Without a hash (no such account, or none set) the same work is done against a decoy,
 * so that the time of the answer does not tell which accounts exist.
 */
export async function fitsPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword('no password has this hash')
  const fits = await verify(stored ?? await decoy, password)
  return fits && stored !== null
}
