import { useMemo } from 'react'
import type { KeyLine } from '../parts/dialogs.tsx'
import { useWords } from '../parts/language.tsx'
import { shellWords } from '../words/shell.ts'

/** Keys of the frame: they work on every page. */
export function useShellKeyLines(): readonly KeyLine[] {
  const t = useWords(shellWords)
  return useMemo(() => [
    { keys: ['Ctrl K'], what: t.keySearch },
    { keys: ['?'], what: t.keyHelp },
    { keys: ['Esc'], what: t.keyEscape },
  ], [t])
}
