import type { ReportView } from '../../../src/shared/contract/reports.ts'
import { reportWords } from '../../words/reports.ts'
import { useText, useWords } from '../../parts/index.ts'
import { PlacedAnalyses } from './placed.tsx'
import { placesOf } from './places.ts'
import style from './report.module.css'

/** The headings, the places of own text, the annexes; each leads to its place. */
export function Outline({ report, canWrite }: { report: ReportView; canWrite: boolean }) {
  const t = useWords(reportWords)
  const say = useText()
  const go = (id: string) => {
    const place = document.getElementById(id)
    place?.scrollIntoView({ block: 'start' })
    place?.focus({ preventScroll: true })
  }
  return (
    <nav className={`${style.outline} no-print`} aria-label={t.outline}>
      <h2>{t.outline}</h2>
      <ol>
        {placesOf(report, canWrite).map(({ id, level, title, own, stale }) => (
          <li key={id} data-level={level} data-own={own || undefined}>
            <a href={`#${id}`} onClick={(event) => { event.preventDefault(); go(id) }}>{say(title)}</a>
            {own && <span className={style.tag}>{t.own}</span>}
            {stale && <span className={style.tag} data-stale>{t.staleShort}</span>}
          </li>
        ))}
      </ol>
      {canWrite && <PlacedAnalyses report={report} />}
    </nav>
  )
}
