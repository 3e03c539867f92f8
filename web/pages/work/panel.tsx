import { CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { Loaded, useCall, useWords } from '../../parts/index.ts'
import { workWords } from '../../words/work.ts'
import style from '../governance/governance.module.css'
import { useEscape } from '../use-escape.ts'
import { WorkActs, WorkView } from './view.tsx'

/** An item beside the table. */
export function WorkPanel({ item, onClose }: { item: number; onClose: () => void }) {
  const t = useWords(workWords)
  const query = useCall('getWork', { params: { item } }, { keepPrevious: true })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEscape(onClose)
  return (
    <section className={style.drawer} aria-labelledby="work-title">
      <div className={style.drawerHead}>
        <h2 id="work-title" ref={heading} tabIndex={-1}>{query.data?.title ?? t.item}</h2>
        <CloseButton aria-label={t.closePanel} onClick={onClose} className="no-print" />
      </div>
      <p><Link href={`/work/${item}`}>{t.fullPage}</Link></p>
      <Loaded query={query}>{(work) => <><WorkActs key={work.item} work={work} /><WorkView work={work} /></>}</Loaded>
    </section>
  )
}
