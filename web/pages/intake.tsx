import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { formatCount } from '../../src/shared/format.ts'
import { isTyping, PageHead, useCall, useKeyLines, useWords } from '../parts/index.ts'
import { intakeWords } from '../words/intake.ts'
import { problemsOf, type Draft, type ProblemAt, type SheetDraft } from './intake/draft.ts'
import { FilesBand } from './intake/files-band.tsx'
import { HeadingsBand } from './intake/headings-band.tsx'
import style from './intake/intake.module.css'
import { LoadBar } from './intake/load-bar.tsx'
import { Options } from './intake/options.tsx'
import { isRunning, Outcome, Running } from './intake/outcome.tsx'
import { PastImports } from './intake/past-imports.tsx'
import { ProblemsBand } from './intake/problems-band.tsx'
import type { Target } from './intake/sheet-grid.tsx'
import { useIntake, type Intake } from './intake/work.ts'

/** One page, four bands that fill from the top: files, headings, problems, duplicates; then one button loads. */
export default function IntakePage() {
  const t = useWords(intakeWords)
  const intake = useIntake()
  const { files, run, outcome } = intake.draft
  const isDone = outcome !== null && !outcome.dryRun
  return (
    <div className={style.page}>
      <PageHead title={t.title} lead={t.lead} />
      <Outcome intake={intake} />
      <Running intake={intake} />
      {!isDone && <Bands intake={intake} />}
      <PastImports />
      {files.length > 0 && !isDone && !isRunning(run?.job ?? null) && <Bar intake={intake} />}
    </div>
  )
}

function Bands({ intake }: { intake: Intake }) {
  const problems = useMemo(() => problemsOf(intake.draft), [intake.draft])
  const shown = useMemo(() => problems.filter((problem) => problem.shown), [problems])
  const { target, goTo, step } = useTour(shown)
  const view = useOpenSheets(intake.draft, target)
  const hasSheets = intake.draft.files.some((file) => file.sheets.length > 0)
  return (
    <>
      <FilesBand intake={intake} />
      <HeadingsBand intake={intake} isOpen={view.isOpen} onOpen={view.setOpen} target={target} onStep={step} />
      <ProblemsBand intake={intake} problems={problems} onJump={goTo} />
      {hasSheets && <Options intake={intake} />}
      <DuplicatesBand />
    </>
  )
}

function Bar({ intake }: { intake: Intake }) {
  const toConfirm = (sheets: readonly string[]) => {
    const button = document.getElementById(`confirm-${sheets[0]}`) ?? document.getElementById(`show-${sheets[0]}`)
    button?.scrollIntoView({ block: 'center' })
    button?.focus({ preventScroll: true })
  }
  const toProblems = () => {
    const grid = document.querySelector<HTMLElement>('[data-table="intake-problems"]')
    grid?.scrollIntoView({ block: 'center' })
    grid?.focus({ preventScroll: true })
  }
  return <LoadBar intake={intake} onConfirm={toConfirm} onMend={toProblems} />
}

/** n and p go from problem to problem, whichever sheet it is in. */
function useTour(problems: readonly ProblemAt[]) {
  const t = useWords(intakeWords)
  const [target, setTarget] = useState<Target | null>(null)
  const at = useRef(-1)
  const latest = useRef(problems)
  latest.current = problems
  const tour = useMemo(() => {
    const goTo = (problem: ProblemAt) => {
      at.current = latest.current.indexOf(problem)
      setTarget((before) => ({ sheet: problem.sheetId, row: problem.row, column: problem.column, edit: false, turn: (before?.turn ?? 0) + 1 }))
    }
    const step = (by: 1 | -1) => {
      const count = latest.current.length
      const next = latest.current[(Math.max(at.current, by === 1 ? -1 : 0) + by + count) % Math.max(1, count)]
      if (next) goTo(next)
    }
    return { goTo, step }
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[aria-modal="true"]')) return
      if (event.key !== 'n' && event.key !== 'p') return
      tour.step(event.key === 'n' ? 1 : -1)
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [tour])
  useKeyLines(useMemo(() => [{ keys: ['n', 'p'], what: t.keyNext }, { keys: ['Enter', 'F2'], what: t.keyEdit }], [t]))
  return { target, ...tour }
}

/** The first sheet that wants looking at is open; a person's own word counts more, a problem that is gone to the most. */
function useOpenSheets(draft: Draft, target: Target | null) {
  const [asked, setAsked] = useState<Record<string, boolean>>({})
  const [turn, setTurn] = useState(0)
  if (target && target.turn !== turn) {
    setTurn(target.turn)
    setAsked({ ...asked, [target.sheet]: true })
  }
  const sheets = draft.files.flatMap((file) => file.sheets)
  const taken = sheets.filter((sheet) => sheet.include)
  const first = taken.find((sheet) => sheet.standing === 'guessed') ?? taken.find((sheet) => sheet.preview.toMend > 0) ?? sheets.find((sheet) => sheet.preview.kind === null)
  return {
    isOpen: (sheet: SheetDraft) => asked[sheet.id] ?? sheet === first,
    setOpen: (sheet: SheetDraft, open: boolean) => setAsked({ ...asked, [sheet.id]: open }),
  }
}

function DuplicatesBand() {
  const t = useWords(intakeWords)
  const { data } = useCall('getStatus', {})
  return (
    <section className={style.band} aria-labelledby="band-duplicates">
      <h2 id="band-duplicates">{t.duplicates}</h2>
      <p className="muted">{t.duplicatesWhat}</p>
      {data && (data.questions > 0
        ? <div className="row"><span>{t.openQuestions(formatCount(data.questions))}</span><Button component={Link} href="/duplicates" size="compact-sm" variant="default">{t.answer}</Button></div>
        : <p>{t.noQuestions}</p>)}
    </section>
  )
}
