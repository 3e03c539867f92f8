/** Which value's evidence is open. The address bar keeps it: `?evidence=ref`. */
import { createContext, useCallback, useContext, useMemo, useRef, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'

type EvidenceActions = { open: (ref: string) => void; close: () => void }
const EvidenceContext = createContext<EvidenceActions>({ open: () => {}, close: () => {} })
const CurrentContext = createContext<string | null>(null)

/**
 * Opening remembers where the focus was and closing gives it back. The actions never change, so the thousands of values on
 * screen do not render again when a drawer opens.
 */
export function EvidenceProvider({ children }: { children: ReactNode }) {
  const [search, setSearch] = useSearchParams()
  const set = useRef(setSearch)
  set.current = setSearch
  const opener = useRef<Element | null>(null)
  const current = search.get('evidence')
  const isOpen = useRef(false)
  isOpen.current = current !== null

  const open = useCallback((ref: string) => {
    if (!isOpen.current) opener.current = document.activeElement
    set.current((before) => { before.set('evidence', ref); return before })
  }, [])
  const close = useCallback(() => {
    set.current((before) => { before.delete('evidence'); return before })
    const back = opener.current
    opener.current = null
    requestAnimationFrame(() => {
      if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true })
    })
  }, [])
  const actions = useMemo(() => ({ open, close }), [open, close])
  return <EvidenceContext value={actions}><CurrentContext value={current}>{children}</CurrentContext></EvidenceContext>
}

/** `open(ref)` and `close()`, for values that are not a `<Value>`: a point of a chart, a figure in a report. */
export function useEvidence(): EvidenceActions {
  return useContext(EvidenceContext)
}

/** The ref whose evidence is open, or null. */
export function useOpenEvidence(): string | null {
  return useContext(CurrentContext)
}
