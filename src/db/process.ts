import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** True when a process has this number, whoever owns it. A zombie is dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return stat(pid)?.[0] !== 'Z'
}

/** What tells a process from a later one with the same number: boot and start time. Null where the system does not say. */
export function startOf(pid: number): string | null {
  const ticks = stat(pid)?.[19]
  return ticks === undefined ? null : `${readText('/proc/sys/kernel/random/boot_id')?.trim()}/${ticks}`
}

/** The command line of a process, undefined when it is gone or may not be read. */
export function commandOf(pid: number): string | undefined {
  const command = readText(`/proc/${pid}/cmdline`)
  if (command !== undefined) return command.replaceAll('\0', ' ')
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}

/** The folder a process works in, where the system says. */
export function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** Waits until a process that is not our child has gone; false when it is still there after `milliseconds`. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false
    await wait(10)
  }
  return true
}

/** The fields of /proc/<pid>/stat from the state on (the name before it may hold anything). */
function stat(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
