import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { formatCount, formatDateTime, formatPeriod } from '../../src/shared/format.ts'
import { Empty, Loaded, PageHead, useAct, useCall, useCan, useLanguage, usePeriod, useText, useWords, type Output } from '../parts/index.ts'
import { addressOf } from '../parts/client.ts'
import { workbenchWords } from '../words/workbench.ts'
import style from './workbench.module.css'

type Todo = Output<'getWorkbench'>['waiting'][number]

/** Three columns of plain sentences with one action each. */
export default function WorkbenchPage() {
  const t = useWords(workbenchWords)
  const { period } = usePeriod()
  const { lang } = useLanguage()
  const bench = useCall('getWorkbench', { query: period === null ? {} : { period } }, { keepPrevious: true })
  const status = useCall('getStatus', {})
  const markSeen = useAct('markSeen', { refresh: ['getWorkbench'] })
  const blank = status.data !== undefined && status.data.claims === 0
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      {blank ? <FirstStep /> : (
        <Loaded query={bench}>
          {({ waiting, changed, late, seenAt }) => (
            <div className={style.columns}>
              <Column title={t.waiting} items={waiting} none={t.noneWaiting} />
              <Column
                title={period === null ? t.changed : t.changedIn(formatPeriod(period, lang))} items={changed} none={t.noneChanged} note={period === null && seenAt ? t.since(formatDateTime(seenAt)) : undefined}
                foot={period === null && changed.length > 0 && <Button size="compact-sm" variant="default" loading={markSeen.isPending} onClick={() => markSeen.mutate({})}>{t.seen}</Button>}
              />
              <Column title={t.late} items={late} none={t.noneLate} />
            </div>
          )}
        </Loaded>
      )}
      {status.data && !blank && <Counts status={status.data} />}
    </>
  )
}

function Column({ title, items, none, note, foot }: { title: string; items: readonly Todo[]; none: string; note?: string | undefined; foot?: ReactNode }) {
  const say = useText()
  return (
    <section className={style.column}>
      <h2>{title} {items.length > 0 && <span className="muted">{formatCount(items.length)}</span>}</h2>
      {note && <p className="muted small">{note}</p>}
      {items.length === 0 && <p className="muted">{none}</p>}
      <ul>
        {items.map((item) => (
          <li key={`${item.kind} ${item.href} ${item.text.zh}`}>
            <span>{say(item.text)}</span>
            <Link href={insideCluster(item.href)} className={style.action}>{say(item.action)}</Link>
          </li>
        ))}
      </ul>
      {foot}
    </section>
  )
}

/** Whatever way the address is written, it is followed inside the cluster on screen. */
function insideCluster(href: string): string {
  return href.replace(/^\/c\/[^/?#]+/, '') || '/'
}

function Counts({ status }: { status: Output<'getStatus'> }) {
  const t = useWords(workbenchWords)
  const keys = ['organisations', 'nodes', 'supplies', 'observations', 'claims', 'sources', 'conflicts', 'questions'] as const
  return (
    <section className="section">
      <h2 className="visually-hidden">{t.counts}</h2>
      <dl className={style.counts}>{keys.map((key) => <div key={key}><dt>{t[key]}</dt><dd>{formatCount(status[key])}</dd></div>)}</dl>
    </section>
  )
}

function FirstStep() {
  const t = useWords(workbenchWords)
  const can = useCan()
  return (
    <Empty
      title={t.emptyTitle}
      action={can('analyst') && <><Button component={Link} href="/intake">{t.emptyAction}</Button><Button component="a" variant="default" href={addressOf('getTemplate', { params: { kind: 'organisations' } })} download>{t.template}</Button></>}
    >{t.emptyWhat}</Empty>
  )
}
