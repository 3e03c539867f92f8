import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatDateTime } from '../../../src/shared/format.ts'
import { analysisWords } from '../../words/analyses.ts'
import { useText, useWords } from '../language.tsx'
import { copyText } from '../table/copy.ts'

/** How a result came about, as a paragraph to be copied into a paper: method, version, parameters, snapshot; what was done, and what to mind. */
export function Provenance({ result }: { result: ResultView }) {
  const t = useWords(analysisWords)
  const say = useText()
  const [copied, setCopied] = useState(false)
  const { analysis, version, method, snapshot, computedAt, notes, cautions, title } = result
  const given = say(result.given)
  const paragraph = [t.paragraph(say(title), `${analysis}@${version}`, method, formatDateTime(computedAt), snapshot.slice(0, 16)), given && t.given(given), ...notes.map(say), ...cautions.map(say)].filter(Boolean).join(' ')
  return (
    <section className="section" aria-label={t.how}>
      <h2>{t.how}</h2>
      {!result.current && <p role="status"><strong>{t.outdated}</strong></p>}
      {cautions.length > 0 && <ul>{cautions.map((caution) => <li key={caution.en}><strong>{t.caution}</strong> {say(caution)}</li>)}</ul>}
      {notes.length > 0 && <ul className="muted">{notes.map((note) => <li key={note.en}>{say(note)}</li>)}</ul>}
      <p className="muted small">{t.paragraph(say(title), `${analysis}@${version}`, method, formatDateTime(computedAt), snapshot.slice(0, 16))} {given && t.given(given)}</p>
      <p className="no-print"><Button size="compact-xs" variant="default" onClick={() => void copyText(paragraph).then(() => setCopied(true))}>{copied ? t.copied : t.copy}</Button></p>
    </section>
  )
}
