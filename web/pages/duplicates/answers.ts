/** Answering pair by pair: the next pair stands there at once, the answers follow to the server one after the other. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError, call, useCall, useClusterId, type RowOf } from '../../parts/index.ts'

export type Question = RowOf<'listQuestions'>
export type Answer = 'same' | 'different' | 'later'
export type Given = { question: Question; answer: Answer }

const window = 50
const lists = new Set<unknown>(['listQuestions', 'getStatus', 'getWorkbench'])

export function useAnswers() {
  const query = useCall('listQuestions', { query: { status: 'open', limit: window } })
  const [given, setGiven] = useState<readonly Given[]>([])
  /** Taken back: they come first again, whether or not the server has said so yet. */
  const [returned, setReturned] = useState<readonly Question[]>([])
  const [message, setMessage] = useState<'undone' | Given | null>(null)
  const { send, error } = useSending()
  const give = (question: Question, answer: Answer) => {
    const one = { question, answer }
    setMessage(one)
    setGiven((before) => [...before, one])
    setReturned((before) => before.filter((item) => item.question !== question.question))
    send(question.question, answer, () => setGiven((before) => before.filter((item) => item !== one)))
  }
  const takeBack = (question: Question) => {
    const before = given.find((item) => item.question.question === question.question)
    setMessage('undone')
    setGiven((now) => now.filter((item) => item !== before))
    setReturned((now) => [question, ...now.filter((item) => item.question !== question.question)])
    send(question.question, 'open', () => {
      setReturned((now) => now.filter((item) => item !== question))
      if (before) setGiven((now) => [...now, before])
    })
  }
  const undo = () => {
    const last = given.at(-1)
    if (last) takeBack(last.question)
  }
  const items = query.data?.items ?? []
  const open = openOf(items, given, returned)
  const left = (query.data?.total ?? 0) - items.length + open.length
  return { query, current: open[0], next: open[1], left, given, message, error, give, undo, takeBack }
}

/** Sends one answer after the other; what the server refuses is taken back on screen too. */
function useSending() {
  const cluster = useClusterId()
  const client = useQueryClient()
  const [error, setError] = useState<ApiError | null>(null)
  const sending = useRef<Promise<void>>(Promise.resolve())
  const send = (question: number, answer: Answer | 'open', onRefused: () => void) => {
    setError(null)
    sending.current = sending.current.then(async () => {
      try {
        await call('answerQuestion', { params: { cluster, question }, body: { answer } })
        // Merging and un-merging change what every page shows; the other answers change the lists of questions only.
        const wide = answer === 'same' || answer === 'open'
        await client.invalidateQueries({ predicate: ({ queryKey }) => lists.has(queryKey[0]) || (wide && queryKey[0] !== 'getSession') })
      } catch (refusal) {
        onRefused()
        setError(refusal instanceof ApiError ? refusal : null)
      }
    })
  }
  return { send, error }
}

/** The pairs still to be answered: those taken back first, then those of the server that have no answer on their way. */
function openOf(items: readonly Question[], given: readonly Given[], returned: readonly Question[]): Question[] {
  const answered = new Set(given.map(({ question }) => question.question))
  const first = new Set(returned.map(({ question }) => question).filter((question) => !answered.has(question)))
  // As the server tells it now, where it does: while two were one, both bore one name.
  const again = returned.filter(({ question }) => first.has(question)).map((item) => items.find(({ question }) => question === item.question) ?? item)
  return [...again, ...items.filter(({ question }) => !answered.has(question) && !first.has(question))]
}
