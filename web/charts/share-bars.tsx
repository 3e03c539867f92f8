import type { ReactNode } from 'react'
import style from './share-bars.module.css'

/** Bars of shares. `low` to `high` where only a range is known; null where nothing is: hatched, never empty. */
export type ShareBar = { key: string; label: ReactNode; low: number | null; high?: number; value: ReactNode; color?: string }

/** Shares of a whole as bars that share one scale, the words and the value beside each. */
export function ShareBars({ bars }: { bars: readonly ShareBar[] }) {
  return (
    <ul className={style.bars}>
      {bars.map(({ key, label, low, high, value, color = 'var(--state-ordinary)' }) => (
        <li key={key}>
          <span className={style.label}>{label}</span>
          <span className={style.track} data-unknown={low === null || undefined} aria-hidden="true">
            {low !== null && <span className={style.bar} style={{ width: percent(low), background: color }} />}
            {low !== null && high !== undefined && high > low && <span className={style.range} style={{ left: percent(low), width: percent(high - low) }} />}
          </span>
          <span className={style.value}>{value}</span>
        </li>
      ))}
    </ul>
  )
}

function percent(share: number): string {
  return `${Math.min(100, Math.max(0, share * 100))}%`
}
