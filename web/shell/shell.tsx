import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { matchRoute, useLocation, useRouter, useSearchParams } from 'wouter'
import { pages } from '../pages/index.ts'
import { useClusterId } from '../parts/cluster-id.ts'
import { KeyHelp } from '../parts/dialogs.tsx'
import { EvidenceProvider, useOpenEvidence } from '../parts/evidence-context.tsx'
import { Hint } from '../parts/hint.tsx'
import { isTyping, useAllKeyLines } from '../parts/keys.ts'
import { useWords } from '../parts/language.tsx'
import { PeriodProvider, usePeriod } from '../parts/period.tsx'
import { useMembership } from '../parts/session.tsx'
import { ErrorBoundary } from '../parts/states.tsx'
import { shellWords } from '../words/shell.ts'
import { DemoStrip } from './demo-strip.tsx'
import { useShellKeyLines } from './key-lines.ts'
import { Palette } from './palette.tsx'
import { BottomBar, Rail } from './rail.tsx'
import { Routes } from './routes.tsx'
import style from './shell.module.css'
import { TopBar } from './top-bar.tsx'

const EvidenceDrawer = lazy(() => import('../parts/evidence/drawer.tsx'))
const stored = 'polycenter.rail'

/** The frame around every page of a cluster. */
export function Shell() {
  const t = useWords(shellWords)
  const [narrow, setNarrow] = useState(() => localStorage.getItem(stored) === 'narrow')
  const [open, setOpen] = useState<'search' | 'keys' | null>(null)
  useShellKeys(setOpen)
  useScrollToTop()
  const keepNarrow = (next: boolean) => {
    localStorage.setItem(stored, next ? 'narrow' : 'wide')
    setNarrow(next)
  }
  return (
    <AddressBar>
      <a href="#main" className={style.skip}>{t.skip}</a>
      <Frame narrow={narrow}>
        <TopBar onSearch={() => setOpen('search')} />
        <Rail narrow={narrow} onNarrow={keepNarrow} />
        <div className={style.middle}>
          <DemoStrip />
          <main id="main" tabIndex={-1} className={style.main}><Routes /></main>
        </div>
        <BottomBar />
      </Frame>
      <Evidence />
      <Hint />
      <Palette opened={open === 'search'} onClose={() => setOpen(null)} onKeys={() => setOpen('keys')} />
      <AllKeys opened={open === 'keys'} onClose={() => setOpen(null)} />
    </AddressBar>
  )
}

/** What stands in the address bar on every page: the evidence that is open, the period that is chosen. */
function AddressBar({ children }: { children: ReactNode }) {
  const { account } = useMembership()
  const at = `${useClusterId()}.${account?.id ?? ''}`
  return <EvidenceProvider><PeriodProvider key={at} at={at} inUse={usePeriodInUse()}>{children}</PeriodProvider></EvidenceProvider>
}

/** On wide screens the page makes room for the evidence, so that the value it belongs to stays in sight. */
function Frame({ narrow, children }: { narrow: boolean; children: ReactNode }) {
  const open = useOpenEvidence() !== null
  const { inUse } = usePeriod()
  return <div className={style.frame} data-narrow={narrow || undefined} data-period={inUse || undefined} data-evidence={open || undefined}>{children}</div>
}

function Evidence() {
  const at = useOpenEvidence()
  if (at === null) return null
  return <ErrorBoundary at={at}><Suspense fallback={null}><EvidenceDrawer at={at} /></Suspense></ErrorBoundary>
}

function AllKeys({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const shellLines = useShellKeyLines()
  const pageLines = useAllKeyLines()
  return <KeyHelp opened={opened} onClose={onClose} lines={[...shellLines, ...pageLines]} />
}

function useShellKeys(open: (what: 'search' | 'keys') => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') open('search')
      else if (event.key === '?' && !isTyping(event.target)) open('keys')
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
}

/** Whether the page of the address depends on the period. */
function usePeriodInUse(): boolean {
  const [path] = useLocation()
  const [search] = useSearchParams()
  const { parser } = useRouter()
  const page = pages.find((one) => matchRoute(parser, one.path, path)[0])
  return page?.period?.(search) ?? false
}

function useScrollToTop(): void {
  const [path] = useLocation()
  useEffect(() => window.scrollTo({ top: 0 }), [path])
}
