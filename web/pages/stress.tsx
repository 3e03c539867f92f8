import { Button } from '@mantine/core'
import { Link, useSearchParams } from 'wouter'
import { formatCount } from '../../src/shared/format.ts'
import { Empty, Loaded, PageHead, useCall, useCan, useWords } from '../parts/index.ts'
import { stressWords } from '../words/stress.ts'
import { Answer } from './stress/answer.tsx'
import { Difference } from './stress/difference.tsx'
import { FatalSets } from './stress/fatal-sets.tsx'
import { readScenario, writeScenario, type Removable, type Scenario } from './stress/scenario.ts'
import { Sentence } from './stress/sentence.tsx'
import { useTitle } from './stress/use-title.ts'
import style from './stress/stress.module.css'
import { useAnswer } from './stress/use-answer.ts'

/** A sentence to complete, and what follows from it. The address bar holds what was asked, so that an answer can be sent. */
export default function StressPage() {
  const t = useWords(stressWords)
  const can = useCan()
  const removable = useCall('listRemovable', {}, { staleTime: 300_000 })
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={<Button variant="default" onClick={() => window.print()}>{t.print}</Button>} />
      <Loaded query={removable} isEmpty={(list) => list.length === 0} empty={can('analyst') ? <Empty title={t.noElements} action={<Button component={Link} href="/intake">{t.load}</Button>}>{t.noElementsWhat}</Empty> : <Empty title={t.noneSeen}>{t.noneSeenWhat}</Empty>}>
        {(list) => <Tests removable={list} />}
      </Loaded>
    </>
  )
}

function Tests({ removable }: { removable: readonly Removable[] }) {
  const t = useWords(stressWords)
  const [search, setSearch] = useSearchParams()
  const first = readScenario(search)
  const second = search.has('compare') ? readScenario(search, '2') : null
  const a = useAnswer(first)
  const b = useAnswer(second)
  const ask = (scenario: Scenario, suffix: '' | '2') => setSearch((before) => { writeScenario(before, scenario, suffix); return before })
  const setCompare = (on: boolean) => setSearch((before) => {
    if (on) before.set('compare', '1')
    else for (const key of ['compare', 'remove2', 'days2']) before.delete(key)
    return before
  })
  return (
    <>
      <div className={style.scenarios} data-two={second !== null || undefined}>
        <section aria-label={second ? t.scenario(t.nameA) : t.title}>
          {second && <h2 className={style.scenarioName}>{t.scenario(t.nameA)}</h2>}
          <Sentence key={`a ${search.getAll('remove').join()} ${search.get('days')}`} asked={first} removable={removable} pending={a.isFetching} onAsk={(scenario) => ask(scenario, '')} />
          {first.remove.length === 0 ? <Start removable={removable} onAsk={(scenario) => ask(scenario, '')} /> : <Loaded query={a}>{(result) => <Answer result={result} compact={second !== null} />}</Loaded>}
        </section>
        {second && (
          <section aria-label={t.scenario(t.nameB)}>
            <h2 className={style.scenarioName}>{t.scenario(t.nameB)}</h2>
            <Sentence key={`b ${search.getAll('remove2').join()} ${search.get('days2')}`} asked={second} removable={removable} pending={b.isFetching} onAsk={(scenario) => ask(scenario, '2')} />
            {second.remove.length > 0 && <Loaded query={b}>{(result) => <Answer result={result} compact />}</Loaded>}
          </section>
        )}
      </div>
      {first.remove.length > 0 && <p className="no-print"><Button size="compact-sm" variant="subtle" onClick={() => setCompare(second === null)}>{second ? t.compareEnd : t.compare}</Button></p>}
      {second && a.data && b.data && <Difference a={a.data} b={b.data} />}
      <FatalSets onTest={(remove) => ask({ remove, days: null }, '')} />
    </>
  )
}

function Start({ removable, onAsk }: { removable: readonly Removable[]; onAsk: (scenario: Scenario) => void }) {
  const t = useWords(stressWords)
  const best = removable.filter(({ dimension }) => dimension === 'origin').toSorted((x, y) => y.supplies - x.supplies).find(({ element }) => element !== 'CHN')
  const nameOf = useTitle()
  return (
    <Empty title={t.startTitle} action={best && <Button variant="default" data-hint={t.suppliesOf(formatCount(best.supplies))} onClick={() => onAsk({ remove: [{ dimension: 'origin', element: best.element }], days: 90 })}>{t.tryIt(nameOf(best))}</Button>}>{t.startWhat}</Empty>
  )
}
