import { formatDate, formatMonth, type Lang } from '../shared/format.ts'
import type { ReportBlock } from '../shared/contract/reports.ts'
import { rights } from '../shared/vocabulary.ts'
import { groupBy } from '../shared/group.ts'
import { piecesOf } from './own-text.ts'
import type { Block, FigureEntry, FigureFlag, FigureMark, HeadingBlock, Inline, Place, ReportDocument } from './render/document.ts'
import type { FrozenFigure, FrozenReport, KeptClaim } from './shape.ts'

export type Printing = {
  frozen: FrozenReport
  figures: readonly FrozenFigure[]
  hash: string
  lang: Lang
  /** A draft says so on its first line. */
  draft: boolean
  /** For paper: a shorter index. */
  paper: boolean
  /** The address people open; figures lead there. */
  baseUrl?: string
  /** Which claims the reader may see in the index of figures. */
  mayUse: (claim: KeptClaim) => boolean
}

/** A report as the renderers take it. */
export function documentOf({ frozen, figures, hash, lang, draft, paper, baseUrl, mayUse }: Printing): ReportDocument {
  const { title, blocks, annexes } = frozen[lang]
  const byCode = new Map(figures.map((figure) => [figure.figure, figure]))
  const placed = (part: Place['part'], list: readonly ReportBlock[]): Block[] => list.flatMap((block, at) => blocksOf(block, byCode, lang).map((printed) => ({ ...printed, place: { part, at } })))
  const draftMark = { zh: ' · 草稿', en: ' · draft' }[lang]
  return {
    lang, title, period: `${formatMonth(frozen.period, lang)}${draft ? draftMark : ''}`, issuer: frozen.issuer, issuedAt: frozen.issuedAt, hash,
    ...(frozen.demo ? { demo: demoLine[lang] } : {}),
    blocks: placed('block', blocks), annexes: placed('annex', annexes),
    figures: (paper ? onPaper(figures, frozen[lang].blocks) : figures).map((figure) => entryOf(figure, { lang, mayUse, paper })), ...(paper ? { indexNote: paperNote[lang] } : {}), ...(baseUrl ? { traceUrl: `${baseUrl.replace(/\/$/, '')}/trace/` } : {}),
  }
}

/** Said where everything is fictional. */
export const demoLine = {
  zh: '演示数据：除注明出处的公开数字外，主体、数字和事件均为虚构。',
  en: 'Demo data: apart from public figures with their source, every organisation, figure and event is fictional.',
}

/** On paper the index lists the figures of the text; those of the annexed tables would fill scores of pages. */
function onPaper(figures: readonly FrozenFigure[], blocks: readonly ReportBlock[]): FrozenFigure[] {
  const codes = new Set(blocks.flatMap((block) => (block.kind === 'paragraph' ? block.inlines : block.kind === 'table' ? block.rows.flat(2) : block.kind === 'own' ? piecesOf(block.text) : [])).flatMap((piece) => ('figure' in piece ? [piece.figure] : [])))
  return figures.filter(({ figure }) => codes.has(figure))
}

const paperNote = {
  zh: '下表列正文中的数字；附表中的数字，其算式和来源见随附的 xlsx 或网页版。',
  en: 'Listed are the figures of the text; formulas and sources of those in the annexed tables are in the xlsx and HTML versions.',
}

type Figures = ReadonlyMap<string, FrozenFigure>

function blocksOf(block: ReportBlock, figures: Figures, lang: Lang): Block[] {
  const inlines = (pieces: readonly ({ text: string } | { figure: string })[]): Inline[] => pieces.map((piece) => ('text' in piece ? piece.text : markOf(piece.figure, figures, lang)))
  switch (block.kind) {
    case 'heading': return [{ ...block, level: Math.min(3, Math.max(1, block.level)) as HeadingBlock['level'] }]
    case 'paragraph': return [{ kind: 'paragraph', origin: 'generated', inlines: inlines(block.inlines) }]
    case 'own': return block.text.split(/\n+/).filter((line) => line.trim() !== '').map((line) => ({ kind: 'paragraph', origin: 'analyst', inlines: inlines(piecesOf(line)) }))
    case 'table': return block.rows.length === 0
      ? [{ kind: 'note', inlines: [{ zh: '（无）', en: '(none)' }[lang]] }]
      : [{ kind: 'table', number: block.number, title: block.title, columns: block.columns, rows: block.rows.map((row) => row.map((cell) => inlines(cell))), ...(block.note ? { note: block.note } : {}) }]
  }
}

function markOf(code: string, figures: Figures, lang: Lang): FigureMark {
  const figure = figures.get(code)
  if (!figure) return { figure: code, text: '—', missing: { zh: '本报告没有这个数字', en: 'not a figure of this report' }[lang] }
  const flag = flagOf(figure)
  return {
    figure: code, text: figure.shown[lang], ...(figure.missing ? { missing: figure.missing[lang] } : {}), ...(flag ? { flag } : {}),
    ...(figure.value === null ? {} : { value: figure.value, unit: figure.unit ?? '' }),
  }
}

/** The gravest of what there is to say of a value. */
function flagOf({ mark }: FrozenFigure): FigureFlag | undefined {
  return (['withdrawn', 'conflict', 'stale', 'inferred'] as const).find((flag) => mark[flag])
}

function entryOf(figure: FrozenFigure, { lang, mayUse, paper }: Pick<Printing, 'lang' | 'mayUse' | 'paper'>): FigureEntry {
  const claims = figure.claims.filter(mayUse)
  const groups = paper ? [...groupBy(claims, sheetOf).values()] : claims.map((claim) => [claim])
  return {
    figure: figure.figure, title: figure.title[lang], value: figure.shown[lang], formula: figure.formula.id === 'as-claimed' ? '' : figure.formula.worked[lang],
    claims: groups.map((group) => ({ grade: group[0]!.grade, giver: group[0]!.giver ?? '', source: placeOf(group, lang), date: formatDate(group[0]!.recordedAt), right: rights[group[0]!.right][lang] })),
  }
}

/** Claims that differ in their row alone stand in one line on paper. */
function sheetOf({ grade, giver, right, recordedAt, source: { id, sheet, column } }: KeptClaim): string {
  return JSON.stringify([grade, giver, right, formatDate(recordedAt), id, sheet, column])
}

/** How many rows of one sheet a printed line names. */
const namedRows = 12

/** Where claims of one sheet stand: file, sheet, rows and column, or the address they were read from. */
function placeOf(claims: readonly KeptClaim[], lang: Lang): string {
  const { source } = claims[0]!
  const rows = claims.flatMap(({ source: { row } }) => (row === null ? [] : [row])).sort((a, b) => a - b)
  const named = rows.slice(0, namedRows).join(lang === 'zh' ? '、' : ', ')
  const rest = rows.length - namedRows
  const line = rows.length === 0 ? null : lang === 'zh' ? `第${named}行${rest > 0 ? `（另${rest}行）` : ''}` : `row ${named}${rest > 0 ? ` (${rest} more)` : ''}`
  const column = source.column === null ? null : lang === 'zh' ? `${source.column}列` : `column ${source.column}`
  return [source.url ?? source.name, source.sheet, line, column].filter((part) => part !== null && part !== '').join(lang === 'zh' ? '，' : ', ')
}
