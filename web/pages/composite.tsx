import { NativeSelect, Slider } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState, type ComponentProps, type ReactNode } from 'react'
import { formatPercent, formatPeriod } from '../../src/shared/format.ts'
import { AnalysisFrame, Empty, Failure, JobProgress, Loading, ParameterForm, Provenance, ResultTables, useAnalysis, useLanguage, usePeriod, useText, useWords, type Output, type Parameters } from '../parts/index.ts'
import { compositeWords } from '../words/composite.ts'
import { branchesOf, isComputable, parameterOf, type Branch } from './composite/model.ts'
import { StandingsFigure } from './composite/standings-figure.tsx'
import { TreeEditor } from './composite/tree-editor.tsx'
import style from './composite/composite.module.css'

type Info = Output<'getAnalysis'>

/** The workshop of composite indices: the tree with its weights on one side, what follows for the places on the other, at once. */
export default function CompositePage() {
  const t = useWords(compositeWords)
  return <AnalysisFrame analysis="composite-index" title={t.title} lead={t.lead}>{(info) => <Subjects info={info} />}</AnalysisFrame>
}

function Subjects({ info }: { info: Info }) {
  const subjects = info.choices['subject'] ?? []
  const [subject, setSubject] = useState(subjects.find(({ value }) => value === 'region')?.value ?? subjects[0]?.value ?? 'region')
  return <Workshop key={subject} info={info} subject={subject} subjects={subjects} onSubject={setSubject} />
}

type Choice = { value: string; title: { zh: string; en: string } }
/** What is seldom changed, folded away; the subject, the period and the tree have controls of their own. */
const further = ['weights', 'imputation', 'treatment', 'normalisation', 'low', 'high', 'doubt', 'draws', 'interval', 'first', 'seed']

type WorkshopProps = { info: Info; subject: string; subjects: readonly Choice[]; onSubject: (subject: string) => void }

function Workshop({ info, subject, subjects, onSubject }: WorkshopProps) {
  const t = useWords(compositeWords)
  const say = useText()
  const [edited, setEdited] = useState<Branch[] | null>(null)
  const [chosen, setChosen] = useState<Parameters>({})
  const [share, setShare] = useState(25)
  const { period, instead } = usePeriodAmong(info.choices['period'] ?? [])
  const parameters = useMemo(() => ({ ...chosen, subject, period, share: share / 100, tree: edited ? parameterOf(edited) : {} }), [chosen, subject, period, share, edited])
  const [asked] = useDebouncedValue(parameters, 150)
  const computable = edited === null || isComputable(edited)
  const { result, job, pending, error, run } = useAnalysis('composite-index', asked, { auto: computable })
  const form = { info, choices: info.choices, values: chosen, onChange: setChosen }
  const branches = edited ?? branchesOf(result?.detail)
  return (
    <>
      <div className={style.workshop}>
        <div>
          <Controls form={form} share={share} onShare={setShare}>
            {subjects.length > 1 && <NativeSelect label={t.subject} value={subject} data={subjects.map(({ value, title }) => ({ value, label: say(title) }))} onChange={({ currentTarget }) => onSubject(currentTarget.value)} />}
          </Controls>
          <TreeEditor branches={branches} onChange={setEdited} />
        </div>
        <section className={style.result} aria-label={t.standings}>
          <h2>{t.standings}</h2>{instead && <p className="muted small">{instead}</p>}
          <p className={`${style.state} muted small`} role="status">{(pending || job) && result ? t.computing : ''}</p>
          {job && !result && <JobProgress job={job} />}
          {error && <Failure error={error} onRetry={run} />}
          {!computable && <Empty title={t.nothing}>{t.nothingWhat}</Empty>}
          {computable && !result && !error && <Loading />}
          {computable && result && <StandingsFigure result={result} />}
        </section>
      </div>
      {computable && result && <><section className="section"><ResultTables result={result} /></section><Provenance result={result} /></>}
    </>
  )
}

type ControlsProps = { form: ComponentProps<typeof ParameterForm>; share: number; onShare: (share: number) => void; children: ReactNode }

function Controls({ form, share, onShare, children }: ControlsProps) {
  const t = useWords(compositeWords)
  return (
    <>
      <div className={`${style.choices} no-print`}>
        {children}
        <ParameterForm {...form} only={['aggregation']} />
        <div className={style.slider}>
          <span className="small">{t.share} {formatPercent(share / 100)}</span>
          <Slider size="sm" min={0} max={90} step={5} value={share} label={null} thumbLabel={t.share} onChange={onShare} />
        </div>
      </div>
      <details className={`${style.further} no-print`}>
        <summary>{t.further}</summary>
        <ParameterForm {...form} only={further} />
      </details>
    </>
  )
}

/** The period that is chosen, where something is observed for it; else the latest of each indicator, and a sentence that says so. */
function usePeriodAmong(periods: readonly Choice[]): { period: string; instead?: string } {
  const t = useWords(compositeWords)
  const { lang } = useLanguage()
  const { period } = usePeriod()
  if (period === null) return { period: '' }
  return periods.some(({ value }) => value === period) ? { period } : { period: '', instead: t.latestInstead(formatPeriod(period, lang)) }
}
