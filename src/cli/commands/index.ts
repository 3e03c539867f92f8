import type { Command } from '../command.ts'
import { clusterCreate, clusterList } from './cluster.ts'
import { importCommand } from './import.ts'
import { status } from './status.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  clusterCreate,
  clusterList,
  status,
  importCommand,
]
