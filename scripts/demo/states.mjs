/** The states of nodes computed roughly from the rows, to check that the demo shows what it was planned to show. */
export const thresholds = { maxSuppliers: 2, minHhi: 0.25, controlledOrigins: ['美国', '日本', '德国', '荷兰'], minControlledShare: 50, minSubstitutionDays: 180 }

/** The Herfindahl–Hirschman index of shares in percent, from 0 to 1. */
export function hhi(shares) {
  return shares.reduce((sum, share) => sum + (share / 100) ** 2, 0)
}

/** The state of one node from its supplies: broken, choke, bottleneck, weak, strength, ordinary or unknown. */
export function stateOf(node, supplies) {
  const current = supplies.filter((s) => s.until === null)
  const said = current.filter((s) => s.qualified !== null)
  if (said.length === 0) return 'unknown'
  const qualified = said.filter((s) => s.qualified === '是')
  if (qualified.length === 0) return 'broken'
  const controlled = current.filter((s) => thresholds.controlledOrigins.includes(s.origin)).reduce((sum, s) => sum + (s.share ?? 0), 0)
  if (controlled >= thresholds.minControlledShare && node.substitution >= thresholds.minSubstitutionDays) return 'choke'
  if (qualified.some((s) => s.capacity === '不足' || s.certification === '未通过' || s.price === '过高')) return 'bottleneck'
  if (qualified.length <= thresholds.maxSuppliers || hhi(qualified.map((s) => s.share ?? 0)) >= thresholds.minHhi) return 'weak'
  const allGood = qualified.every((s) => s.capacity === '充足' && s.certification === '通过' && s.price === '可接受')
  return allGood && qualified.every((s) => s.supplier.province === '广东省') ? 'strength' : 'ordinary'
}
