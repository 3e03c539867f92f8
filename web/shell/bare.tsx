import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../parts/language.tsx'
import { shellWords } from '../words/shell.ts'
import style from './bare.module.css'
import { LanguageButton, ThemeButton } from './top-bar.tsx'

/** The frame of pages outside any cluster: signing in, the first cluster. */
export function Bare({ children }: { children: ReactNode }) {
  const t = useWords(shellWords)
  return (
    <div className={style.bare}>
      <header className={style.top}>
        <Link href="~/" className={style.brand}><img src="/mark.svg" alt="" width="28" height="28" /><span>{t.product}</span></Link>
        <span className={style.tools}><LanguageButton /><ThemeButton /></span>
      </header>
      <main className={style.main}>{children}</main>
    </div>
  )
}
