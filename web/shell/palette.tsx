/** Search everything: pages, actions, organisations, nodes, indicators, from one box. */
import { Loader, Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../parts/language.tsx'
import { useCall } from '../parts/queries.ts'
import { shellWords } from '../words/shell.ts'
import { useCommands, type Command } from './commands.ts'
import style from './shell.module.css'

export function Palette({ opened, onClose, onKeys }: { opened: boolean; onClose: () => void; onKeys: () => void }) {
  const t = useWords(shellWords)
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" yOffset="10vh" centered={false} padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t.search}>{opened && <Search onClose={onClose} onKeys={onKeys} />}</Modal.Content>
    </Modal.Root>
  )
}

function Search({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const t = useWords(shellWords)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [, navigate] = useLocation()
  const asked = useSettled(typed.trim(), 140)
  const found = useCall('search', { query: { text: asked } }, { enabled: asked !== '', keepPrevious: true })
  const commands = useCommands(typed.trim(), asked === '' ? [] : found.data ?? [], onKeys)
  const at = Math.min(active, Math.max(0, commands.length - 1))
  useEffect(() => document.getElementById(`command-${at}`)?.scrollIntoView({ block: 'nearest' }), [at])

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    if (command.href) navigate(command.href)
    command.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setActive((at + step + commands.length) % Math.max(1, commands.length))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(commands[at])
    else return
    event.preventDefault()
  }
  return (
    <div onKeyDown={onKeyDown}>
      <TextInput
        data-autofocus variant="unstyled" size="md" className={style.paletteBox} leftSection={<IconSearch size={18} />} rightSection={found.isFetching ? <Loader size={14} aria-label={t.searching} /> : null}
        placeholder={t.searchWhat} aria-label={t.search} role="combobox" aria-expanded="true" aria-controls="commands" aria-autocomplete="list" aria-activedescendant={commands.length > 0 ? `command-${at}` : undefined}
        value={typed} maxLength={100} onChange={(event) => { setTyped(event.currentTarget.value); setActive(0) }}
      />
      <CommandList commands={commands} at={at} onPoint={setActive} onRun={run} />
      {commands.length === 0 && asked !== '' && !found.isFetching && <p className={style.nothing} role="status">{t.nothingFound}</p>}
    </div>
  )
}

function CommandList({ commands, at, onPoint, onRun }: { commands: readonly Command[]; at: number; onPoint: (index: number) => void; onRun: (command: Command) => void }) {
  const t = useWords(shellWords)
  return (
    <div id="commands" role="listbox" aria-label={t.search} className={style.commands}>
      {commands.map((command, index) => (
        <div key={command.key} role="presentation">
          {command.group !== commands[index - 1]?.group && <div className={style.group} role="presentation">{command.group}</div>}
          <div id={`command-${index}`} role="option" aria-selected={index === at} className={style.command} onMouseMove={() => onPoint(index)} onClick={() => onRun(command)}>
            <span>{command.label}</span>{command.detail && <span className="muted small">{command.detail}</span>}
          </div>
        </div>
      ))}
    </div>
  )
}

/** The text once it has stood still for a moment. */
function useSettled(text: string, wait: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), wait)
    return () => clearTimeout(timer)
  }, [text, wait])
  return settled
}
