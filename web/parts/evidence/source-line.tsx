import { Link } from 'wouter'
import type { ClaimView } from '../../../src/shared/contract/ledger.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { useWords } from '../language.tsx'
import style from './evidence.module.css'

/** Where a claim stands: file, sheet, row and column, or the URL, the form, the computation. */
export function SourceLine({ source }: { source: ClaimView['source'] }) {
  const t = useWords(evidenceWords)
  const kinds = { file: t.kindFile, url: t.kindUrl, form: t.kindForm, computation: t.kindComputation }
  return (
    <p className={style.source} data-withdrawn={source.withdrawn || undefined}>
      <span className="muted">{kinds[source.kind]} </span>
      <Link href={`/sources/${source.id}`}>{source.file ?? source.name}</Link>
      {source.row !== null && <span> · {placeOf(t, source)}</span>}
      {source.url && isWebAddress(source.url) && <span> · <a href={source.url} target="_blank" rel="noreferrer noopener">{source.url}</a></span>}
      {source.withdrawn && <strong> · {t.withdrawn}</strong>}
    </p>
  )
}

function placeOf(t: { place: (sheet: string, row: string, column: string) => string; placeRow: (sheet: string, row: string) => string }, { sheet, row, column }: ClaimView['source']): string {
  return column === null ? t.placeRow(sheet ?? '', String(row)) : t.place(sheet ?? '', String(row), column)
}

/** Only web addresses become links: what a file calls a URL may be anything. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url)
}
