/** The keys that work on the page now: parts say theirs, the shell lists them all under `?`. */
import { useEffect, useSyncExternalStore } from 'react'
import type { KeyLine } from './dialogs.tsx'

let groups: readonly (readonly KeyLine[])[] = []
const listeners = new Set<() => void>()

function change(next: readonly (readonly KeyLine[])[]): void {
  groups = next
  for (const listener of listeners) listener()
}

/** Lists these keys under `?` while the part is on screen. Hand in a constant or memoised array. */
export function useKeyLines(lines: readonly KeyLine[]): void {
  useEffect(() => {
    change([...groups, lines])
    return () => change(groups.filter((group) => group !== lines))
  }, [lines])
}

export function useAllKeyLines(): readonly KeyLine[] {
  return useSyncExternalStore(subscribe, () => groups).flat()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether a key press is meant for a field that is being typed in. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))
}

let overlayWasOpen = false
// First of all listeners, so that it sees what was open before the key did anything.
window.addEventListener('keydown', () => {
  // A list of choices once opened stays in the page, hidden.
  overlayWasOpen = [...document.querySelectorAll('[aria-modal="true"], [role="menu"], [data-mantine-shared-portal-node] [role="listbox"]')].some((one) => one.checkVisibility())
}, { capture: true })

/** Escape closes a panel of the page, unless a dialog or a menu above it took the key. */
export function useEscape(close: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !overlayWasOpen) close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])
}
