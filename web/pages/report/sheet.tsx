import { Fragment, useLayoutEffect, useRef, useState } from 'react'
import type { ReportBlock, ReportView } from '../../../src/shared/contract/reports.ts'
import { formatLongDate, formatMonth } from '../../../src/shared/format.ts'
import { reportWords } from '../../words/reports.ts'
import { useLanguage, useWords } from '../../parts/index.ts'
import { FiguresContext, Inlines } from './figure-chip.tsx'
import { BreakBefore, BreaksWithin } from './page-breaks.tsx'
import { ReportTable } from './report-table.tsx'
import { OwnText } from './own-text.tsx'
import { placeId } from './places.ts'
import style from './report.module.css'

type Props = { report: ReportView; canWrite: boolean; onWriting: (key: string, on: boolean) => void; onTyped: (key: string, text: string | null) => void }

/** The A4 page as it will print; only it is printed. */
export function Sheet({ report, ...writing }: Props) {
  const t = useWords(reportWords)
  const { lang } = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const zoom = useZoom(box)
  const clicked = useRef<Element | null>(null)
  // The evidence takes room from the page: the figure it belongs to stays in sight.
  useLayoutEffect(() => {
    const figure = clicked.current
    clicked.current = null
    if (figure && !isInSight(figure)) figure.scrollIntoView({ block: 'center' })
  }, [zoom])
  const parts: [name: 'block' | 'annex', blocks: readonly ReportBlock[]][] = [['block', report.blocks], ['annex', report.annexes]]
  return (
    <FiguresContext value={report.figures}>
      <div ref={box} className={style.desk}>
        <article className={style.sheet} style={{ zoom }} aria-label={t.page} lang={lang === 'zh' ? 'zh-CN' : 'en'} onClickCapture={(event) => { clicked.current = event.target instanceof Element ? event.target.closest('[data-value]') : null }}>
          <p className={style.title}>{report.title}</p>
          <p className={style.period}>{formatMonth(report.period, lang)}</p>
          {parts.map(([part, blocks]) => (
            <Fragment key={part}>
              {part === 'annex' && blocks.length > 0 && <><BreakBefore id={placeId(part, 0)} /><h2 className={style.annexes}>{t.annexes}</h2></>}
              {blocks.map((block, at) => (
                <Fragment key={at}>
                  {!(part === 'annex' && at === 0) && <BreakBefore id={placeId(part, at)} />}
                  <Block id={placeId(part, at)} block={block} report={report} {...writing} />
                </Fragment>
              ))}
            </Fragment>
          ))}
          {report.issuedAt && <p className={style.signature}>{report.issuedBy}<br />{formatLongDate(report.issuedAt, lang)}</p>}
          {report.hash && <p className={style.fingerprint}>{t.issuedHash(report.hash)}</p>}
        </article>
      </div>
    </FiguresContext>
  )
}

function Block({ id, block, ...writing }: Props & { id: string; block: ReportBlock }) {
  switch (block.kind) {
    case 'heading': return <Heading id={id} level={block.level} text={block.text} />
    case 'paragraph': return <p id={id} className={style.body}><Inlines inlines={block.inlines} /><BreaksWithin id={id} item={0} /></p>
    case 'own': return <OwnText id={id} block={block} {...writing} />
    case 'table': return <ReportTable id={id} table={block} />
  }
}

function Heading({ id, level, text }: { id: string; level: number; text: string }) {
  const Tag = level <= 1 ? 'h2' : level === 2 ? 'h3' : 'h4'
  return <Tag id={id} tabIndex={-1}>{text}</Tag>
}

const paper = 794
/** Below this the page is one column of text instead: smaller print nobody reads. */
const least = 0.7

/** A4 as wide as there is room for, its line breaks kept. */
function useZoom(box: React.RefObject<HTMLDivElement | null>): number {
  const [zoom, setZoom] = useState(1)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      const room = (entry?.contentRect.width ?? paper) / paper
      setZoom(room >= 1 || room < least ? 1 : Math.floor(room * 100) / 100)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return zoom
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top > 60 && bottom < window.innerHeight
}
