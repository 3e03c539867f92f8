import { Button, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { formatDateTime, formatPercent } from '../../../src/shared/format.ts'
import { duplicateWords } from '../../words/duplicates.ts'
import { DataTable, Empty, Failure, useAct, useRemoteRows, useWords, type Column, type TableState } from '../../parts/index.ts'
import type { Answer, Question } from './answers.ts'
import style from './duplicates.module.css'

const unsorted: TableState<Record<string, string | undefined>> = { values: {}, sort: [], set: () => {}, setSort: () => {} }

/** What has been answered, with a way back for each. */
export function Answered() {
  const t = useWords(duplicateWords)
  const [status, setStatus] = useState<Answer>('same')
  const source = useRemoteRows('listQuestions', { query: { status } })
  const back = useAct('answerQuestion')
  const takeBack = (question: Question) => back.mutate({ params: { question: question.question }, body: { answer: 'open' } })
  const columns = useColumns(takeBack)
  return (
    <section className="section" aria-labelledby="answered">
      <div className={style.answeredHead}>
        <h2 id="answered">{t.answered}</h2>
        <SegmentedControl size="xs" aria-label={t.show} value={status} onChange={(value) => setStatus(value as Answer)} data={[{ value: 'same', label: t.statusSame }, { value: 'different', label: t.statusDifferent }, { value: 'later', label: t.statusLater }]} />
      </div>
      {back.error && <Failure error={back.error} compact />}
      <DataTable key={status} id="answered" label={t.answered} source={source} columns={columns} state={unsorted} rowId={(row) => row.question} empty={<Empty title={t.noneAnswered} />} />
    </section>
  )
}

function useColumns(takeBack: (question: Question) => void): readonly Column<Question>[] {
  const t = useWords(duplicateWords)
  return useMemo(() => [
    { key: 'left', title: t.left, width: 260, text: (row) => nameOf(row.left), cell: (row) => nameOf(row.left) },
    { key: 'right', title: t.right, width: 260, text: (row) => nameOf(row.right), cell: (row) => nameOf(row.right) },
    { key: 'score', title: t.score('').trim(), width: 90, align: 'end', text: (row) => row.score, cell: (row) => formatPercent(row.score, 0) },
    { key: 'by', title: t.by, width: 120, text: (row) => row.answeredBy, cell: (row) => row.answeredBy ?? '—' },
    { key: 'when', title: t.when, width: 150, text: (row) => row.answeredAt, cell: (row) => formatDateTime(row.answeredAt) },
    { key: 'back', title: t.takeBack, width: 100, text: () => null, cell: (row) => <Button size="compact-xs" variant="default" tabIndex={-1} onClick={() => takeBack(row)}>{t.takeBack}</Button> },
    // The mutation's identity changes as it runs; the columns need not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
}

export function nameOf(side: Question['left']): string {
  return String(side['name'] ?? '—')
}
