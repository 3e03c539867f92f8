import { Link, useLocation } from 'wouter'
import { useWords } from '../../parts/index.ts'
import { policyWords } from '../../words/policies.ts'
import tabs from '../ledger-tabs.module.css'

/** The policies one by one, and what they cover together. */
export function PolicyTabs() {
  const t = useWords(policyWords)
  const [at] = useLocation()
  return (
    <nav className={`${tabs.tabs} no-print`} aria-label={t.views}>
      {([['/policies', t.list], ['/policies/coverage', t.coverage]] as const).map(([href, title]) => <Link key={href} href={href} aria-current={at === href ? 'page' : undefined}>{title}</Link>)}
    </nav>
  )
}
