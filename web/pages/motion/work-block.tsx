import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useCall, useWords, type Output } from '../../parts/index.ts'
import { motionWords } from '../../words/motions.ts'
import style from '../governance/governance.module.css'
import { WorkLine } from '../work/work-line.tsx'

/** The work that came of a decision, and the way to open more. */
export function WorkBlock({ motion: { motion, may } }: { motion: Output<'getMotion'> }) {
  const t = useWords(motionWords)
  const { data } = useCall('listWork', { query: { motion, limit: 200 } })
  return (
    <section className={style.block}>
      <h2>{t.workOf} {data && <span className="muted">{data.total}</span>}</h2>
      {data?.total === 0 && <p className="muted">{t.noWork}</p>}
      <ul className={style.tree}>{data?.items.map((item) => <li key={item.item}><WorkLine item={item} /></li>)}</ul>
      {may['openWork']?.allowed && <Button component={Link} href={`/work/new?motion=${motion}`} size="xs" mt="sm" className="no-print">{t.openWork}</Button>}
    </section>
  )
}
