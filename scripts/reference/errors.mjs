// docs/reference/errors.md: the error catalogue.
import { code, page, table } from './markdown.mjs'

/** @param {{ errorCatalogue: Record<string, { status: number, title: { zh: string, en: string } }> }} parts */
export function errorsPage({ errorCatalogue }) {
  return page([
    '# 错误代码 · Error codes',
    '代码一经发布不再改变。每次出错的说明写明哪里不对、为什么、该怎么做。命令行退出码：0 成功，1 被拒绝或失败，2 用法不对。',
    'A code never changes once released. The message of each error says what was wrong, where, and what to do. Exit codes of the command line: 0 success, 1 refused or failed, 2 wrong usage.',
    table(['代码 code', 'HTTP', '含义', 'meaning'], Object.entries(errorCatalogue).map(([name, { status, title }]) => [code(name), String(status), title.zh, title.en])),
  ])
}
