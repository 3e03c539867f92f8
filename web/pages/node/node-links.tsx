import { ActionIcon, Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatCount } from '../../../src/shared/format.ts'
import { StateBadge, useEvidence, useWords } from '../../parts/index.ts'
import { nodeWords } from '../../words/node.ts'
import type { NodePage } from './node-view.tsx'
import style from './node.module.css'

type Relation = 'inputs' | 'users' | 'kinds' | 'parents'
type Props = { title: string; node: NodePage; list: NodePage['inputsList']; relation: Relation; onGo?: ((id: number) => void) | undefined }

const step = 20

/** Neighbours of a node with their states; each tie opens to its evidence. */
export function NodeLinks({ title, node, list, relation, onGo }: Props) {
  const t = useWords(nodeWords)
  const [shown, setShown] = useState(step)
  const more = Math.min(step * 5, list.length - shown)
  return (
    <section className={style.section}>
      <h2>{title} <span className={style.count}>{formatCount(list.length)}</span></h2>
      {list.length === 0 && <p className="muted">{t.none}</p>}
      <ul className={style.list}>
        {list.slice(0, shown).map((other) => (
          <li key={other.id}>
            <Neighbour id={other.id} name={other.name} onGo={onGo} />
            <span className={style.end}><StateBadge state={other.state} /><TieEvidence at={refOf(node.id, other.id, relation)} name={other.name} /></span>
          </li>
        ))}
      </ul>
      {more > 0 && <Button size="compact-sm" variant="subtle" onClick={() => setShown(shown + step * 5)}>{t.more(formatCount(more))}</Button>}
    </section>
  )
}

function Neighbour({ id, name, onGo }: { id: number; name: string; onGo?: ((id: number) => void) | undefined }) {
  return <Link href={`/map/node/${id}`} onClick={(event) => { if (onGo && !event.ctrlKey && !event.metaKey) { event.preventDefault(); onGo(id) } }}>{name}</Link>
}

function TieEvidence({ at, name }: { at: string; name: string }) {
  const t = useWords(nodeWords)
  const { open } = useEvidence()
  const word = t.linkEvidence(name)
  return <ActionIcon variant="subtle" size={24} aria-label={word} data-hint={word} onClick={() => open(at)}><IconLink size={14} /></ActionIcon>
}

/** A tie is stated of the node that needs, or that is a kind. */
function refOf(node: number, other: number, relation: Relation): string {
  const refs: Record<Relation, string> = { inputs: `link:${node}:requires:${other}`, users: `link:${other}:requires:${node}`, parents: `link:${node}:isA:${other}`, kinds: `link:${other}:isA:${node}` }
  return refs[relation]
}
