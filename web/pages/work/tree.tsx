import type { ReactNode } from 'react'
import type { WorkRow } from '../../../src/shared/contract/governance.ts'
import type { WorkLevel } from '../../../src/shared/governance.ts'
import { groupBy } from '../../../src/shared/group.ts'
import { levelsOf } from '../../../src/shared/work-levels.ts'
import { Loaded, useCall, useWords } from '../../parts/index.ts'
import { workWords } from '../../words/work.ts'
import style from '../governance/governance.module.css'
import { WorkLine } from './work-line.tsx'

const most = 1000

/** Items under the items they were broken out of. One whose item above is not here stands on its own. */
export function WorkTree({ empty }: { empty: ReactNode }) {
  const t = useWords(workWords)
  const query = useCall('listWork', { query: { limit: most } })
  return (
    <Loaded query={query} isEmpty={({ total }) => total === 0} empty={empty}>
      {({ total, items }) => {
        const here = new Set(items.map(({ item }) => item))
        const below = groupBy(items, ({ parent }) => (parent !== null && here.has(parent) ? parent : 0))
        return (
          <>
            <p className="muted">{t.treeLead}{total > items.length && ` ${t.treeMost(items.length, total)}`}</p>
            <div className={style.tree}><Branch items={below.get(0) ?? []} below={below} levels={levelsOf(items)} /></div>
          </>
        )
      }}
    </Loaded>
  )
}

type BranchProps = { items: readonly WorkRow[]; below: ReadonlyMap<number, readonly WorkRow[]>; levels: ReadonlyMap<number, WorkLevel> }

function Branch({ items, below, levels }: BranchProps) {
  return <ul>{items.map((item) => <li key={item.item}><WorkLine item={item} level={levels.get(item.item)} />{below.has(item.item) && <Branch items={below.get(item.item)!} below={below} levels={levels} />}</li>)}</ul>
}
