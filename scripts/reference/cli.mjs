// docs/reference/cli.md: every command.
import { both, code, page, table } from './markdown.mjs'

const shared = [
  { flags: '--data <dir>', text: { zh: '数据目录（默认取 POLYCENTER_DATA，否则为 ./data）', en: 'data directory (default: POLYCENTER_DATA, else ./data)' } },
  { flags: '--json', text: { zh: '向标准输出写一个 JSON 值', en: 'write one JSON value to standard output' } },
  { flags: '-h, --help', text: { zh: '显示帮助', en: 'show help' } },
]

/** @param {{ commands: readonly any[] }} parts */
export function cliPage({ commands }) {
  return page([
    '# 命令行 · Command line',
    '在项目文件夹中用 `node scripts/polycenter.mjs` 或 `npx polycenter` 运行。同一数据目录有服务器在运行时与它对话，没有时自行打开数据目录。进度和提示写到标准错误输出。语言取 `POLYCENTER_LANG`，否则取 `LANG`：以 zh 开头为中文，其余为英文。',
    'Run it in the folder of the project as `node scripts/polycenter.mjs` or `npx polycenter`. Where a server works on the same data directory the command talks to it, else it opens the directory itself. Progress and remarks go to standard error. The language is that of `POLYCENTER_LANG`, else `LANG`: Chinese where it begins with zh, else English.',
    table(['命令 command', '', ''], commands.map(({ name, summary }) => [`[${code(name)}](#${name.replaceAll(' ', '-')})`, summary.zh, summary.en])),
    '每条命令都有 · Every command has:', optionTable(shared),
    ...commands.map(commandBlock),
  ])
}

/** @param {any} command */
function commandBlock({ name, summary, notes, arguments: named, options }) {
  const usage = ['polycenter', name, ...named.map((/** @type {any} */ one) => (one.optional ? `[${one.name}]` : one.many ? `<${one.name}...>` : `<${one.name}>`)), options.length > 0 ? '[options]' : ''].filter((part) => part !== '').join(' ')
  const rows = [...named.map((/** @type {any} */ one) => ({ flags: `<${one.name}>`, text: one.text })), ...options]
  return [`## ${name}`, both(summary), '```\n' + usage + '\n```', notes ? `${notes.zh}\n\n${notes.en}` : '', rows.length > 0 ? optionTable(rows) : ''].filter((part) => part !== '').join('\n\n')
}

/** @param {readonly { flags: string, text: { zh: string, en: string } }[]} options */
function optionTable(options) {
  return table(['选项 option', '', ''], options.map(({ flags, text }) => [code(flags), text.zh, text.en]))
}
