import { formatDate, formatMonth, type Lang } from '../shared/format.ts'
import type { ReportBlock } from '../shared/contract/reports.ts'
import { rights } from '../shared/vocabulary.ts'
import { piecesOf } from './own-text.ts'
import { unitIn } from './figures/wording.ts'
import type { Block, FigureEntry, FigureFlag, FigureMark, HeadingBlock, Inline, ReportDocument } from './render/document.ts'
import type { FrozenFigure, FrozenReport, KeptClaim } from './shape.ts'

export type Printing = {
  frozen: FrozenReport
  figures: readonly FrozenFigure[]
  hash: string
  lang: Lang
  /** A draft says so on its first line. */
  draft: boolean
  /** The address people open; figures lead there. */
  baseUrl?: string
  /** Which claims the reader may see in the index of figures. */
  mayUse: (claim: KeptClaim) => boolean
}

/** A report as the renderers take it. */
export function documentOf({ frozen, figures, hash, lang, draft, baseUrl, mayUse }: Printing): ReportDocument {
  const { title, blocks, annexes } = frozen[lang]
  const byCode = new Map(figures.map((figure) => [figure.figure, figure]))
  const draftMark = { zh: '（草稿）', en: ' (draft)' }[lang]
  return {
    lang, title: draft ? `${title}${draftMark}` : title, period: formatMonth(frozen.period, lang), issuer: frozen.issuer, issuedAt: frozen.issuedAt, hash,
    ...(frozen.demo ? { demo: demoLine[lang] } : {}),
    blocks: blocks.flatMap((block) => blocksOf(block, byCode, lang)), annexes: annexes.flatMap((block) => blocksOf(block, byCode, lang)),
    figures: figures.map((figure) => entryOf(figure, lang, mayUse)), ...(baseUrl ? { traceUrl: `${baseUrl.replace(/\/$/, '')}/trace/` } : {}),
  }
}

const demoLine = {
  zh: '演示数据：除注明出处的公开数字外，主体、数字和事件均为虚构。',
  en: 'Demo data: apart from public figures with their source, every organisation, figure and event is fictional.',
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
    ...(figure.value === null ? {} : { value: figure.value, unit: unitIn(figure.unit, lang) }),
  }
}

/** The gravest of what there is to say of a value. */
function flagOf({ mark }: FrozenFigure): FigureFlag | undefined {
  return (['withdrawn', 'conflict', 'stale', 'inferred'] as const).find((flag) => mark[flag])
}

function entryOf(figure: FrozenFigure, lang: Lang, mayUse: Printing['mayUse']): FigureEntry {
  return {
    figure: figure.figure, title: figure.title[lang], value: figure.shown[lang], formula: figure.formula.id === 'as-claimed' ? '' : figure.formula.worked[lang],
    claims: figure.claims.filter(mayUse).map((claim) => ({ grade: claim.grade, giver: claim.giver ?? '', source: placeOf(claim, lang), date: formatDate(claim.recordedAt), right: rights[claim.right][lang] })),
  }
}

/** Where a claim stands: file, sheet, row and column, or the address it was read from. */
function placeOf({ source }: KeptClaim, lang: Lang): string {
  const parts = lang === 'zh'
    ? [source.url ?? source.name, source.sheet, source.row === null ? null : `第${source.row}行`, source.column === null ? null : `${source.column}列`]
    : [source.url ?? source.name, source.sheet, source.row === null ? null : `row ${source.row}`, source.column === null ? null : `column ${source.column}`]
  return parts.filter((part) => part !== null && part !== '').join(lang === 'zh' ? '，' : ', ')
}
