import { z } from 'zod'
import type { Text } from '../../shared/vocabulary.ts'
import { clusterInput, clusterOption, defineCommand, type Argument, type Command, type Io, type Option, type Outcome } from '../command.ts'
import type { Language } from '../language.ts'
import type { Operations } from '../operations.ts'

export const numberInput = z.coerce.number().int().positive()

/** A kind of item that events happen to, as commands call it: `posts appoint 12 …`. */
export type Kind<P extends { version: number }> = {
  noun: string
  /** Which one, by its number. */
  argument: Argument
  read: (operations: Operations, cluster: string, item: number) => Promise<P>
  send: (operations: Operations, cluster: string, item: number, act: { event: string; version: number; input: object }) => Promise<P>
  /** What people are shown of it. */
  tell: (page: P, language: Language) => string
}

type Act<S extends z.ZodRawShape> = {
  /** As it is typed after the noun. */
  name: string
  event: string
  summary: Text
  notes?: Text
  options?: readonly Option[]
  /** What is typed, by the names of the options; the contract checks it as the input of the event. */
  fields: S
  /** The input of the event, where it is not what is typed as it stands. */
  inputOf?: (typed: z.output<z.ZodObject<S>>) => object
}

/** Shows one item. */
export function showCommand<P extends { version: number }>(kind: Kind<P>, summary: Text, tell = kind.tell): Command {
  return commandOf(kind, { name: 'show', summary, fields: {}, run: async (io, cluster, item) => outcomeOf(await kind.read(await io.open(), cluster, item), io, tell) })
}

/** Does one thing on an item, on the version that stands, and shows what stands after it. */
export function actCommand<P extends { version: number }, S extends z.ZodRawShape>(kind: Kind<P>, { event, inputOf, ...rest }: Act<S>): Command {
  return commandOf(kind, {
    ...rest,
    run: async (io, cluster, item, typed) => {
      const operations = await io.open()
      const { version } = await kind.read(operations, cluster, item)
      return outcomeOf(await kind.send(operations, cluster, item, { event, version, input: inputOf?.(typed) ?? typed }), io, kind.tell)
    },
  })
}

type Made<S extends z.ZodRawShape> = Pick<Act<S>, 'name' | 'summary' | 'notes' | 'options' | 'fields'> & { run: (io: Io, cluster: string, item: number, typed: z.output<z.ZodObject<S>>) => Promise<Outcome> }

function commandOf<P extends { version: number }, S extends z.ZodRawShape>({ noun, argument }: Kind<P>, { name, summary, notes, options = [], fields, run }: Made<S>): Command {
  const typed = z.object(fields)
  return defineCommand({
    name: `${noun} ${name}`, summary, ...(notes ? { notes } : {}), arguments: [argument], options: [clusterOption, ...options], input: z.object({ ...clusterInput, ...fields, [argument.name]: numberInput }),
    run: (io, input) => run(io, z.object(clusterInput).parse(input).cluster, numberInput.parse((input as Record<string, unknown>)[argument.name]), typed.parse(input)),
  })
}

function outcomeOf<P>(page: P, { language }: Io, tell: (page: P, language: Language) => string): Outcome {
  return { json: page, text: tell(page, language) }
}

/** Options that several acts share. */
export const reasonOption: Option = { flags: '--reason <text>', text: { zh: '理由', en: 'the reason' } }
export const seatOption: Option = { flags: '--seat <number>', text: { zh: '第几个席位，缺省为 1', en: 'which seat, 1 unless told' } }
