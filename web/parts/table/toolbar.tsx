import { Button, Checkbox, CloseButton, Menu, Popover, TextInput } from '@mantine/core'
import { IconBookmark, IconColumns3, IconCopy, IconDownload, IconFilterPlus, IconSearch, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { tableWords } from '../../words/table.ts'
import { isTyping } from '../keys.ts'
import { useWords } from '../language.tsx'
import { Failure } from '../states.tsx'
import { useViews } from './memory.ts'
import type { TableState } from './state.ts'
import style from './table.module.css'
import type { Column, Filter } from './types.ts'

type State = TableState<Record<string, string | undefined>>
type Props = {
  id: string
  filters: readonly Filter[]
  state: State
  columns: readonly Pick<Column<never>, 'key' | 'title'>[]
  hidden: readonly string[]
  onHidden: (hidden: string[]) => void
  total: number | undefined
  selected: number
  selectedActions: ReactNode
  copyMessage: string
  onCopy: () => void
  onExport: (() => Promise<void>) | undefined
  onLeave: () => void
}

/** Above the grid: the filter as a sentence of chips, then how many rows that makes, then what can be done with them. */
export function Toolbar(props: Props) {
  const { id, filters, state, columns, hidden, onHidden, total, selected, selectedActions, copyMessage, onCopy, onExport, onLeave } = props
  const t = useWords(tableWords)
  return (
    <div className={`${style.tools} no-print`}>
      <div className={style.sentence}>
        <FilterChips filters={filters} state={state} onLeave={onLeave} />
        <span className={style.count}>{selected > 0 ? t.selected(formatCount(selected)) : total === undefined ? '' : t.count(formatCount(total))}</span>
        {selectedActions}
      </div>
      <div className={style.buttons}>
        <span role="status" className="muted small">{copyMessage}</span>
        <Views id={id} filters={filters} state={state} hidden={hidden} onHidden={onHidden} />
        <ColumnChooser columns={columns} hidden={hidden} onHidden={onHidden} />
        <Button size="compact-sm" variant="subtle" leftSection={<IconCopy size={15} />} onClick={onCopy}>{t.copy}</Button>
        {onExport && <ExportButton onExport={onExport} />}
      </div>
    </div>
  )
}

/** A filter as a sentence of chips, for what is filtered beside or without a table. */
export function FilterChips({ filters, state, onLeave = () => {} }: { filters: readonly Filter[]; state: State; onLeave?: () => void }) {
  const searches = filters.filter((filter) => 'search' in filter)
  const choices = filters.filter((filter) => 'options' in filter)
  return (
    <>
      {searches.map((filter, index) => <SearchBox key={filter.key} main={index === 0} filter={filter} state={state} onLeave={onLeave} />)}
      {choices.map((filter) => <Chip key={filter.key} filter={filter} state={state} />)}
      <AddFilter filters={choices.filter((filter) => !state.values[filter.key] && filter.options.length > 0)} state={state} />
    </>
  )
}

/** Free words; the first one is where `/` goes. What is typed waits a moment before it is asked. */
function SearchBox({ filter, main, state, onLeave }: { filter: Filter; main: boolean; state: State; onLeave: () => void }) {
  const { values, set } = state
  const value = values[filter.key] ?? ''
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const wait = setTimeout(() => set({ [filter.key]: typed }), 200)
    return () => clearTimeout(wait)
  }, [typed, value, set, filter.key])
  useSlash(box, main)
  return (
    <TextInput
      ref={box} size="xs" w={main ? 220 : 130} aria-label={filter.title} placeholder={main ? `${filter.title}  /` : filter.title} value={typed} leftSection={main ? <IconSearch size={14} /> : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
    />
  )
}

