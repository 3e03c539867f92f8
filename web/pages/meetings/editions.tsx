import { formatDateTime } from '../../../src/shared/format.ts'
import { useWords } from '../../parts/index.ts'
import { meetingWords } from '../../words/meetings.ts'
import style from '../governance/governance.module.css'
import type { Meeting } from '../meeting.tsx'
import own from './meetings.module.css'

/** Every edition that was approved, as it was frozen. */
export function EditionsBlock({ meeting: { editions } }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  if (editions.length === 0) return null
  return (
    <section className={style.block}>
      <h2>{t.editions} <span className="muted">{editions.length}</span></h2>
      {editions.map(({ edition, at, reason, sha256, paragraphs }) => (
        <details key={edition}>
          <summary>{t.editionOf(edition, formatDateTime(at))} <code className={style.hash} data-hint={sha256}>SHA-256 {sha256.slice(0, 12)}…</code></summary>
          {reason !== null && <p>{t.correcting}：{reason}</p>}
          <ol className={own.minutes}>{paragraphs.map(({ paragraph, text }) => <li key={paragraph}><span className={own.mark}>[{paragraph}]</span><p className={own.text}>{text}</p></li>)}</ol>
        </details>
      ))}
    </section>
  )
}
