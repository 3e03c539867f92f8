import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import style from './page-head.module.css'

/** The path whose heading had the focus last; the first page of a visit leaves the focus where the browser put it. */
let focused: string | null = null
/** The path on which a heading was given the focus by us. */
let held: string | null = null

type Props = { title: ReactNode; /** For the tab, where the title is not plain text. */ name?: string; lead?: ReactNode; action?: ReactNode; back?: ReactNode }

/** Top of every page: title, one sentence of what it is for, one primary action. Takes the focus when the page has changed. */
export function PageHead({ title, name, lead, action, back }: Props) {
  const [path] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  const tab = name ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = tab ? `${tab} · 多中心 Polycenter` : '多中心 Polycenter'
  }, [tab])
  useEffect(() => {
    const isNewPage = focused !== null && focused !== path
    // The heading shown while the page was loading had the focus and is gone: this one takes it over.
    const isSuccessor = held === path && document.activeElement === document.body
    focused = path
    if (!isNewPage && !isSuccessor) return
    heading.current?.focus({ preventScroll: true })
    held = path
  }, [path])
  return (
    <header className={style.head}>
      <div className={style.words}>
        {back && <div className={`${style.back} no-print`}>{back}</div>}
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
        {lead && <p className={style.lead}>{lead}</p>}
      </div>
      {action && <div className={`${style.action} no-print`}>{action}</div>}
    </header>
  )
}