function useSlash(box: RefObject<HTMLInputElement | null>, main: boolean): void {
  useEffect(() => {
    if (!main) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      box.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [box, main])
}

function Chip({ filter, state }: { filter: Filter; state: State }) {
  const t = useWords(tableWords)
  const value = state.values[filter.key]
  if (!value) return null
  const shown = 'options' in filter ? filter.options.find((option) => option.value === value)?.label ?? value : value
  return (
    <span className={style.chip}>
      {t.chip(filter.title, shown)}
      <CloseButton size="xs" aria-label={t.removeFilter(filter.title)} onClick={() => state.set({ [filter.key]: undefined })} />
    </span>
  )
}

function AddFilter({ filters, state }: { filters: readonly Filter[]; state: State }) {
  const t = useWords(tableWords)
  if (filters.length === 0) return null
  return (
    <Menu position="bottom-start" closeOnItemClick>
      <Menu.Target><Button size="compact-sm" variant="subtle" leftSection={<IconFilterPlus size={15} />}>{t.addFilter}</Button></Menu.Target>
      <Menu.Dropdown>
        {filters.map((filter) => 'options' in filter && (
          <Menu.Sub key={filter.key}>
            <Menu.Sub.Target><Menu.Sub.Item>{filter.title}</Menu.Sub.Item></Menu.Sub.Target>
            <Menu.Sub.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
              {filter.options.map(({ value, label }) => <Menu.Item key={value} onClick={() => state.set({ [filter.key]: value })}>{label}</Menu.Item>)}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ColumnChooser({ columns, hidden, onHidden }: Pick<Props, 'columns' | 'hidden' | 'onHidden'>) {
  const t = useWords(tableWords)
  const toggle = (key: string) => onHidden(hidden.includes(key) ? hidden.filter((item) => item !== key) : [...hidden, key])
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target><Button size="compact-sm" variant="subtle" leftSection={<IconColumns3 size={15} />} aria-label={t.chooseColumns}>{t.columns}</Button></Popover.Target>
      <Popover.Dropdown>
        <fieldset className={style.fieldset}>
          <legend className="visually-hidden">{t.chooseColumns}</legend>
          {columns.slice(1).map(({ key, title }) => <Checkbox key={key} size="sm" label={title} checked={!hidden.includes(key)} onChange={() => toggle(key)} />)}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}

function Views({ id, filters, state, hidden, onHidden }: Pick<Props, 'id' | 'filters' | 'state' | 'hidden' | 'onHidden'>) {
  const t = useWords(tableWords)
  const [views, setViews] = useViews(id)
  const [name, setName] = useState('')
  const keep = () => {
    const kept = Object.fromEntries(filters.flatMap(({ key }) => { const value = state.values[key]; return value ? [[key, value]] : [] }))
    setViews([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), filters: kept, sort: state.sort, hidden: [...hidden] }])
    setName('')
  }
  const apply = (view: (typeof views)[number]) => {
    onHidden(view.hidden)
    const sort = view.sort.map(({ key, desc }) => (desc ? `-${key}` : key)).join(',')
    state.set({ ...Object.fromEntries(filters.map(({ key }) => [key, view.filters[key]])), sort })
  }
  return (
    <Popover position="bottom-end" shadow="md" trapFocus width={280}>
      <Popover.Target><Button size="compact-sm" variant="subtle" leftSection={<IconBookmark size={15} />}>{t.views}</Button></Popover.Target>
      <Popover.Dropdown>
        <div className="stack">
          {views.length === 0 && <p className="muted small">{t.noViews}</p>}
          {views.map((view) => (
            <div key={view.name} className="row between">
              <Button size="compact-sm" variant="subtle" onClick={() => apply(view)}>{view.name}</Button>
              <CloseButton size="sm" icon={<IconTrash size={14} />} aria-label={t.deleteView(view.name)} onClick={() => setViews(views.filter((item) => item !== view))} />
            </div>
          ))}
          <form className="row" onSubmit={(event) => { event.preventDefault(); if (name.trim()) keep() }}>
            <TextInput size="xs" aria-label={t.viewName} placeholder={t.viewName} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} style={{ flex: 1 }} />
            <Button size="xs" type="submit" variant="default" disabled={!name.trim()}>{t.saveView}</Button>
          </form>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function ExportButton({ onExport }: { onExport: () => Promise<void> }) {
  const t = useWords(tableWords)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const save = () => {
    setBusy(true)
    setError(null)
    onExport().catch((problem: unknown) => setError(problem instanceof Error ? problem : new Error(String(problem)))).finally(() => setBusy(false))
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" loading={busy} leftSection={<IconDownload size={15} />} onClick={save}>{t.export}</Button>
      {error && <Failure error={error} compact />}
    </>
  )
}
