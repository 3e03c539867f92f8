import { Link } from 'wouter'
import { formatDate } from '../../../src/shared/format.ts'
import { StateBadge, useCall, useText, useWords, Value, type Output } from '../../parts/index.ts'
import { motionWords } from '../../words/motions.ts'
import style from '../governance/governance.module.css'

type Evidence = Output<'getMotion'>['evidence'][number]

/** The states of the nodes that were brought as evidence, when they were pinned and now. */
export function Afterwards({ motion: { evidence } }: { motion: Output<'getMotion'> }) {
  const t = useWords(motionWords)
  const nodes = evidence.flatMap((one) => { const id = /^node:(\d+):state$/.exec(one.ref)?.[1]; return id === undefined || one.title === null ? [] : [{ node: Number(id), one }] })
  if (nodes.length === 0) return null
  return (
    <section className={style.block}>
      <h2>{t.afterwards}</h2>
      <table className="plain">
        <thead><tr><th scope="col">{t.node}</th><th scope="col">{t.atPin}</th><th scope="col">{t.now}</th></tr></thead>
        <tbody>{nodes.map(({ node, one }) => <NodeNow key={`${node} ${one.sha256}`} node={node} pinned={one} />)}</tbody>
      </table>
      <p className="muted small">{t.afterwardsWhat}</p>
    </section>
  )
}

function NodeNow({ node, pinned }: { node: number; pinned: Evidence }) {
  const say = useText()
  const { data } = useCall('getNode', { params: { node } })
  return (
    <tr>
      <th scope="row"><Link href={`/map/node/${node}`}>{data?.name ?? `#${node}`}</Link></th>
      <td>{pinned.value !== null && say(pinned.value)} <span className="muted small">{formatDate(pinned.pinnedAt)}</span></td>
      <td>{data ? <Value at={`node:${node}:state`} mark={data.marks['state']}><StateBadge state={data.state} /></Value> : '…'}</td>
    </tr>
  )
}
