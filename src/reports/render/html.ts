import { formatDate, formatLongDate } from '../../shared/format.ts'
import type { Block, FigureEntry, FigureMark, Inline, ReportDocument, TableBlock } from './document.ts'
import { columnShares } from './columns.ts'
import { inlinesOf, isFigure, missingReasons, tableTitle, traceAddress } from './document.ts'
import { htmlStyle } from './html-style.ts'
import { indexFormula, indexIntroduction, indexValue, numberHeadings, printedClaims, sourceLines } from './layout.ts'
import { flags, words } from './words.ts'

type Context = { document: ReportDocument; indexed: Set<string>; seen: Set<string>; reasons: Map<string, string> }

/** The report as one file without any other: it opens offline, prints on A4, and each mark leads to its line in the index. */
export function renderHtml(document: ReportDocument): string {
  const { lang, title, period, issuer, hash } = document
  const context: Context = { document, indexed: new Set(document.figures.map(({ figure }) => figure)), seen: new Set(), reasons: missingReasons(document) }
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escape(issuer)}">
<meta name="data-fingerprint" content="sha256-${escape(hash)}">
<title>${escape(`${title} ${period}`)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
${headOf(document)}
${numberHeadings(document.blocks, lang).map((block) => blockOf(block, context)).join('\n')}
${tailOf(document)}
${annexesOf(document, context)}
${indexOf(context)}
</main>
</body>
</html>
`
}

function headOf({ demo, documentNumber, title, period, lang }: ReportDocument): string {
  return `<header>
${demo ? `<p class="demo" role="note">${escape(demo)}</p>` : ''}
${documentNumber ? `<p class="number">${escape(documentNumber)}</p>` : ''}
<h1>${escape(title)}</h1>
<p class="period">${escape(words[lang].inBrackets(period).trim())}</p>
</header>`
}

function tailOf({ issuer, issuedAt, hash, lang }: ReportDocument): string {
  return `<footer>
<p class="signature">${escape(issuer)}<br><time datetime="${escape(formatDate(issuedAt))}">${escape(formatLongDate(issuedAt, lang))}</time></p>
<p class="note">${words[lang].hash} <code>${escape(hash)}</code></p>
</footer>`
}

function annexesOf({ annexes, lang }: ReportDocument, context: Context): string {
  if (annexes.length === 0) return ''
  return `<section class="new-page"><h2>${words[lang].annex}</h2>
${annexes.map((block) => blockOf(block, context)).join('\n')}
</section>`
}

function blockOf(block: Block, context: Context): string {
  if (block.kind === 'heading') return `<h${block.level + 1} class="level-${block.level}">${escape(block.text)}</h${block.level + 1}>`
  if (block.kind === 'table') return tableOf(block, context)
  if (block.kind === 'note') return `<p class="note">${inlinesHtml(block.inlines, context)}</p>`
  return `<p class="body" data-origin="${block.origin}">${inlinesHtml(block.inlines, context)}</p>`
}

function tableOf(table: TableBlock, context: Context): string {
  const { lang } = context.document
  const widths = columnShares(table).map((share) => `<col style="width:${(share * 100).toFixed(1)}%">`).join('')
  const head = table.columns.map(({ title, align }) => `<th scope="col" class="${align}">${escape(title)}</th>`).join('')
  const rows = table.rows.map((row) => `<tr>${table.columns.map(({ align }, index) => `<td class="${align}">${inlinesHtml(inlinesOf(row[index] ?? ''), context)}</td>`).join('')}</tr>`)
  return `<figure class="table"><div class="scroll" tabindex="0" role="region" aria-label="${escape(tableTitle(table, lang))}"><table>
${table.untitled ? '' : `<caption>${escape(tableTitle(table, lang))}</caption>\n`}<colgroup>${widths}</colgroup>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>${table.note ? `<figcaption class="note">${words[lang].note}${lang === 'zh' ? '：' : ': '}${escape(table.note)}</figcaption>` : ''}</figure>`
}

function inlinesHtml(inlines: Inline[], context: Context): string {
  return inlines.map((inline) => {
    if (typeof inline === 'string') return escape(inline)
    return isFigure(inline) ? markHtml(inline, context) : `<strong>${escape(inline.strong)}</strong>`
  }).join('')
}

/** A figure: its value, then its short code as a link to the index. What a flag means is also said in words, for the ear. */
function markHtml(mark: FigureMark, { document, indexed, seen }: Context): string {
  const { figure, text, flag, missing } = mark
  const meaning = missing ?? (flag && flags[flag][document.lang])
  const value = `<span class="value${flag ? ` ${flag}` : ''}"${meaning ? ` title="${escape(meaning)}"` : ''}>${escape(text)}</span>`
  const symbol = flag && flags[flag].symbol ? `<span aria-hidden="true">${flags[flag].symbol}</span>` : ''
  const spoken = meaning ? `<span class="spoken">${escape(words[document.lang].inBrackets(meaning))}</span>` : ''
  const id = seen.has(figure) ? '' : ` id="mark-${escape(figure)}"`
  seen.add(figure)
  const address = indexed.has(figure) ? `#figure-${figure}` : traceAddress(document, figure)
  const code = address ? `<a href="${escape(address)}">${escape(figure)}</a>` : escape(figure)
  return `<span class="figure"${id}>${value}${symbol}${spoken}<sup>${code}</sup></span>`
}

function indexOf(context: Context): string {
  const { document, seen } = context
  const { lang, figures } = document
  if (figures.length === 0) return ''
  const say = words[lang]
  const head = [say.code, say.figure, say.value, say.formula, say.sources].map((title) => `<th scope="col">${title}</th>`).join('')
  return `<section class="new-page"><h2 id="index">${say.index}</h2>
<p class="note">${escape(indexIntroduction(document))}</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="index"><table class="index">
<thead><tr>${head}</tr></thead>
<tbody>
${figures.map((entry) => indexRow(entry, context, seen.has(entry.figure))).join('\n')}
</tbody>
</table></div>
</section>`
}

function indexRow(entry: FigureEntry, { document, reasons }: Context, marked: boolean): string {
  const { lang } = document
  const { figure, title } = entry
  const address = traceAddress(document, figure)
  const back = marked ? `<a href="#mark-${escape(figure)}">${escape(figure)}</a>` : escape(figure)
  const open = address ? ` <a class="open" href="${escape(address)}">${words[lang].trace}<span class="spoken"> ${escape(figure)}</span></a>` : ''
  return `<tr id="figure-${escape(figure)}"><th scope="row">${back}${open}</th><td>${escape(title)}</td><td>${escape(indexValue(entry, reasons, lang))}</td><td>${escape(indexFormula(entry, reasons, lang))}</td><td>${sourcesHtml(entry, lang)}</td></tr>`
}

/** All sources, the first ones open: a page on screen folds what paper has to leave out. */
function sourcesHtml(entry: FigureEntry, lang: ReportDocument['lang']): string {
  const lines = sourceLines(entry, lang, entry.claims.length).map((line) => `<li>${escape(line)}</li>`)
  const shown = `<ul>${lines.slice(0, printedClaims).join('')}</ul>`
  if (lines.length <= printedClaims) return shown
  return `${shown}<details><summary>+${lines.length - printedClaims}</summary><ul>${lines.slice(printedClaims).join('')}</ul></details>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character)
}
