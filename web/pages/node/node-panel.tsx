import { Anchor, CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { Loaded, useCall, useWords } from '../../parts/index.ts'
import { nodeWords } from '../../words/node.ts'
import { useEscape } from '../use-escape.ts'
import { NodeView } from './node-view.tsx'
import style from './node.module.css'

type Props = { id: number; onClose: () => void; onGo: (id: number) => void; onAround: (id: number) => void; /** Whether opening takes the focus. */ focus: boolean }

/** A node beside the map. */
export function NodePanel({ id, onClose, onGo, onAround, focus }: Props) {
  const t = useWords(nodeWords)
  const query = useCall('getNode', { params: { node: id } }, { keepPrevious: true })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { if (focus) heading.current?.focus({ preventScroll: true }) }, [id, focus])
  useEscape(onClose)
  return (
    <section className={style.panel} aria-labelledby="node-title">
      <div className={style.panelHead}>
        <h2 id="node-title" ref={heading} tabIndex={-1} className={style.panelTitle}>{query.data?.name ?? t.panel}</h2>
        <CloseButton aria-label={t.close} onClick={onClose} />
      </div>
      <p className={style.panelActions}>
        <Link href={`/map/node/${id}`}>{t.openPage}</Link>
        <Anchor component="button" type="button" fz="inherit" underline="always" onClick={() => onAround(id)}>{t.around}</Anchor>
        <Link href={`/stress?node=${id}`}>{t.stress}</Link>
      </p>
      <div className={style.panelBody} data-fading={query.isPlaceholderData || undefined}>
        <Loaded query={query}>{(node) => <NodeView key={node.id} node={node} onGo={onGo} />}</Loaded>
      </div>
    </section>
  )
}
