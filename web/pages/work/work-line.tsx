import { Link } from 'wouter'
import type { WorkRow } from '../../../src/shared/contract/governance.ts'
import { formatPercent } from '../../../src/shared/format.ts'
import { workStates } from '../../../src/shared/governance.ts'
import { LightSign, useText } from '../../parts/index.ts'

/** A work item in one line. */
export function WorkLine({ item }: { item: WorkRow }) {
  const say = useText()
  return (
    <div>
      <LightSign light={item.light} short />
      <Link href={`/work/${item.item}`}>{item.title}</Link>
      <span className="muted">{say(workStates[item.state])} · {formatPercent(item.progress, 0)}{item.lead && ` · ${item.lead.name}`}{item.due && ` · ${item.due}`}</span>
    </div>
  )
}
