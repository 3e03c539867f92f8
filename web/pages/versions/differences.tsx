import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { formatCount, formatDateTime } from '../../../src/shared/format.ts'
import { StateBadge, useWords, Value, type Output } from '../../parts/index.ts'
import { versionWords } from '../../words/versions.ts'
import style from './versions.module.css'

type Comparison = Output<'compare'>

/** What differs: counts in a sentence, then states before and after, then nodes, ties and supplies. */
export function Differences({ comparison: { from, to, nodes, links, supplies, states } }: { comparison: Comparison }) {
  const t = useWords(versionWords)
  const changes = nodes.added.length + nodes.removed.length + nodes.renamed.length + states.length + links.added + links.removed + supplies.added + supplies.removed + supplies.changed
  return (
    <div className={style.differences}>
      <p className="muted">{t.summary(formatDateTime(from), formatDateTime(to))}</p>
      {changes === 0 ? <p className={style.summary}>{t.same}</p> : (
        <>
          <p className={style.summary} role="status">{t.counts(formatCount(nodes.added.length), formatCount(nodes.removed.length), formatCount(nodes.renamed.length), formatCount(states.length))}</p>
          <States states={states} />
          <div className={style.lists}>
            <List title={t.added} items={nodes.added.map(({ id, name }) => ({ id, content: <Link href={`/map/node/${id}`}>{name}</Link> }))} />
            <List title={t.removed} items={nodes.removed.map(({ id, name }) => ({ id, content: <s>{name}</s> }))} />
            <List title={t.renamed} items={nodes.renamed.map(({ id, before, after }) => ({ id, content: <><s className="muted">{before}</s> → <Link href={`/map/node/${id}`}>{after}</Link></> }))} />
          </div>
          <Relations links={links} supplies={supplies} />
        </>
      )}
    </div>
  )
}

const step = 50

function States({ states }: { states: Comparison['states'] }) {
  const t = useWords(versionWords)
  const [shown, setShown] = useState(step)
  return (
    <section>
      <h3>{t.states} <span className="muted">{formatCount(states.length)}</span></h3>
      {states.length === 0 ? <p className="muted">{t.none}</p> : (
        <div className="plain-box">
          <table className="plain">
            <thead><tr><th scope="col">{t.node}</th><th scope="col">{t.before}</th><th scope="col"><span className="visually-hidden">→</span></th><th scope="col">{t.after}</th></tr></thead>
            <tbody>
              {states.slice(0, shown).map(({ id, name, before, after }) => (
                <tr key={id}>
                  <th scope="row" className={style.rowHead}><Link href={`/map/node/${id}`}>{name}</Link></th>
                  <td>{before ? <StateBadge state={before} /> : <span className="muted">{t.notThere}</span>}</td><td aria-hidden="true">→</td>
                  <td>{after ? <Value at={`node:${id}:state`}><StateBadge state={after} /></Value> : <span className="muted">{t.notThere}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More left={states.length - shown} onMore={() => setShown(shown + step * 4)} />
    </section>
  )
}

function List({ title, items }: { title: string; items: readonly { id: number; content: ReactNode }[] }) {
  const t = useWords(versionWords)
  const [shown, setShown] = useState(step)
  return (
    <section>
      <h3>{title} <span className="muted">{formatCount(items.length)}</span></h3>
      {items.length === 0 ? <p className="muted">{t.none}</p> : <ul className={style.list}>{items.slice(0, shown).map(({ id, content }) => <li key={id}>{content}</li>)}</ul>}
      <More left={items.length - shown} onMore={() => setShown(shown + step * 4)} />
    </section>
  )
}

function More({ left, onMore }: { left: number; onMore: () => void }) {
  const t = useWords(versionWords)
  return left > 0 ? <Button size="compact-sm" variant="subtle" onClick={onMore}>{t.more(formatCount(Math.min(left, step * 4)))}</Button> : null
}

function Relations({ links, supplies }: Pick<Comparison, 'links' | 'supplies'>) {
  const t = useWords(versionWords)
  return (
    <section>
      <h3>{t.relations}</h3>
      <table className={`plain ${style.relations}`}>
        <thead><tr><th scope="col">{t.kind}</th><th scope="col" className="number">{t.addedShort}</th><th scope="col" className="number">{t.removedShort}</th><th scope="col" className="number">{t.changedShort}</th></tr></thead>
        <tbody>
          <tr><th scope="row" className={style.rowHead}>{t.links}</th><td className="number">{formatCount(links.added)}</td><td className="number">{formatCount(links.removed)}</td><td className="number">—</td></tr>
          <tr><th scope="row" className={style.rowHead}>{t.supplies}</th><td className="number">{formatCount(supplies.added)}</td><td className="number">{formatCount(supplies.removed)}</td><td className="number">{formatCount(supplies.changed)}</td></tr>
        </tbody>
      </table>
    </section>
  )
}
