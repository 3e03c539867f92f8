import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { isTyping, useCall, useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'

const wordsOption = 'words'

/** Finds a node by name or pinyin and goes to it; or keeps the words as a filter. `/` comes here. */
export function FindNode({ onFound, onWords }: { onFound: (id: number) => void; onWords: (text: string) => void }) {
  const t = useWords(chainWords)
  const box = useRef<HTMLInputElement>(null)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 150)
  const found = useCall('search', { query: { text: asked, kind: 'node' } }, { enabled: asked !== '', keepPrevious: true })
  const items = asked === '' ? [] : found.data ?? []
  useSlash(box)
  useEffect(() => { list.selectFirstOption() }, [found.data]) // eslint-disable-line react-hooks/exhaustive-deps -- only a new answer moves the choice
  const choose = (value: string) => {
    list.closeDropdown()
    if (value === wordsOption) onWords(typed.trim())
    else onFound(Number(value))
    setTyped('')
  }
  return (
    <Combobox store={list} onOptionSubmit={choose} width={320} position="bottom-start">
      <Combobox.Target>
        <TextInput
          ref={box} size="xs" w={230} aria-label={t.find} placeholder={`${t.find}  /`} leftSection={<IconSearch size={14} />} value={typed}
          onChange={(event) => { setTyped(event.currentTarget.value); list.openDropdown() }} onBlur={() => list.closeDropdown()} onFocus={() => { if (typed) list.openDropdown() }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === ''}>
        <Combobox.Options mah="50vh" style={{ overflowY: 'auto' }}>
          {items.map(({ id, label, detail }) => <Combobox.Option key={id} value={String(id)}>{label}{detail && <span className="muted small"> {detail}</span>}</Combobox.Option>)}
          {items.length === 0 && !found.isFetching && <Combobox.Empty>{t.findNone}</Combobox.Empty>}
          {items.length > 0 && <Combobox.Option value={wordsOption}>{t.onlyWords(typed.trim())}</Combobox.Option>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function useSlash(box: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      box.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [box])
}
