import { Link, useLocation } from 'wouter'
import { useWords } from '../parts/index.ts'
import { ledgerWords } from '../words/ledger.ts'
import style from './ledger-tabs.module.css'

/** The three ways to look at the ledger: by source, by conflict, by change. */
export function LedgerTabs() {
  const t = useWords(ledgerWords)
  const [at] = useLocation()
  const tabs = [['/sources', t.bySource], ['/conflicts', t.conflictsTitle], ['/changes', t.changesTitle]] as const
  return (
    <nav className={`${style.tabs} no-print`} aria-label={t.title}>
      {tabs.map(([href, title]) => <Link key={href} href={href} aria-current={at === href ? 'page' : undefined}>{title}</Link>)}
    </nav>
  )
}
