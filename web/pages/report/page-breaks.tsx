/** Where the pages of the printed report break: from the very layout that makes the PDF, own texts as they are being typed included. */
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { PageBreak, ReportView } from '../../../src/shared/contract/reports.ts'
import { Failure, useCall, useLanguage, useWords } from '../../parts/index.ts'
import { reportWords } from '../../words/reports.ts'
import { placeId } from './places.ts'
import style from './report.module.css'

type Typed = Readonly<Record<string, string>>
type Pages = ReturnType<typeof usePages>

/** The breaks that are known, and whether they are being set anew. */
export const PageBreaksContext = createContext<readonly PageBreak[]>([])

/** The layout of what stands, or is being typed. */
export function usePages({ report }: ReportView, texts: Typed) {
  const { lang } = useLanguage()
  return useCall('layReportPages', { params: { report }, body: { lang, texts } }, { keepPrevious: true, staleTime: 60_000 })
}

const pause = 1000

/** Own texts that are being written, each taken over once the typing pauses. */
export function useTyped(): { typed: Typed; onTyped: (key: string, text: string | null) => void } {
  const [typed, setTyped] = useState<Typed>({})
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  const onTyped = useCallback((key: string, text: string | null) => {
    clearTimeout(waiting.current)
    const put = (): void => setTyped(({ [key]: _before, ...others }) => (text === null ? others : { ...others, [key]: text }))
    if (text === null) put()
    else waiting.current = setTimeout(put, pause)
  }, [])
  return { typed, onTyped }
}

/** How many pages it is, and how they are shown. */
export function PageCount({ pages: { data, error, refetch, isFetching } }: { pages: Pages }) {
  const t = useWords(reportWords)
  if (error) return <Failure error={error} onRetry={() => void refetch()} compact />
  return <p className="muted no-print" role="status">{isFetching || !data ? t.paging : t.pages(data.pages)}</p>
}

function useBreaks(id: string, item: number): PageBreak[] {
  return useContext(PageBreaksContext).filter((one) => placeId(one.part, one.at) === id && one.item === item)
}

/** A line across the paper where a page ends and this paragraph begins the next. */
export function BreakBefore({ id, item = 0 }: { id: string; item?: number }) {
  const t = useWords(reportWords)
  const page = useBreaks(id, item).find(({ share }) => share === 0)?.page
  return page === undefined ? null : <div className={`${style.break} no-print`} role="separator" aria-label={t.pageBegins(page)}><span>{t.pageNumber(page)}</span></div>
}

/** The same within a paragraph, at the height where the share of its lines ends that stands on the page before. */
export function BreaksWithin({ id, item }: { id: string; item: number }) {
  const t = useWords(reportWords)
  return useBreaks(id, item).filter(({ share }) => share > 0).map(({ page, share }) => (
    <span key={page} className={`${style.break} ${style.within} no-print`} style={{ top: `${share * 100}%` }} aria-hidden="true"><span>{t.pageNumber(page)}</span></span>
  ))
}

/** The same before a row of a table. */
export function BreakRow({ id, item, columns }: { id: string; item: number; columns: number }) {
  const t = useWords(reportWords)
  const page = useBreaks(id, item)[0]?.page
  return page === undefined || item === 0 ? null : <tr className={`${style.breakRow} no-print`} aria-hidden="true"><td colSpan={columns}>{t.pageNumber(page)}</td></tr>
}

/** Of a text that is being written: which pages begin in it. */
export function BreaksOf({ id }: { id: string }) {
  const t = useWords(reportWords)
  const breaks = useContext(PageBreaksContext).filter(({ part, at, item, share }) => placeId(part, at) === id && (item > 0 || share > 0))
  return breaks.length === 0 ? null : <p className="muted small no-print">{t.pagesWithin(breaks.map(({ page }) => String(page)).join('、'))}</p>
}
