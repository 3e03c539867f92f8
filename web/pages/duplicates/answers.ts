/** Answering pair by pair: the next pair stands there at once, the answers follow to the server one after the other. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { ApiError, call, useCall, useClusterId, type RowOf } from '../../parts/index.ts'

export type Question = RowOf<'listQuestions'>
export type Answer = 'same' | 'different' | 'later'
export type Given = { question: Question; answer: Answer }

const window = 50
const lists = new Set<unknown>(['listQuestions', 'getStatus', 'getWorkbench'])

export function useAnswers() {
  const cluster = useClusterId()
  const client = useQueryClient()
  const query = useCall('listQuestions', { query: { status: 'open', limit: window } })
  const [given, setGiven] = useState<readonly Given[]>([])
  /** Taken back: they come first again, whether or not the server has said so yet. */
  const [returned, setReturned] = useState<readonly Question[]>([])
  const [message, setMessage] = useState<'undone' | Given | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const sending = useRef<Promise<void>>(Promise.resolve())
  const answered = useMemo(() => new Set(given.map(({ question }) => question.question)), [given])

  const send = (question: number, answer: Answer | 'open', onRefused: () => void) => {
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
  const give = (question: Question, answer: Answer) => {
    const one = { question, answer }
    setError(null)
    setMessage(one)
    setGiven((before) => [...before, one])
    setReturned((before) => before.filter((item) => item.question !== question.question))
    send(question.question, answer, () => setGiven((before) => before.filter((item) => item !== one)))
  }
  const undo = () => {
    const last = given.at(-1)
    if (!last) return
    setError(null)
    setMessage('undone')
    setGiven(given.slice(0, -1))
    setReturned([last.question, ...returned])
    send(last.question.question, 'open', () => setGiven((before) => [...before, last]))
  }
  const items = query.data?.items ?? []
  const waiting = items.filter(({ question }) => !answered.has(question))
  const again = returned.filter(({ question }) => !answered.has(question))
  const open = [...again, ...waiting.filter(({ question }) => !again.some((item) => item.question === question))]
  const left = (query.data?.total ?? 0) - items.length + open.length
  return { query, current: open[0], next: open[1], left, given, message, error, give, undo }
}
