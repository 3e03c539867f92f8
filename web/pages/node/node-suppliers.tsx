import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatCount, formatPercent } from '../../../src/shared/format.ts'
import { useCountry, useRegion, useWords, Value } from '../../parts/index.ts'
import { nodeWords } from '../../words/node.ts'
import type { NodePage } from './node-view.tsx'
import style from './node.module.css'

const step = 30

/** Who supplies the node, each value with its evidence; what the viewer may not see is said as a number. */
export function NodeSuppliers({ node }: { node: NodePage }) {
  const t = useWords(nodeWords)
  const [shown, setShown] = useState(step)
  const { suppliersList: list, suppliersHidden: hidden } = node
  const more = Math.min(step, list.length - shown)
  return (
    <section className={style.section}>
      <h2>{t.suppliers} <span className={style.count}>{node.suppliers === null ? '' : formatCount(node.suppliers)}</span></h2>
      {list.length > 0 && <SupplierTable node={node} list={list.slice(0, shown)} />}
      {more > 0 && <Button size="compact-sm" variant="subtle" onClick={() => setShown(shown + step)}>{t.more(formatCount(more))}</Button>}
      <Hidden hidden={hidden} none={list.length === 0 && node.suppliers === 0} />
    </section>
  )
}

function Hidden({ hidden, none }: { hidden: number | null; none: boolean }) {
  const t = useWords(nodeWords)
  if (hidden === null) return <p className="muted">{t.suppliersFew}</p>
  if (hidden > 0) return <p className="muted">{t.suppliersHidden(formatCount(hidden))}</p>
  return none ? <p className="muted">{t.noSuppliers}</p> : null
}

type Supplier = NodePage['suppliersList'][number]

function SupplierTable({ node, list }: { node: NodePage; list: readonly Supplier[] }) {
  const t = useWords(nodeWords)
  return (
    <div className="plain-box" tabIndex={0} role="region" aria-label={t.suppliers}>
      <table className={`plain ${style.suppliers}`}>
        <thead><tr><th scope="col">{t.organisation}</th><th scope="col" className="number">{t.share}</th><th scope="col">{t.origin}</th><th scope="col">{t.owner}</th><th scope="col">{t.qualified}</th></tr></thead>
        <tbody>{list.map((supplier) => <SupplierRow key={`${supplier.organisationId} ${supplier.origin} ${supplier.owner}`} node={node.id} supplier={supplier} />)}</tbody>
      </table>
    </div>
  )
}

function SupplierRow({ node, supplier }: { node: number; supplier: Supplier }) {
  const t = useWords(nodeWords)
  const country = useCountry()
  const region = useRegion()
  const at = (field: string) => `supplies:${supplier.organisationId}:${node}:${field}`
  const { marks } = supplier
  const fails = (['capacity', 'certification', 'price'] as const).filter((key) => supplier[key] === false)
  const share = supplier.share !== null ? formatPercent(supplier.share) : supplier.negligible ? t.negligible : null
  return (
    <tr>
      <th scope="row" className={style.rowHead}><Link href={`/organisations/${supplier.organisationId}`}>{supplier.organisation}</Link>{supplier.city && <span className="muted small"> {region(supplier.city)}</span>}</th>
      <td className="number"><Value at={at(supplier.share === null && supplier.negligible ? 'negligible' : 'share')} mark={marks['share']} blank={t.shareUnknown}>{share}</Value></td>
      <td><Value at={at('origin')} mark={marks['origin']} bare>{supplier.origin && country(supplier.origin)}</Value></td>
      <td><Value at={at('owner')} mark={marks['owner']} bare>{supplier.owner}</Value></td>
      <td>
        <Value at={at('qualified')} mark={marks['qualified']} bare>{supplier.qualified === null ? null : supplier.qualified ? t.yes : t.no}</Value>
        {fails.map((key) => <span key={key} className={style.fails}><Value at={at(key)} mark={marks[key]} bare>{t.fails(t[key])}</Value></span>)}
      </td>
    </tr>
  )
}
