import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useCall, useCountry, useRegion, useWords } from '../../parts/index.ts'
import { systemicWords } from '../../words/systemic.ts'
import style from './systemic.module.css'

const shownAtMost = 8

/** A field that finds what can be struck: organisations and nodes by name or pinyin, and the regions, origins and owners of supplies. */
export function AddShock({ taken, onAdd }: { taken: readonly string[]; onAdd: (key: string) => void }) {
  const t = useWords(systemicWords)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const [typed, setTyped] = useState('')
  const groups = useFound(typed, taken)
  const choose = (key: string) => {
    onAdd(key)
    setTyped('')
    list.closeDropdown()
  }
  return (
    <Combobox store={list} onOptionSubmit={choose} position="bottom-start">
      <Combobox.Target>
        <TextInput
          label={t.add} placeholder={t.addHint} className="no-print" value={typed} onClick={() => list.openDropdown()} onFocus={() => list.openDropdown()} onBlur={() => list.closeDropdown()}
          onChange={(event) => { setTyped(event.currentTarget.value); list.openDropdown(); list.selectFirstOption() }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah="50vh" style={{ overflowY: 'auto' }} aria-label={t.add}>
          {groups.map(({ kind, items }) => (
            <Combobox.Group key={kind} label={t.kinds(kind)}>
              {items.map(({ key, title }) => <Combobox.Option key={key} value={key}><span className={style.option}>{title}</span></Combobox.Option>)}
            </Combobox.Group>
          ))}
          {groups.length === 0 && <Combobox.Empty>{t.none}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

type Found = { kind: string; items: { key: string; title: string }[] }

/** Without words the elements with the most supplies of each kind. */
function useFound(typed: string, taken: readonly string[]): Found[] {
  const country = useCountry()
  const region = useRegion()
  const [asked] = useDebouncedValue(typed.trim(), 150)
  const removable = useCall('listRemovable', {}, { staleTime: 300_000 })
  const organisations = useCall('search', { query: { text: asked, kind: 'organisation' } }, { enabled: asked !== '', keepPrevious: true })
  const nodes = useCall('search', { query: { text: asked, kind: 'node' } }, { enabled: asked !== '', keepPrevious: true })
  const wanted = typed.trim().toLowerCase()
  const listed = (removable.data ?? []).map(({ dimension, element, title }) => ({
    kind: dimension as string, key: `${dimension}:${element}`, words: `${title} ${element}`.toLowerCase(), title: dimension === 'origin' ? country(element) : dimension === 'region' ? region(title) : title,
  }))
  const searched = asked === '' || wanted === '' ? [] : [...(organisations.data ?? []), ...(nodes.data ?? [])].map(({ kind, id, label }) => ({ kind: kind as string, key: `${kind}:${id}`, title: label, words: wanted }))
  const usual = wanted === '' ? listed : listed.filter(({ kind }) => kind !== 'organisation' && kind !== 'node')
  const all = [...searched, ...usual].filter(({ key, words, title }) => !taken.includes(key) && (words.includes(wanted) || title.toLowerCase().includes(wanted)))
  return ['organisation', 'node', 'region', 'origin', 'owner'].map((kind) => ({ kind, items: all.filter((one) => one.kind === kind).slice(0, shownAtMost) })).filter(({ items }) => items.length > 0)
}
