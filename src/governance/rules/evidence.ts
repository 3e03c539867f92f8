import type { Audience } from '../../access/viewer.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** A piece of evidence as it stood when it was pinned. Later changes of the data never reach it. */
export type Pinned = {
  ref: string; title: Text
  /** What it said: as the source wrote it, or a term of ours in both languages. */
  value: string | Text | null
  note: string | null; source: string | null; grade: string | null
  /** Who may see what was pinned. */
  audience: Audience
  /** Organisations that see it besides: those who sat at the table. */
  parties?: number[]
  pinnedAt: string
  /** The snapshot that a computed value rests on. */
  snapshot: string | null
  sha256: string
}
