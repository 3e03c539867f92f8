import { Button, Checkbox, NativeSelect, Slider, TextInput } from '@mantine/core'
import { formatPercent } from '../../../src/shared/format.ts'
import { useWords } from '../../parts/index.ts'
import { compositeWords } from '../../words/composite.ts'
import { addGroup, change, groupsOf, indicatorsUnder, removeGroup, ROOT, sharesOf, type Branch } from './model.ts'
import style from './composite.module.css'

type Props = { branches: readonly Branch[]; onChange: (branches: Branch[]) => void }

/** Indicators in their groups, each with a slider for its weight, its direction and the group it belongs to. */
export function TreeEditor({ branches, onChange }: Props) {
  const t = useWords(compositeWords)
  const shares = sharesOf(branches)
  const part = { branches, onChange, shares }
  return (
    <section aria-label={t.tree} className="no-print">
      <h2>{t.tree}</h2>
      <p className="muted small">{t.treeHint}</p>
      {indicatorsUnder(branches, ROOT).length > 0 && (
        <div className={style.group}>
          {groupsOf(branches).length > 0 && <h3>{t.top}</h3>}
          <Leaves {...part} parent={ROOT} />
        </div>
      )}
      {groupsOf(branches).map((group) => <Group key={group.code} {...part} group={group} />)}
      <p><Button size="compact-sm" variant="default" onClick={() => onChange(addGroup(branches, t.groupName))}>{t.addGroup}</Button></p>
    </section>
  )
}

type Part = Props & { shares: Map<string, number> }

function Group({ group, ...part }: Part & { group: Branch }) {
  const t = useWords(compositeWords)
  const { branches, onChange } = part
  return (
    <div className={style.group}>
      <div className={style.head}>
        <TextInput size="xs" aria-label={t.nameOf} value={group.name} maxLength={60} onChange={({ currentTarget }) => onChange(change(branches, group.code, { name: currentTarget.value }))} />
        <Button size="compact-xs" variant="default" aria-label={`${t.remove} ${group.name}`} onClick={() => onChange(removeGroup(branches, group.code))}>{t.remove}</Button>
      </div>
      <Weight {...part} branch={group} />
      <Leaves {...part} parent={group.code} />
    </div>
  )
}

function Leaves({ parent, ...part }: Part & { parent: string }) {
  return <ul className={style.list}>{indicatorsUnder(part.branches, parent).map((branch) => <Leaf key={branch.code} {...part} branch={branch} />)}</ul>
}

function Leaf({ branch, ...part }: Part & { branch: Branch }) {
  const t = useWords(compositeWords)
  const { branches, onChange } = part
  const { code, name, used, direction, parent } = branch
  const set = (changed: Partial<Branch>) => onChange(change(branches, code, changed))
  const groups = groupsOf(branches)
  return (
    <li>
      <Checkbox size="xs" checked={used} label={name} aria-label={t.use(name)} onChange={({ currentTarget }) => set({ used: currentTarget.checked })} />
      {used && (
        <>
          <Weight {...part} branch={branch} />
          <div className={style.controls}>
            <NativeSelect size="xs" aria-label={t.direction(name)} value={String(direction)} data={[{ value: '1', label: t.more }, { value: '-1', label: t.less }]} onChange={({ currentTarget }) => set({ direction: currentTarget.value === '-1' ? -1 : 1 })} />
            {groups.length > 0 && <NativeSelect size="xs" aria-label={t.group(name)} value={parent} data={[{ value: ROOT, label: t.top }, ...groups.map((group) => ({ value: group.code, label: group.name }))]} onChange={({ currentTarget }) => set({ parent: currentTarget.value })} />}
          </div>
        </>
      )}
    </li>
  )
}

function Weight({ branch, branches, onChange, shares }: Part & { branch: Branch }) {
  const t = useWords(compositeWords)
  const share = shares.get(branch.code)
  return (
    <div className={style.weight}>
      <div className={style.line}><span className="muted small">{branch.weight}</span>{share !== undefined && <span className={`${style.share} muted small`}>{t.counts(formatPercent(share))}</span>}</div>
      <Slider size="sm" min={0} max={100} step={1} value={branch.weight} label={null} thumbLabel={t.weight(branch.name)} onChange={(weight) => onChange(change(branches, branch.code, { weight }))} />
    </div>
  )
}
