/** The tree as it is edited: an indicator has a direction, a group has none; weights are from 0 to 100. */
export type Branch = { code: string; name: string; parent: string; weight: number; direction: 1 | -1 | null; used: boolean }

export const ROOT = 'index'
const given = 50

/** The tree that a result was computed with; what counts 1 stands in the middle of its slider. */
export function branchesOf(detail: unknown): Branch[] {
  const { tree = [] } = (detail ?? {}) as { tree?: { code: string; name: string; parent: string; weight: number; direction: 1 | -1 | null }[] }
  return tree.filter(({ code }) => code !== ROOT).map(({ code, name, parent, direction }) => ({ code, name, parent, weight: given, direction, used: true }))
}

/** The parameter `tree`: used indicators, and groups that hold one. */
export function parameterOf(branches: readonly Branch[]): Record<string, Record<string, unknown>> {
  const used = branches.filter(({ direction, used: isUsed }) => direction !== null && isUsed)
  const held = new Set(used.map(({ parent }) => parent))
  const groups = branches.filter(({ code, direction }) => direction === null && held.has(code))
  return Object.fromEntries([...used, ...groups].map(({ code, name, parent, weight, direction }) => [code, direction === null ? { parent, weight, name } : { parent, weight, direction }]))
}

export const indicatorsUnder = (branches: readonly Branch[], parent: string): Branch[] => branches.filter((one) => one.direction !== null && one.parent === parent)
export const groupsOf = (branches: readonly Branch[]): Branch[] => branches.filter(({ direction }) => direction === null)

/** Whether something can be computed: an indicator that is used, and in no group all weights of 0. */
export function isComputable(branches: readonly Branch[]): boolean {
  const tree = Object.values(parameterOf(branches))
  if (!tree.some(({ direction }) => direction !== undefined)) return false
  return [...new Set(tree.map(({ parent }) => parent))].every((parent) => tree.some((one) => one.parent === parent && Number(one.weight) > 0))
}

export function change(branches: readonly Branch[], code: string, changed: Partial<Branch>): Branch[] {
  return branches.map((one) => (one.code === code ? { ...one, ...changed } : one))
}

/** A group more, directly under the index. */
export function addGroup(branches: readonly Branch[], nameOf: (n: number) => string): Branch[] {
  const taken = new Set(branches.map(({ code }) => code))
  let n = groupsOf(branches).length + 1
  while (taken.has(`g${n}`)) n++
  return [...branches, { code: `g${n}`, name: nameOf(n), parent: ROOT, weight: given, direction: null, used: true }]
}

/** Without a group; its indicators go to the index. */
export function removeGroup(branches: readonly Branch[], code: string): Branch[] {
  return branches.filter((one) => one.code !== code).map((one) => (one.parent === code ? { ...one, parent: ROOT } : one))
}

/** What each used node counts in the index, as far as the weights say. */
export function sharesOf(branches: readonly Branch[]): Map<string, number> {
  const tree = parameterOf(branches)
  const sums = new Map<string, number>()
  for (const { parent, weight } of Object.values(tree)) sums.set(String(parent), (sums.get(String(parent)) ?? 0) + Number(weight))
  const shareOf = (code: string): number => {
    const node = tree[code]
    if (!node) return 1
    return (Number(node.weight) / (sums.get(String(node.parent)) || 1)) * shareOf(String(node.parent))
  }
  return new Map(Object.keys(tree).map((code) => [code, shareOf(code)]))
}
