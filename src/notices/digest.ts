import type { Lang } from '../shared/format.ts'
import type { Text } from '../shared/vocabulary.ts'

/** A line of the workbench. */
export type DigestLine = { kind: string; count: number; text: Text; href: string }
/** What a digest tells, as its reader sees it. */
export type Digest = { waiting: DigestLine[]; late: DigestLine[]; changed: DigestLine[] }
export type Place = { cluster: string; name: string; baseUrl: string; lang: Lang }
export type Letter = { subject: string; text: string; html: string }

const words = {
  waiting: { zh: '待办', en: 'Waiting for you' }, late: { zh: '逾期', en: 'Late' }, changed: { zh: '变化', en: 'Changed' },
  nothing: { zh: '目前没有待办。', en: 'Nothing waits for you.' },
  foot: { zh: '这封信由多中心自动发出，只列您有权看到的内容。改变频率或不再接收：', en: 'Polycenter wrote this by itself and lists only what you may see. To change how often, or to stop it:' },
} satisfies Record<string, Text>
const parts = ['waiting', 'late', 'changed'] as const

/** The kinds of what waits and is late, with their counts: what the next digest is compared with. */
export function saidBy({ waiting, late }: Digest): Record<string, number> {
  return Object.fromEntries([...waiting, ...late].map(({ kind, count }) => [kind, count]))
}

/** Whether more waits or is late than was said before. */
export function hasGrown(digest: Digest, said: Record<string, number>): boolean {
  return Object.entries(saidBy(digest)).some(([kind, count]) => count > (said[kind] ?? 0))
}

export function isEmpty(digest: Digest): boolean {
  return parts.every((part) => digest[part].length === 0)
}

/** A digest as a letter, plain and as HTML, every line with the address of its page. */
export function letterOf(digest: Digest, { cluster, name, baseUrl, lang }: Place): Letter {
  const home = `${baseUrl}/c/${cluster}`
  const shown = parts.filter((part) => digest[part].length > 0)
  const settings = `${home}/settings?part=notices`
  const text = [
    name, ...(shown.length === 0 ? ['', words.nothing[lang]] : []),
    ...shown.flatMap((part) => ['', words[part][lang], ...digest[part].map((line) => `· ${line.text[lang]}\n  ${home}${line.href}`)]), '', '--', words.foot[lang], settings, '',
  ].join('\n')
  const lists = shown.map((part) => `<h2 style="font-size:16px">${words[part][lang]}</h2><ul>${digest[part].map((line) => `<li><a href="${escaped(home + line.href)}">${escaped(line.text[lang])}</a></li>`).join('')}</ul>`)
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><body style="font-family:sans-serif;line-height:1.6"><h1 style="font-size:18px">${escaped(name)}</h1>${lists.join('') || `<p>${words.nothing[lang]}</p>`}<p style="color:#666;font-size:13px">${words.foot[lang]} <a href="${escaped(settings)}">${escaped(settings)}</a></p></body></html>`
  return { subject: subjectOf(digest, name, lang), text, html }
}

function subjectOf({ waiting, late }: Digest, name: string, lang: Lang): string {
  const total = (lines: readonly DigestLine[]): number => lines.reduce((sum, { count }) => sum + count, 0)
  const [waits, overdue] = [total(waiting), total(late)]
  const subject = lang === 'zh' ? `${name}：待办 ${waits} 件${overdue > 0 ? `，逾期 ${overdue} 件` : ''}` : `${name}: ${waits} waiting${overdue > 0 ? `, ${overdue} late` : ''}`
  // A name must not write headers of its own.
  return subject.replace(/[\r\n]+/g, ' ')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
