import { z } from 'zod'
import { explainIssue, inBoth, type Issue } from '../shared/issues.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { Language } from './language.ts'
import type { Operations } from './operations.ts'

/** What a command works with: the outside comes in here and nowhere else. */
export type Io = {
  language: Language
  dataDir: string
  /** DATABASE_URL. */
  url: string | undefined
  environment: Record<string, string | undefined>
  /** Fires when the user gives up. */
  signal: AbortSignal
  /** Words for people, on standard error. */
  say(text: Text): void
  /** How far a long step is: one line that is written over on a terminal. */
  progress(done: number, total: number | null, text: Text): void
  /** Answers before the command has ended, for one that goes on running. */
  answer(outcome: Outcome): void
  /** The contract of the data directory; it is closed when the command has ended. `create` makes the database where there is none. */
  open(options?: { create?: boolean }): Promise<Operations>
  /** Something to be ended when the command has ended, whatever happened. */
  onEnd(end: () => Promise<unknown>): void
}

/** What a command answers: one JSON value for machines, a text for people. */
export type Outcome = { json: unknown; text: string }

export type Argument = { name: string; many?: true; optional?: true; text: Text }
export type Option = { flags: string; text: Text; many?: true }

export type Command = {
  /** As it is typed: `cluster create`. */
  name: string
  summary: Text
  /** More than the summary says: what it does not do, an example. */
  notes?: Text
  arguments: readonly Argument[]
  options: readonly Option[]
  /** What Ctrl+C means to it, where that is not giving up. */
  stopping?: Text
  /** Checks what was typed and runs. */
  run(io: Io, typed: Record<string, unknown>): Promise<Outcome | void>
}

/** Something typed that is no valid use of a command, in words for either reader. */
export class UsageError extends Error {
  readonly text: Text
  constructor(text: string | Text) {
    const both = typeof text === 'string' ? { zh: text, en: text } : text
    super(both.en)
    this.text = both
  }
}

type Definition<S extends z.ZodObject> = Omit<Command, 'run' | 'arguments' | 'options'> & {
  arguments?: readonly Argument[]
  options?: readonly Option[]
  /** What is typed, by the names of arguments and options. */
  input: S
  run(io: Io, input: z.output<S>): Promise<Outcome | void>
}

/** A command as data: help, checks and calling follow from it. */
export function defineCommand<S extends z.ZodObject>({ input, run, ...rest }: Definition<S>): Command {
  return {
    arguments: [], options: [], ...rest,
    run(io, typed) {
      const read = input.safeParse(typed)
      if (!read.success) throw new UsageError(wrong(read.error.issues, typed))
      return run(io, read.data)
    },
  }
}

/** Every wrong option in a line of its own, with what was typed and what is wrong with it. */
function wrong(issues: readonly Issue[], typed: Record<string, unknown>): Text {
  const lines = issues.map((issue) => {
    const name = String(issue.path[0] ?? '')
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const value = typed[name]
    const { zh, en } = explainIssue(issue, value)
    return value === undefined ? { zh: `${flag}：缺少该项`, en: `${flag}: missing` } : { zh: `${flag} ${String(value)}：${zh}`, en: `${flag} ${String(value)}: ${en}` }
  })
  return { zh: lines.map(({ zh }) => zh).join('\n'), en: lines.map(({ en }) => en).join('\n') }
}

/** Options that several commands share. */
export const clusterOption: Option = { flags: '--cluster <id>', text: { zh: '集群标识', en: 'identifier of the cluster' } }
export const clusterInput = { cluster: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, inBoth({ zh: '应为小写字母、数字和连字符', en: 'must be lower-case letters, digits and hyphens' })) }

/** `a,b` and repeated options as one list. */
export const listInput = z.array(z.string()).default([]).transform((all) => all.flatMap((one) => one.split(',')).map((one) => one.trim()).filter((one) => one !== ''))
