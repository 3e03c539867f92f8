import { Button, Kbd } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { Link } from 'wouter'
import { formatCount } from '../../src/shared/format.ts'
import { Empty, Failure, isTyping, Loaded, PageHead, useCall, useKeyLines, useWords } from '../parts/index.ts'
import { duplicateWords } from '../words/duplicates.ts'
import { Answered, nameOf } from './duplicates/answered.tsx'
import { useAnswers, type Answer, type Given, type Question } from './duplicates/answers.ts'
import style from './duplicates/duplicates.module.css'
import { Pair, Reasons } from './duplicates/pair.tsx'

/** Pair by pair, by keyboard or finger; the count goes down, the last one says what was remembered. */
export default function DuplicatesPage() {
  const t = useWords(duplicateWords)
  const answers = useAnswers()
  const { query, current, next, left, given, message, error, give, undo, takeBack } = answers
  useAnswerKeys((answer) => { if (current) give(current, answer) }, undo)
  return (
    <>
      <PageHead title={t.title} lead={t.lead} back={<Link href="/intake">← {t.back}</Link>} />
      <p role="status" className={style.message}><Message message={message} /></p>
      {error && <Failure error={error} compact />}
      <Loaded query={query}>
        {() => (current ? <One question={current} left={left} canUndo={given.length > 0} onGive={give} onUndo={undo} /> : <Done given={given} onUndo={undo} />)}
      </Loaded>
      {next && <Prefetch question={next} />}
      <Answered onTakeBack={takeBack} />
    </>
  )
}

type OneProps = { question: Question; left: number; canUndo: boolean; onGive: (question: Question, answer: Answer) => void; onUndo: () => void }

/** The buttons stand above the cards: they stay where they are however long the next pair is. */
function One({ question, left, canUndo, onGive, onUndo }: OneProps) {
  const t = useWords(duplicateWords)
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <article className={style.one} aria-labelledby="pair">
      <div className={style.head}>
        <h2 id="pair" ref={heading} tabIndex={-1}>{t.open(formatCount(left))}</h2>
        <Reasons question={question} />
      </div>
      <div className={style.buttons}>
        <Button variant="filled" aria-keyshortcuts="ArrowLeft" onClick={() => onGive(question, 'same')}><Kbd size="xs" mr={8} aria-hidden="true">←</Kbd>{t.same}</Button>
        <Button variant="default" aria-keyshortcuts="ArrowDown" onClick={() => onGive(question, 'later')}><Kbd size="xs" mr={8} aria-hidden="true">↓</Kbd>{t.later}</Button>
        <Button variant="default" aria-keyshortcuts="ArrowRight" onClick={() => onGive(question, 'different')}>{t.different}<Kbd size="xs" ml={8} aria-hidden="true">→</Kbd></Button>
        <Button variant="subtle" aria-keyshortcuts="u" disabled={!canUndo} onClick={onUndo} className={style.undo}><Kbd size="xs" mr={8} aria-hidden="true">u</Kbd>{t.undo}</Button>
      </div>
      <Pair key={question.question} question={question} />
    </article>
  )
}

function Done({ given, onUndo }: { given: readonly Given[]; onUndo: () => void }) {
  const t = useWords(duplicateWords)
  const count = (answer: Answer) => formatCount(given.filter((item) => item.answer === answer).length)
  const action = given.length > 0 ? <Button variant="default" onClick={onUndo}>{t.undo}</Button> : <Button component={Link} href="/intake">{t.load}</Button>
  return <Empty title={t.doneTitle} action={action}>{given.length > 0 ? t.remembered(count('same'), count('different'), count('later')) : t.doneWhat}</Empty>
}

function Message({ message }: { message: 'undone' | Given | null }) {
  const t = useWords(duplicateWords)
  if (message === null) return null
  if (message === 'undone') return t.undone
  const { question: { left, right }, answer } = message
  const words = { same: t.answeredSame, different: t.answeredDifferent, later: t.answeredLater }[answer]
  return words(nameOf(left), nameOf(right))
}

/** The next pair is fetched while this one is looked at. */
function Prefetch({ question }: { question: Question }) {
  useCall('getOrganisation', { params: { organisation: Number(question.left['id']) } }, { staleTime: 300_000 })
  useCall('getOrganisation', { params: { organisation: Number(question.right['id']) } }, { staleTime: 300_000 })
  return null
}

const keys: Record<string, Answer> = { ArrowLeft: 'same', ArrowRight: 'different', ArrowDown: 'later' }

function useAnswerKeys(give: (answer: Answer) => void, undo: () => void): void {
  const t = useWords(duplicateWords)
  const act = useRef({ give, undo })
  act.current = { give, undo }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (isTyping(event.target) || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      // Grids, menus and the evidence have arrows of their own.
      if (target?.closest('[role="grid"], [role="dialog"], [role="menu"], [role="radiogroup"]') || document.querySelector('[aria-modal="true"]')) return
      const answer = keys[event.key]
      if (answer) act.current.give(answer)
      else if (event.key === 'u') act.current.undo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  useKeyLines(useMemo(() => [{ keys: ['←'], what: t.keySame }, { keys: ['→'], what: t.keyDifferent }, { keys: ['↓'], what: t.keyLater }, { keys: ['u'], what: t.keyUndo }], [t]))
}
