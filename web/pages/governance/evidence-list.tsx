import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { formatDate } from '../../../src/shared/format.ts'
import type { EvidenceView } from '../../../src/shared/contract/governance.ts'
import { Grade, useEvidence, useText, useWords } from '../../parts/index.ts'
import { governanceWords } from '../../words/governance.ts'
import style from './governance.module.css'

/** Pinned evidence: as it stood, from where, and where it opens to now. */
export function EvidenceList({ evidence }: { evidence: readonly EvidenceView[] }) {
  return <ul className={style.evidence}>{evidence.map((one) => <li key={`${one.ref} ${one.sha256}`}><Piece piece={one} /></li>)}</ul>
}

function Piece({ piece: { ref, title, value, note, source, grade, pinnedAt, snapshot, sha256 } }: { piece: EvidenceView }) {
  const t = useWords(governanceWords)
  const say = useText()
  const facts = [source !== null && source !== ref ? t.from(source) : '', t.pinned(formatDate(pinnedAt)), snapshot === null ? '' : t.snapshot(snapshot.slice(0, 12))].filter((one) => one !== '')
  return (
    <>
      <p><strong>{title === null ? t.unseen : say(title)}</strong>{value !== null && <> · {say(value)}</>} {isGrade(grade) && <Grade grade={grade} />} {title !== null && <Way at={ref} />}</p>
      {note !== null && <p>{note}</p>}
      <p className="muted small">{facts.join(' · ')} · <code className={style.hash} data-hint={sha256}>{t.hash} {sha256.slice(0, 12)}…</code></p>
    </>
  )
}

/** Where a piece of evidence opens to. */
function Way({ at }: { at: string }) {
  const t = useWords(governanceWords)
  const { open } = useEvidence()
  if (at.startsWith('http')) return <a href={at} target="_blank" rel="noreferrer noopener">{t.open}</a>
  if (at.startsWith('risk:')) return <Link href={`/risks?risk=${at.slice('risk:'.length)}`}>{t.open}</Link>
  if (at.startsWith('meeting:')) return <Link href={`/meetings/${at.split(':')[1]}#p${at.split(':')[2]}`}>{t.open}</Link>
  return <Anchor component="button" type="button" fz="inherit" underline="always" onClick={() => open(at)}>{t.open}</Anchor>
}

function isGrade(grade: string | null): grade is 'A' | 'B' | 'C' | 'D' {
  return grade !== null && ['A', 'B', 'C', 'D'].includes(grade)
}
