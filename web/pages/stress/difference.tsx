import { Link } from 'wouter'
import { formatCount } from '../../../src/shared/format.ts'
import { useWords } from '../../parts/index.ts'
import { stressWords } from '../../words/stress.ts'
import { useDayWord, type Result } from './answer.tsx'
import style from './stress.module.css'

type Line = { id: number; name: string; a: number | null; b: number | null }

/** Two answers side by side: what stops in one only, and on which days in both. */
export function Difference({ a, b }: { a: Result; b: Result }) {
  const t = useWords(stressWords)
  const lines = linesOf(a, b)
  return (
    <section className="section">
      <h2>{t.differenceTitle}</h2>
      <div className={style.difference}>
        <Lines title={t.onlyA} lines={lines.filter((line) => line.b === null)} />
        <Lines title={t.both} lines={lines.filter((line) => line.a !== null && line.b !== null)} />
        <Lines title={t.onlyB} lines={lines.filter((line) => line.a === null)} />
      </div>
    </section>
  )
}

const shownAtMost = 200

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  const t = useWords(stressWords)
  const dayWord = useDayWord()
  const daysOf = ({ a, b }: Line) => (a !== null && b !== null ? (a === b ? dayWord(a) : t.dayPair(dayWord(a), dayWord(b))) : dayWord(a ?? b ?? 0))
  return (
    <div>
      <h3>{title} <span className="muted">{formatCount(lines.length)}</span></h3>
      {lines.length === 0 ? <p className="muted">{t.none}</p> : <ul className={style.list}>{lines.slice(0, shownAtMost).map((line) => <li key={line.id}><Link href={`/map/node/${line.id}`}>{line.name}</Link><span className="muted nowrap">{daysOf(line)}</span></li>)}</ul>}
    </div>
  )
}

function linesOf(a: Result, b: Result): Line[] {
  const inB = new Map(b.stopped.map(({ id, day }) => [id, day]))
  const inA = new Set(a.stopped.map(({ id }) => id))
  return [
    ...a.stopped.map(({ id, name, day }) => ({ id, name, a: day, b: inB.get(id) ?? null })),
    ...b.stopped.filter(({ id }) => !inA.has(id)).map(({ id, name, day }) => ({ id, name, a: null, b: day })),
  ]
}
