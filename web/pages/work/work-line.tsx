import { Link } from 'wouter'
import type { WorkRow } from '../../../src/shared/contract/governance.ts'
import { formatPercent } from '../../../src/shared/format.ts'
import { workLevels, workStates, type WorkLevel } from '../../../src/shared/governance.ts'
import { LightSign, useText } from '../../parts/index.ts'

/** A work item in one line, with its level where a breakdown gives it one. */
export function WorkLine({ item, level }: { item: WorkRow; level?: WorkLevel | undefined }) {
  const say = useText()
  return (
    <div>
      {level && <span className="muted small">{say(workLevels[level])}</span>}
      <LightSign light={item.light} short />
      <Link href={`/work/${item.item}`}>{item.title}</Link>
      <span className="muted">{say(workStates[item.state])} · {formatPercent(item.progress, 0)}{item.lead && ` · ${item.lead.name}`}{item.due && ` · ${item.due}`}</span>
    </div>
  )
}
