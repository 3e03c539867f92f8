import { Button } from '@mantine/core'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { analysisWords } from '../../words/analyses.ts'
import { addressOf } from '../client.ts'
import { useClusterId } from '../cluster-id.ts'
import { useLanguage, useText, useWords } from '../language.tsx'

/** A result to take along: the whole as a workbook, each table as CSV, the network it stands on as GraphML. */
export function ResultFiles({ result }: { result: ResultView }) {
  const t = useWords(analysisWords)
  const say = useText()
  const { lang } = useLanguage()
  const cluster = useClusterId()
  const address = (format: 'xlsx' | 'csv' | 'graphml', table?: string) => addressOf('exportResult', { params: { cluster, result: result.result, format }, query: { lang, ...(table === undefined ? {} : { table }) } })
  return (
    <p className="row no-print">
      <Button size="compact-xs" variant="default" component="a" download href={address('xlsx')}>{t.xlsx}</Button>
      {result.tables.map(({ id, title }) => <Button key={id} size="compact-xs" variant="default" component="a" download href={address('csv', id)}>{t.csvOf(say(title))}</Button>)}
      {result.graph && <Button size="compact-xs" variant="default" component="a" download href={address('graphml')}>{t.graphml}</Button>}
    </p>
  )
}
