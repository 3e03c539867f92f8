import { reaches, seesOf, type Viewer } from '../access/viewer.ts'
import type { Right } from '../shared/vocabulary.ts'
import type { KeptClaim } from './shape.ts'

type Guarded = Pick<KeptClaim, 'right' | 'giverId' | 'task' | 'subjectKind' | 'subjectId'>

const byRight: Record<Right, (viewer: Viewer, claim: Guarded) => boolean> = {
  public: () => true,
  cluster: (viewer) => reaches(viewer, 'member'),
  centres: (viewer, { task }) => reaches(viewer, 'analyst') || seesOf(viewer).some((own) => own === task),
  owner: (viewer) => viewer.role === 'system',
}

/**
 * Whether a viewer may use a claim that is kept in an issued report: the condition by which claims are read in the ledger,
 * for copies that stand outside of it. A giver sees what they gave, and an organisation what is said of itself.
 */
export function usableBy(viewer: Viewer, claim: Guarded): boolean {
  const { organisation } = viewer
  if (organisation !== null && (claim.giverId === organisation || (claim.subjectKind === 'organisation' && claim.subjectId === organisation && reaches(viewer, 'member')))) return true
  return byRight[claim.right](viewer, claim)
}
