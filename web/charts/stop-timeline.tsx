import type { ReactNode } from 'react'
import style from './stop-timeline.module.css'

export type Stop = { key: string | number; day: number; label: ReactNode; detail: ReactNode }
export type StopDay = { day: number; title: string; stops: readonly Stop[] }

/** Stops day by day: each bar runs from the day of the stop to the end of the span. The words carry it all; the bars only show it. */
export function StopTimeline({ days, span, label }: { days: readonly StopDay[]; /** Days on the axis. */ span: number; label: string }) {
  return (
    <ol className={style.days} aria-label={label}>
      {days.map(({ day, title, stops }) => (
        <li key={day} className={style.day}>
          <span className={style.title}>{title}</span>
          <ul className={style.stops}>
            {stops.map(({ key, day: from, label: name, detail }) => (
              <li key={key} className={style.stop}>
                <span className={style.track} aria-hidden="true"><span className={style.bar} style={{ insetInlineStart: `${startOf(from, span)}%` }} /></span>
                <span className={style.label}>{name}</span>
                <span className={style.detail}>{detail}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function startOf(day: number, span: number): number {
  return Math.min(97, Math.max(0, (day / Math.max(1, span)) * 100))
}
