import { useMemo } from 'react'
import { Link } from 'wouter'
import { formatDate, formatPeriod } from '../../src/shared/format.ts'
import { rights } from '../../src/shared/vocabulary.ts'
import { Grade, predicateTitle, subjectPage, useLanguage, useText, useWords, Value, type Column, type RowOf } from '../parts/index.ts'
import { exactValue } from '../parts/evidence/exact.ts'
import { ledgerWords } from '../words/ledger.ts'

export type Claim = RowOf<'listClaims'>

/** The columns of every list of claims; `withSource` where the claims come from several. */
export function useClaimColumns(withSource: boolean): readonly Column<Claim>[] {
  const t = useWords(ledgerWords)
  const say = useText()
  const { lang } = useLanguage()
  return useMemo(() => {
    const place = ({ source }: Claim) => [source.row === null ? '' : `${source.column ?? ''}${source.row}`, source.sheet].filter(Boolean).join(' · ')
    const standing = (row: Claim) => (row.chosen ? t.chosen : row.ended ? t[row.ended] : t.notChosen)
    const columns: Column<Claim>[] = [
      { key: 'subject', title: t.subject, width: 240, text: (row) => row.subject, cell: (row) => <Subject claim={row} /> },
      { key: 'predicate', title: t.predicate, width: 130, text: (row) => say(predicateTitle(row.subjectKind, row.predicate)), cell: (row) => <>{say(predicateTitle(row.subjectKind, row.predicate))}{row.object ? ` · ${row.object}` : ''}</> },
      { key: 'period', title: t.period, width: 100, text: (row) => row.period, cell: (row) => (row.period ? formatPeriod(row.period, lang) : '') },
      { key: 'value', title: t.value, width: 190, text: (row) => row.value, cell: (row) => <Value at={row.ref} mark={{ blank: row.blankReason ?? undefined, withdrawn: row.ended === 'withdrawn', implausible: row.flag !== null }}>{row.value === null ? null : exactValue(row.ref, row.value, row.unit, lang)}</Value> },
      { key: 'grade', title: t.grade, width: 70, text: (row) => row.grade, cell: (row) => <Grade grade={row.grade} /> },
      { key: 'state', title: t.state, width: 90, text: standing, cell: (row) => (row.chosen ? <strong>{standing(row)}</strong> : standing(row)) },
      { key: 'giver', title: t.giver, width: 150, text: (row) => row.giver, cell: (row) => row.giver ?? '—' },
      { key: 'place', title: t.place, width: 130, text: place, cell: place },
      { key: 'right', title: t.right, width: 90, hidden: true, text: (row) => say(rights[row.right]), cell: (row) => say(rights[row.right]) },
      { key: 'recorded', title: t.recorded, width: 110, hidden: !withSource, text: (row) => formatDate(row.recordedAt), cell: (row) => formatDate(row.recordedAt) },
    ]
    if (withSource) columns.splice(7, 0, { key: 'source', title: t.name, width: 190, text: (row) => row.source.name, cell: (row) => <Link href={`/sources/${row.source.id}`} tabIndex={-1}>{row.source.name}</Link> })
    return columns
  }, [t, say, lang, withSource])
}

function Subject({ claim }: { claim: Claim }) {
  const href = subjectPage(claim)
  return href ? <Link href={href} tabIndex={-1}>{claim.subject}</Link> : <>{claim.subject}</>
}
