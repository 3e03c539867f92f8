import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander'
import type { Text } from '../shared/vocabulary.ts'
import { UsageError, type Command } from './command.ts'

/** A command line as understood: a command and what was typed for it, or a text of help (asked for, or because of wrong usage). */
export type Parsed = { command: Command; typed: Record<string, unknown> } | { help: string; wrong: boolean }

const both = ({ zh, en }: Text): string => `${zh}\n${en}`
const line = ({ zh, en }: Text): string => `${zh} ${en}`

/** Understands a command line by the list of commands. */
export function parse(commands: readonly Command[], words: readonly string[]): Parsed {
  let parsed: Parsed | undefined
  let said = ''
  const program = programOf(commands, (found) => (parsed = found))
  each(program, (one) => one.enablePositionalOptions().exitOverride().configureOutput({ writeOut: (text) => (said += text), writeErr: (text) => (said += text) }))
  try {
    program.parse([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (['commander.helpDisplayed', 'commander.version'].includes(error.code)) return { help: said, wrong: false }
    if (error.code === 'commander.help') return { help: said, wrong: words.length > 0 }
    throw new UsageError({ zh: inChinese(error.code, said), en: said.trim() })
  }
  return parsed ?? { help: program.helpInformation(), wrong: false }
}

/** What is wrong with a command line, by the code that the parser gives it. */
const wrongUses: Record<string, (name: string) => string> = {
  'commander.unknownCommand': (name) => `没有命令“${name}”。用 --help 查看全部命令。`,
  'commander.unknownOption': (name) => `没有选项“${name}”。用 --help 查看该命令的选项。`,
  'commander.missingArgument': (name) => `缺少参数“${name}”。`,
  'commander.optionMissingArgument': (name) => `选项“${name}”后面缺少取值。`,
  'commander.excessArguments': (name) => `“${name}”后面的参数太多。`,
}

/** The parser speaks English alone; what it quotes is kept. */
function inChinese(code: string, said: string): string {
  return wrongUses[code]?.(/'([^']+)'/.exec(said)?.[1] ?? '') ?? said.trim()
}

function programOf(commands: readonly Command[], found: (parsed: Parsed) => void): Commander {
  const program = new Commander('polycenter')
    .description(both({ zh: '多中心：区域产业集群团队的工作台。', en: 'Polycenter: the workbench of the team that runs a regional industrial cluster.' }))
    .helpOption('-h, --help', line({ zh: '显示帮助', en: 'show help' }))
    .helpCommand(false)
  for (const command of commands) {
    const parts = command.name.split(' ')
    let parent = program
    for (const part of parts.slice(0, -1)) parent = parent.commands.find((one) => one.name() === part) ?? parent.command(part).description(groupText(commands, part))
    addCommand(parent, parts.at(-1)!, command, found)
  }
  return program
}

function groupText(commands: readonly Command[], group: string): string {
  return commands.filter((one) => one.name.startsWith(`${group} `)).map((one) => line(one.summary)).join('; ')
}

function addCommand(parent: Commander, name: string, command: Command, found: (parsed: Parsed) => void): void {
  const made = parent.command(name).summary(line(command.summary)).description([both(command.summary), ...(command.notes ? [both(command.notes)] : [])].join('\n\n'))
  for (const { name: argument, many, optional, text } of command.arguments) made.argument(optional ? `[${argument}]` : many ? `<${argument}...>` : `<${argument}>`, line(text))
  for (const { flags, many, text } of command.options) {
    const option = new CommanderOption(flags, line(text))
    made.addOption(many ? option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]) : option)
  }
  made
    .option('--data <dir>', line({ zh: '数据目录（默认取 POLYCENTER_DATA，否则为 ./data）', en: 'data directory (default: POLYCENTER_DATA, else ./data)' }))
    .option('--json', line({ zh: '向标准输出写一个 JSON 值', en: 'write one JSON value to standard output' }))
    .helpOption('-h, --help', line({ zh: '显示帮助', en: 'show help' }))
    .action(() => {
      const names = command.arguments.map((argument, n) => [argument.name, made.processedArgs[n] as unknown])
      found({ command, typed: { ...made.opts(), ...Object.fromEntries(names) } })
    })
}

function each(command: Commander, visit: (command: Commander) => void): void {
  visit(command)
  for (const child of command.commands) each(child, visit)
}
