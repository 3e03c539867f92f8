import { useEffect, useRef } from 'react'

/** Esc closes from anywhere on the page, unless something above it (evidence, a dialog, a menu, a list of choices) takes it first. */
export function useEscape(close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (document.querySelector('[aria-labelledby="evidence-title"], [data-mantine-shared-portal-node] [role="dialog"], [role="menu"], [aria-modal="true"], [aria-expanded="true"][aria-haspopup="listbox"]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
