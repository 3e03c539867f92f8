import type { Tx } from './db.ts'

/**
 * Joins whole lists with tables that may just have been filled: their statistics are still those of before, by which a nested loop looks cheap and
 * then reads the one list as often as the other has rows. Within `work` joins are hashed instead.
 */
export async function hashingJoins<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.exec('set local enable_nestloop = off')
  const result = await work()
  await tx.exec('set local enable_nestloop = on')
  return result
}
