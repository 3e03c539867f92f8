import { chiefs, type PostKind } from '../../shared/posts.ts'

/** A post as the ladder of escalation has it: who acts in it on the day, if anybody does. */
export type Rung = { post: number; kind: PostKind; title: string; region: string | null; above: number | null; organisation: number | null }

/** `reached`: the post to which it was escalated last. */
type Stuck = { region: string | null; lead: number; reached: number | null }

/**
 * The post to which a piece of work is escalated next: the chief in charge of its region, after that the post above the one it has
 * reached. A vacant post, and one in which whoever leads the work acts themselves, are passed over: what is escalated reaches somebody else.
 */
export function postAbove(rungs: readonly Rung[], { region, lead, reached }: Stuck): Rung | undefined {
  const byPost = new Map(rungs.map((rung) => [rung.post, rung]))
  const before = reached === null ? undefined : byPost.get(reached)
  const passed = new Set<number>(reached === null ? [] : [reached])
  for (let at = reached === null ? inCharge(rungs, region) : next(byPost, before); at !== undefined && !passed.has(at.post); at = next(byPost, at)) {
    if (at.organisation !== null && at.organisation !== lead) return at
    passed.add(at.post)
  }
  return undefined
}

function next(byPost: ReadonlyMap<number, Rung>, rung: Rung | undefined): Rung | undefined {
  return rung === undefined || rung.above === null ? undefined : byPost.get(rung.above)
}

/** Of the chiefs whose region holds that of the work the nearest one; work of no region begins with the chief of the whole chain. Of several alike the first that was set up. */
function inCharge(rungs: readonly Rung[], region: string | null): Rung | undefined {
  const own = rungs.filter((rung) => chiefs.includes(rung.kind) && (rung.kind === 'regionChief' ? rung.region !== null && holds(rung.region, region) : rung.region === null || region === null || holds(rung.region, region)))
  return own.sort((one, other) => chiefs.indexOf(one.kind) - chiefs.indexOf(other.kind) || depth(other.region) - depth(one.region) || one.post - other.post)[0]
}

const beginning = (region: string): string => region.replace(/(?:00)+$/, '')
const depth = (region: string | null): number => (region === null ? 0 : beginning(region).length)

/** Whether a region, by its code, lies in another or is it. */
function holds(region: string, inner: string | null): boolean {
  return inner !== null && inner.startsWith(beginning(region))
}
