/**
 * One floating hint for the whole page: whatever carries `data-hint` shows it on hover and focus. One listener instead of a
 * tooltip component per value keeps tables of thousands of values light. The words also stand in the element for screen readers.
 */
import { useEffect, useRef, useState } from 'react'
import style from './hint.module.css'

type Shown = { text: string; left: number; top: number; below: boolean }

export function Hint() {
  const [shown, setShown] = useState<Shown | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const show = (event: Event) => {
      if (event.target instanceof Node && box.current?.contains(event.target)) return
      const element = event.target instanceof Element ? event.target.closest('[data-hint]') : null
      setShown(element && isWanted(event, element) ? placeOf(element) : null)
    }
    const hide = () => setShown(null)
    const onKey = (event: KeyboardEvent) => { if (event.key === 'Escape') hide() }
    document.addEventListener('pointerover', show)
    document.addEventListener('focusin', show)
    document.addEventListener('scroll', hide, { capture: true, passive: true })
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerover', show)
      document.removeEventListener('focusin', show)
      document.removeEventListener('scroll', hide, { capture: true })
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  if (!shown) return null
  return <div ref={box} className={style.hint} aria-hidden="true" data-below={shown.below || undefined} style={{ left: shown.left, top: shown.top }}>{shown.text}</div>
}

/** A click focuses too; only the keyboard's focus asks for the hint. */
function isWanted(event: Event, element: Element): boolean {
  return event.type !== 'focusin' || element.matches(':focus-visible')
}

function placeOf(element: Element): Shown | null {
  const text = element.getAttribute('data-hint')
  if (!text) return null
  const { left, top, bottom, width } = element.getBoundingClientRect()
  const below = top < 48
  return { text, left: Math.min(Math.max(left + width / 2, 130), window.innerWidth - 130), top: below ? bottom + 4 : top - 4, below }
}
