import { setTimeout as wait } from 'node:timers/promises'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { versionOf } from './meetings.ts'

/** How often the table is looked at, in milliseconds. Several servers share a database, so the database is asked. */
const pace = 1000

/** The version of a meeting now and whenever it has changed, until the reader leaves. */
export async function watchMeeting(db: Db, viewer: Viewer, meeting: number): Promise<AsyncIterable<{ version: number }>> {
  let [told, left] = [0, false]
  let version = await versionOf(db, viewer, meeting)
  const iterator: AsyncIterator<{ version: number }> = {
    async next() {
      while (!left && version === told) {
        await wait(pace, undefined, { ref: false })
        if (!left) version = await versionOf(db, viewer, meeting)
      }
      told = version
      return left ? { done: true, value: undefined } : { done: false, value: { version } }
    },
    async return() {
      left = true
      return { done: true, value: undefined }
    },
  }
  return { [Symbol.asyncIterator]: () => iterator }
}
