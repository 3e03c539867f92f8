import { formatPercent } from '../../../src/shared/format.ts'
import { ShareBars } from '../../charts/share-bars.tsx'
import { useCountry, useWords, Value } from '../../parts/index.ts'
import { nodeWords } from '../../words/node.ts'
import type { NodePage } from './node-view.tsx'
import style from './node.module.css'

/** From which countries the node's supply comes, as far as sources say. */
export function NodeOrigins({ node: { id, origins } }: { node: NodePage }) {
  const t = useWords(nodeWords)
  const country = useCountry()
  if (origins.length === 0) return null
  const bars = origins.map(({ country: code, share, negligible }) => ({
    key: code, label: country(code), low: negligible && share === null ? 0 : share,
    value: <Value at={`origin:${id}:${code}`} blank={t.originsUnknown}>{share !== null ? formatPercent(share) : negligible ? t.negligible : null}</Value>,
  }))
  return <section className={style.section}><h2>{t.origins}</h2><ShareBars bars={bars} /></section>
}
