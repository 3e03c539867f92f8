/** What must hold before a file is written; a breach stops the script with the names of what is wrong. */
import assert from 'node:assert/strict'
import { isValidCode } from './codes.mjs'
import { stateOf, thresholds } from './states.mjs'

/** Checks the whole demo. */
export function checkDemo({ organisations, nodes, inputs, supplies, observations }) {
  checkOrganisations(organisations)
  checkNodes(nodes, inputs)
  checkSupplies(nodes, supplies)
  for (const o of observations) assert.ok(typeof o.value === 'string' || Number.isFinite(o.value), `${o.city} ${o.indicator} ${o.month}: ${o.value}`)
  assert.equal(observations.length, 6 * 8 * 24)
}

function checkOrganisations(organisations) {
  for (const o of organisations) {
    assert.ok(o.name.endsWith('（虚构）'), `${o.name} is not marked`)
    assert.ok(!/undefined|null|NaN/.test(o.name), o.name)
    if (o.formerName !== null) assert.ok(o.formerName.endsWith('（虚构）') && o.formerName !== o.name, o.formerName)
    if (o.country === '中国') assert.ok(isValidCode(o.code) && o.code.startsWith('99', 2), `${o.name}: ${o.code}`)
    else assert.equal(o.code, null, `${o.name} is abroad and has a code`)
  }
  for (const o of organisations) {
    assert.equal(o.longitude === null, o.latitude === null, `${o.name} has half a place`)
    assert.ok(o.longitude === null || (o.longitude > 108 && o.longitude < 122.5 && o.latitude > 22 && o.latitude < 40.5), `${o.name} lies far off`)
    assert.ok(o.country === '中国' || o.longitude === null, `${o.name} is abroad and has a place`)
  }
  assertUnique(organisations.map((o) => o.code).filter((code) => code !== null))
  assertUnique(organisations.flatMap((o) => [o.name, o.formerName]).filter((name) => name !== null))
  assert.equal(new Set(organisations.map((o) => o.actor)).size, 5)
}

function checkNodes(nodes, inputs) {
  assertUnique(nodes.map((n) => n.code))
  assertUnique(nodes.map((n) => n.name))
  assertUnique(inputs.map((row) => `${row[0]} ${row[2]} ${row[4]}`))
  assert.ok(nodes.length >= 80 && nodes.length <= 120, `${nodes.length} nodes`)
  assertAcyclic(inputs.filter((row) => row[4] === '投入'), '投入')
  assertAcyclic(inputs.filter((row) => row[4] === '属于'), '属于')
  assertAcyclic(inputs, '投入与属于')
}

function checkSupplies(nodes, supplies) {
  const current = new Map(nodes.map((node) => [node, []]))
  for (const s of supplies) {
    current.get(s.node).push(s)
    assert.ok(s.share === null || (s.share >= 0 && s.share <= 100), `${s.node.name}: share ${s.share}`)
    assert.ok(s.from === null || s.until === null || s.from < s.until, `${s.node.name}: ${s.from} to ${s.until}`)
  }
  assertUnique(supplies.map((s) => `${s.node.code} ${s.supplier.name}`))
  for (const [node, rows] of current) {
    const total = rows.reduce((sum, s) => sum + (s.share ?? 0), 0)
    assert.ok(total <= 100.0001, `${node.name}: shares add up to ${total}`)
    assert.equal(stateOf(node, rows), node.state, `${node.name} is not as planned`)
    if (node.state !== 'choke') assertSafelyNotChoke(node, rows)
  }
}

/** Between choke and not there must be room, so that no rounding and no reading of unknown shares turns a state over. */
function assertSafelyNotChoke(node, rows) {
  const controlled = rows.filter((s) => thresholds.controlledOrigins.includes(s.origin)).reduce((sum, s) => sum + (s.share ?? 0), 0)
  assert.ok(controlled < 40 || node.substitution < thresholds.minSubstitutionDays, `${node.name}: ${controlled} % controlled`)
}

function assertUnique(list) {
  const seen = new Set()
  for (const item of list) {
    assert.ok(!seen.has(item), `${item} occurs twice`)
    seen.add(item)
  }
}

function assertAcyclic(rows, what) {
  const next = new Map()
  for (const [from, , to] of rows) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set()
  const visit = (code, path) => {
    assert.ok(!path.includes(code), `${what}: circle ${[...path, code].join(' → ')}`)
    if (done.has(code)) return
    for (const target of next.get(code) ?? []) visit(target, [...path, code])
    done.add(code)
  }
  for (const code of next.keys()) visit(code, [])
}
