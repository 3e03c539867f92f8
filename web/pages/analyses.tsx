import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { AnalysisInfo } from '../../src/shared/contract/analyses.ts'
import { analysisFamilies, keysOf } from '../../src/shared/vocabulary.ts'
import { Loaded, PageHead, useCall, useText, useWords } from '../parts/index.ts'
import { analysisWords } from '../words/analyses.ts'
import style from './analyses/analyses.module.css'

/** Every analysis by family, with what the cluster lacks for it. */
export default function AnalysesPage() {
  const t = useWords(analysisWords)
  const say = useText()
  const query = useCall('listAnalyses', {}, { staleTime: 60_000 })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Loaded query={query}>
        {(list) => keysOf(analysisFamilies).map((family) => ({ family, members: list.filter((one) => one.family === family) })).filter(({ members }) => members.length > 0).map(({ family, members }) => (
          <section key={family} className="section">
            <h2>{say(analysisFamilies[family])}</h2>
            <ul className={style.list}>{members.map((info) => <Entry key={info.id} info={info} />)}</ul>
          </section>
        ))}
      </Loaded>
    </>
  )
}

function Entry({ info }: { info: AnalysisInfo }) {
  const t = useWords(analysisWords)
  const say = useText()
  const ready = info.missing.length === 0
  return (
    <li className={style.entry}>
      <div>
        <h3><Link href={`/analyses/${info.id}`}>{say(info.title)}</Link></h3>
        <p>{say(info.summary)}</p>
        <p className="muted small">{ready ? `● ${t.ready}` : `? ${t.lacks}：${info.missing.map(({ text }) => say(text)).join(' ')}`}{ready && info.inferred && ` · ${t.inferred}`}</p>
      </div>
      <Button component={Link} href={`/analyses/${info.id}`} variant="default" size="compact-sm" aria-label={`${t.open} ${say(info.title)}`}>{t.open}</Button>
    </li>
  )
}
