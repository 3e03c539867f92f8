export type Terminal = NodeJS.WritableStream & { isTTY?: boolean; columns?: number }

export type Progress = {
  say(text: string): void
  show(done: number, total: number | null, text: string): void
  end(): void
}

/** Progress on standard error: on a terminal one line that is written over, else a line for each new step. */
export function createProgress(stderr: Terminal): Progress {
  let shown = ''
  let last = ''

  function clear(): void {
    if (shown !== '') stderr.write('\r\u001b[K')
    shown = ''
  }

  return {
    say(text) {
      clear()
      stderr.write(`${text}\n`)
    },
    show(done, total, text) {
      const line = total === null || total === 0 ? text : `${String(Math.min(100, Math.floor((done / total) * 100))).padStart(3)} % ${text}`
      if (stderr.isTTY) {
        clear()
        shown = line.slice(0, Math.max(20, (stderr.columns ?? 80) - 1))
        stderr.write(shown)
      } else if (text !== last) {
        stderr.write(`${line}\n`)
      }
      last = text
    },
    end: clear,
  }
}
