import { Link } from 'wouter'
import { Loaded, PageHead, useCall, useWords } from '../parts/index.ts'
import { workWords } from '../words/work.ts'
import style from './governance/governance.module.css'
import type { PageProps } from './index.ts'
import { WorkActs, WorkView } from './work/view.tsx'

/** One work item with its history and evidence. */
export default function WorkItemPage({ params }: PageProps) {
  const t = useWords(workWords)
  const query = useCall('getWork', { params: { item: Number(params['item']) } })
  const back = <Link href="/work">{t.back}</Link>
  return (
    <Loaded query={query} head={<PageHead title={t.item} back={back} />}>
      {(work) => (
        <>
          <PageHead title={work.title} back={back} />
          <div className={style.thread}><div><WorkView work={work} /></div><aside className="no-print"><WorkActs key={work.item} work={work} /></aside></div>
        </>
      )}
    </Loaded>
  )
}
