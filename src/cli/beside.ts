import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Db } from '../db/db.ts'
import { connectDb, openDb } from '../db/open.ts'
import type { Io } from './command.ts'
import { refuseNothing, settled } from './session.ts'

/** Where a running server of the data directory can be reached, undefined when there is none. */
export type Beside = { db: Db; address: string | undefined }

/**
 * The database itself, for what the contract does not hold (backup, export, links): beside the server that runs on the data
 * directory, which goes on working, else opened for this command.
 */
export async function openBeside(io: Pick<Io, 'dataDir' | 'url' | 'say' | 'signal' | 'onEnd'>): Promise<Beside> {
  const holder = await settled(io)
  refuseNothing(io)
  const embedded = io.url === undefined && holder?.port !== undefined
  const db = embedded ? await connectEmbedded(io.dataDir) : await openDb({ dataDir: io.dataDir, url: io.url, onProgress: io.say })
  io.onEnd(() => db.close())
  return { db, address: holder?.port === undefined ? undefined : `http://127.0.0.1:${holder.port}` }
}

/** A running server notes in postmaster.pid (fourth and fifth line) its port and the folder of its socket. */
async function connectEmbedded(dataDir: string): Promise<Db> {
  const folder = path.join(dataDir, 'postgres')
  const lines = (await readFile(path.join(folder, 'postmaster.pid'), 'utf8')).split('\n')
  const target = { host: path.resolve(folder, lines[4] ?? '.'), port: Number(lines[3]), database: 'polycenter', user: 'polycenter' }
  return connectDb({ kind: 'embedded', target, poolSize: 2 })
}
