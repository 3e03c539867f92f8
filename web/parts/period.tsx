/** The one period of the pages that depend on one: kept in the address bar, and remembered for each person in this browser. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { frequencyOf } from '../../src/shared/period.ts'

type Chosen = {
  /** A year, a quarter or a month; null: none is chosen, all times are shown. */
  period: string | null
  /** Whether the page on screen depends on it. */
  inUse: boolean
  choose: (period: string | null) => void
}
const PeriodContext = createContext<Chosen>({ period: null, inUse: false, choose: () => {} })

type Props = { /** Where it is remembered: by cluster and person. */ at: string; inUse: boolean; children: ReactNode }

/** A period in the address is taken over; a page that depends on one and whose address names none is given the one that is remembered. */
export function PeriodProvider({ at, inUse, children }: Props) {
  const key = `polycenter.period.${at}`
  const [search, setSearch] = useSearchParams()
  const [remembered, setRemembered] = useState(() => readPeriod(localStorage.getItem(key)))
  const written = readPeriod(search.get('period'))
  const period = written ?? remembered
  const remember = useCallback((next: string | null) => {
    if (next === null) localStorage.removeItem(key)
    else localStorage.setItem(key, next)
    setRemembered(next)
  }, [key])
  useEffect(() => {
    if (!inUse || period === null) return
    if (period !== remembered) remember(period)
    if (written === null) setSearch((before) => { before.set('period', period); return before }, { replace: true })
  }, [inUse, period, remembered, written, remember, setSearch])
  const choose = useCallback((next: string | null) => {
    remember(next)
    setSearch((before) => {
      if (next === null) before.delete('period')
      else before.set('period', next)
      return before
    }, { replace: true })
  }, [remember, setSearch])
  const value = useMemo(() => ({ period, inUse, choose }), [period, inUse, choose])
  return <PeriodContext value={value}>{children}</PeriodContext>
}

/** The period that is chosen, for a page that says in `pages/index.ts` that it depends on one. */
export function usePeriod(): Chosen {
  return useContext(PeriodContext)
}

function readPeriod(text: string | null): string | null {
  return text !== null && frequencyOf(text) !== undefined ? text : null
}
