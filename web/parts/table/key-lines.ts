import type { tableWords } from '../../words/table.ts'
import type { KeyLine } from '../dialogs.tsx'
import type { Said } from '../language.tsx'

/** The keys of the grid, as `?` and the help page list them. */
export function gridKeyLines(t: Said<typeof tableWords>): readonly KeyLine[] {
  return [
    { keys: ['j', '↓'], what: t.keyDown },
    { keys: ['k', '↑'], what: t.keyUp },
    { keys: ['←', '→'], what: t.keySide },
    { keys: ['Enter'], what: t.keyEnter },
    { keys: ['o'], what: t.keyOpen },
    { keys: ['x'], what: t.keySelect },
    { keys: ['s', 'S'], what: t.keySort },
    { keys: ['/'], what: t.keyFilter },
    { keys: ['Home', 'End'], what: t.keyHome },
    { keys: ['PageUp', 'PageDown'], what: t.keyPage },
    { keys: ['c'], what: t.keyCopy },
    { keys: ['Esc'], what: t.keyEscape },
  ]
}
