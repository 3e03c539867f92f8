import { Button, SegmentedControl } from '@mantine/core'
import { useMemo, useRef, useState, type RefObject } from 'react'
import { formatDateTime, formatPercent } from '../../../src/shared/format.ts'
import { duplicateWords } from '../../words/duplicates.ts'
import { DataTable, Empty, useRemoteRows, useWords, type Column, type TableState } from '../../parts/index.ts'
import type { Answer, Question } from './answers.ts'
import style from './duplicates.module.css'

const unsorted: TableState<Record<string, string | undefined>> = { values: {}, sort: [], set: () => {}, setSort: () => {} }

/** What has been answered, with a way back for each. */
export function Answered({ onTakeBack }: { onTakeBack: (question: Question) => void }) {
  const t = useWords(duplicateWords)
  const [status, setStatus] = useState<Answer>('same')
  const source = useRemoteRows('listQuestions', { query: { status } })
  const latest = useRef(onTakeBack)
  latest.current = onTakeBack
  const columns = useColumns(latest)
  return (
    <section className="section" aria-labelledby="answered">
      <div className={style.answeredHead}>
        <h2 id="answered">{t.answered}</h2>
        <SegmentedControl size="xs" aria-label={t.show} value={status} onChange={(value) => setStatus(value as Answer)} data={[{ value: 'same', label: t.statusSame }, { value: 'different', label: t.statusDifferent }, { value: 'later', label: t.statusLater }]} />
      </div>
      <DataTable key={status} id="answered" label={t.answered} source={source} columns={columns} state={unsorted} rowId={(row) => row.question} empty={<Empty title={t.noneAnswered} />} />
    </section>
  )
}

function useColumns(takeBack: RefObject<(question: Question) => void>): readonly Column<Question>[] {
  const t = useWords(duplicateWords)
  return useMemo(() => [
    { key: 'left', title: t.left, width: 260, text: (row) => nameOf(row.left), cell: (row) => nameOf(row.left) },
    { key: 'right', title: t.right, width: 260, text: (row) => nameOf(row.right), cell: (row) => nameOf(row.right) },
    { key: 'score', title: t.likeness, width: 90, align: 'end', text: (row) => row.score, cell: (row) => formatPercent(row.score, 0) },
    { key: 'by', title: t.by, width: 120, text: (row) => row.answeredBy, cell: (row) => row.answeredBy ?? '—' },
    { key: 'when', title: t.when, width: 150, text: (row) => row.answeredAt, cell: (row) => formatDateTime(row.answeredAt) },
    { key: 'back', title: t.takeBack, width: 100, text: () => null, cell: (row) => <Button size="compact-xs" variant="default" tabIndex={-1} onClick={() => takeBack.current(row)}>{t.takeBack}</Button> },
  ], [t, takeBack])
}

export function nameOf(side: Question['left']): string {
  return String(side['name'] ?? '—')
}
