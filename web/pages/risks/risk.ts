import type { RiskRow } from '../../../src/shared/contract/chain.ts'
import type { RiskGrade, RiskStatus } from '../../../src/shared/vocabulary.ts'

/** What a person changes of a risk. */
export type Draft = { grade: RiskGrade | null; ownerId: number | null; owner: string | null; dueDate: string | null; note: string }

export function draftOf({ grade, ownerId, owner, dueDate, note }: RiskRow): Draft {
  return { grade, ownerId, owner, dueDate: dueDate?.slice(0, 10) ?? null, note: note ?? '' }
}

/** Only what differs from what was read is sent; `edition` says which one that was. */
export type Change = { edition: number; status?: RiskStatus; grade?: RiskGrade | null; owner?: number | null; dueDate?: string | null; note?: string | null }

export function changeOf(base: RiskRow, draft: Draft, edition: number, status?: RiskStatus): Change {
  const before = draftOf(base)
  return {
    edition,
    ...(status !== undefined && status !== base.status ? { status } : {}),
    ...(draft.grade !== before.grade ? { grade: draft.grade } : {}),
    ...(draft.ownerId !== before.ownerId ? { owner: draft.ownerId } : {}),
    ...(draft.dueDate !== before.dueDate ? { dueDate: draft.dueDate } : {}),
    ...(draft.note.trim() !== before.note.trim() ? { note: draft.note.trim() === '' ? null : draft.note.trim() } : {}),
  }
}

export function isChanged(base: RiskRow, draft: Draft): boolean {
  return Object.keys(changeOf(base, draft, base.edition)).length > 1
}

/**
 * After somebody else was quicker: what stands now becomes the base, what this person has not touched follows it, and what they typed
 * stays. So the form never shows a value that nobody wants.
 */
export function rebase(base: RiskRow, draft: Draft, now: Now): { base: RiskRow; draft: Draft } {
  const mine = changeOf(base, draft, base.edition)
  const { status, grade, dueDate, note, edition } = now
  const next: RiskRow = { ...base, status, grade, dueDate, note, edition, ownerId: now.owner, owner: now.owner === base.ownerId ? base.owner : null }
  const fresh = draftOf(next)
  return {
    base: next,
    draft: {
      grade: 'grade' in mine ? draft.grade : fresh.grade, dueDate: 'dueDate' in mine ? draft.dueDate : fresh.dueDate, note: 'note' in mine ? draft.note : fresh.note,
      ...('owner' in mine ? { ownerId: draft.ownerId, owner: draft.owner } : { ownerId: fresh.ownerId, owner: fresh.owner }),
    },
  }
}

/** What stands now, as a refused change tells it. */
export type Now = { status: RiskStatus; grade: RiskGrade | null; owner: number | null; dueDate: string | null; note: string | null; edition: number }

export function nowOf(details: Record<string, unknown> | undefined): Now | null {
  const now = details?.['now']
  return typeof now === 'object' && now !== null && 'edition' in now && typeof now.edition === 'number' ? now as Now : null
}
