import { Button, CloseButton, Combobox, NumberInput, TextInput, useCombobox } from '@mantine/core'
import { useMemo, useState } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { useCall, useWords } from '../../parts/index.ts'
import { stressWords } from '../../words/stress.ts'
import { dimensions, sameRemoval, sameScenario, type Removable, type Removal, type Scenario } from './scenario.ts'
import style from './stress.module.css'
import { useTitle } from './use-title.ts'

type Props = { asked: Scenario; removable: readonly Removable[]; pending: boolean; onAsk: (scenario: Scenario) => void }

/** “Take away [Japan] and [a firm] for [90] days”. */
export function Sentence({ asked, removable, pending, onAsk }: Props) {
  const t = useWords(stressWords)
  const [remove, setRemove] = useState<readonly Removal[]>(asked.remove)
  const [days, setDays] = useState<number | null>(asked.remove.length > 0 ? asked.days : 90)
  const draft = { remove, days }
  const ready = remove.length > 0 && !sameScenario(draft, asked)
  return (
    <form className={style.sentence} onSubmit={(event) => { event.preventDefault(); if (ready) onAsk(draft) }}>
      <span>{t.takeAway}</span>
      {remove.map((one, i) => (
        <span key={`${one.dimension}:${one.element}`} className={style.piece}>
          {i > 0 && <span>{t.and}</span>}
          <Taken removal={one} removable={removable} onRemove={() => setRemove(remove.filter((other) => other !== one))} />
        </span>
      ))}
      {remove.length > 0 && <span className="no-print">{t.and}</span>}
      <AddElement removable={removable} taken={remove} onAdd={(one) => setRemove([...remove, one])} first={remove.length === 0} />
      <span>{t.forDays}</span>
      <NumberInput
        size="sm" w={90} aria-label={t.daysField} data-hint={t.daysField} placeholder={t.forGood} min={1} max={3650} step={30} allowDecimal={false} value={days ?? ''}
        onChange={(value) => setDays(typeof value === 'number' && value >= 1 ? value : null)}
      />
      <span>{days === null ? '' : t.days}</span>
      <Button type="submit" loading={pending} disabled={!ready && !pending} className="no-print">{t.run}</Button>
    </form>
  )
}

function Taken({ removal, removable, onRemove }: { removal: Removal; removable: readonly Removable[]; onRemove: () => void }) {
  const t = useWords(stressWords)
  const titleOf = useTitle()
  const node = useCall('getNode', { params: { node: removal.element } }, { enabled: removal.dimension === 'node' && /^\d+$/.test(removal.element) })
  const known = removable.find((one) => sameRemoval(one, removal))
  const title = titleOf(known ?? { ...removal, title: node.data?.name ?? removal.element })
  return (
    <span className={style.chip} data-hint={t[removal.dimension]}>
      {title}{removal.dimension === 'owner' && <span className="muted small">{t.asOwner}</span>}
      <CloseButton size="xs" className="no-print" aria-label={t.removeElement(title)} onClick={onRemove} />
    </span>
  )
}

const shownAtMost = 60

/** A searchable choice by dimension; what supplies most stands first. */
function AddElement({ removable, taken, onAdd, first }: { removable: readonly Removable[]; taken: readonly Removal[]; onAdd: (one: Removal) => void; first: boolean }) {
  const t = useWords(stressWords)
  const titleOf = useTitle()
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const [typed, setTyped] = useState('')
  const groups = useMemo(() => groupsOf(removable.filter((one) => !taken.some((other) => sameRemoval(one, other))), typed, titleOf), [removable, taken, typed, titleOf])
  const choose = (value: string) => {
    const at = value.indexOf(':')
    const dimension = dimensions.find((one) => one === value.slice(0, at))
    if (dimension) onAdd({ dimension, element: value.slice(at + 1) })
    setTyped('')
    list.closeDropdown()
  }
  return (
    <Combobox store={list} onOptionSubmit={choose} width={330} position="bottom-start">
      <Combobox.Target>
        <TextInput
          size="sm" w={first ? 260 : 200} className="no-print" aria-label={t.chooseElement} placeholder={t.addElement} value={typed} onClick={() => list.openDropdown()} onFocus={() => list.openDropdown()} onBlur={() => list.closeDropdown()}
          onChange={(event) => { setTyped(event.currentTarget.value); list.openDropdown(); list.selectFirstOption() }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah="50vh" style={{ overflowY: 'auto' }} aria-label={t.chooseElement}>
          {groups.map(({ dimension, items }) => (
            <Combobox.Group key={dimension} label={t[dimension]}>
              {items.map((one) => <Combobox.Option key={one.element} value={`${dimension}:${one.element}`}><span className={style.option}>{titleOf(one)} <span className="muted small">{t.suppliesOf(formatCount(one.supplies))}</span></span></Combobox.Option>)}
            </Combobox.Group>
          ))}
          {groups.length === 0 && <Combobox.Empty>{t.noElement}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** Without words the first few of each dimension, else the first that match. */
function groupsOf(removable: readonly Removable[], typed: string, titleOf: (one: Removable) => string): { dimension: Removable['dimension']; items: Removable[] }[] {
  const wanted = typed.trim().toLowerCase()
  const found = wanted === '' ? removable : removable.filter((one) => titleOf(one).toLowerCase().includes(wanted) || one.title.toLowerCase().includes(wanted) || one.element.toLowerCase().includes(wanted))
  return (['origin', 'owner', 'region', 'organisation'] as const)
    .map((dimension) => ({ dimension, items: found.filter((one) => one.dimension === dimension).slice(0, wanted === '' ? 12 : shownAtMost) }))
    .filter(({ items }) => items.length > 0)
}
