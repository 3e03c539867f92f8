import { useCallback } from 'react'
import { stages, type Stage } from '../../../src/shared/vocabulary.ts'
import { useText, useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'

/** What a column is called: its own name, a stage of the vocabulary, or none. */
export function useColumnTitle(): (column: { key: string; title: string }) => string {
  const t = useWords(chainWords)
  const say = useText()
  return useCallback(({ key, title }: { key: string; title: string }) => (key === '' ? t.noStage : key in stages ? say(stages[key as Stage]) : title), [t, say])
}
