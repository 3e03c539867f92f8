/**
 * How well organisations are recognised, printed as plain tables.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/matching.js
 *
 * Reads ../shared/data (labelled pairs, A-share companies); a part whose data are missing says so and is left out.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compareOrganisations, createMatcher, pinyinKeys } from '../src/registry/matching/index.ts'
import type { Known, Match, Verdict } from '../src/registry/matching/index.ts'
import { parseName } from '../src/registry/names/parse.ts'
import { changes, makeNames, seeded } from './matching-names.ts'

/** Codes under which one source has put rows of quite other firms, seen by reading them. */
const plainMistakes = new Set(['688096', '300818', '688078', '688080'])
const data = path.resolve('../shared/data')
type Counts = { found: number; missed: number; wrong: number }

labelledPairs(path.join(data, 'company_name_pairs/cases.csv'))
conflictingNames(path.join(data, 'ckg_a_share/company.json'))
syntheticNames(20_000)
sizes(100_000)
pinyinOf(path.join(data, 'ckg_a_share/product.json'))

/** (a) Pairs labelled as one organisation or two. */
function labelledPairs(file: string): void {
  title('Labelled pairs (Company, Organization, LegalEntity)')
  if (!isThere(file)) return
  const [heading = [], ...rows] = readCsv(readFileSync(file, 'utf8'))
  const at = (name: string) => heading.indexOf(name)
  const organisations = rows.filter((row) => ['Company', 'Organization', 'LegalEntity'].includes(row[at('schema')] ?? ''))
  const judged = organisations.map((row) => ({
    isMatch: row[at('is_match')] === 'true',
    names: `${row[at('name1')]} | ${row[at('name2')]}`,
    ...compareOrganisations({ name: row[at('name1')] ?? '' }, { name: row[at('name2')] ?? '' }),
  }))
  console.log(`${judged.length} pairs, ${judged.filter(({ isMatch }) => isMatch).length} of them one organisation`)
  const strict: Verdict[] = ['same']
  const wide: Verdict[] = ['same', 'ask']
  for (const [label, verdicts] of [['same', strict], ['ask or same', wide]] as const) {
    console.log(row(label, measures(judged, ({ verdict }) => verdicts.includes(verdict))))
  }
  const steps = Array.from({ length: 100 }, (_, i) => i / 100)
  const best = steps.map((step) => ({ step, ...f1(count(judged, ({ score }) => score >= step)) })).sort((a, b) => b.f1 - a.f1)[0]!
  console.log(row(`best F1, score ≥ ${best.step}`, measures(judged, ({ score }) => score >= best.step)))
  const sameSeries = judged.filter(({ names }) => !differsInNumber(names))
  console.log(row('ask or same, without differing numbers', measures(sameSeries, ({ verdict }) => wide.includes(verdict))))
  if (!process.argv.includes('--list')) return
  for (const { isMatch, score, verdict, names } of judged) {
    if (isMatch !== (verdict !== 'different')) console.log(`  ${isMatch ? 'missed' : 'wrong '} ${score.toFixed(2)} ${names}`)
  }
}

/** Fund V and fund VI, trust 2004-1 and 2004-2: labelled as one organisation in part, yet bodies of their own. */
function differsInNumber(names: string): boolean {
  const numbers = names.split(' | ').map((name) => name.match(/\b(?:[IVX]+|[A-Z]*\d+)\b/g)?.join(' ') ?? '')
  return numbers[0] !== numbers[1] && /\b(?:Fund|Partners|Trust)\b/.test(names)
}

/** (b) Codes that carry two different full names: would the names alone lead from one to the other? */
function conflictingNames(file: string): void {
  title('A-share codes with two full names, by name only')
  if (!isThere(file)) return
  const rows = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { name: string; fullname: string; code: string })
  const records = rows.map(({ fullname, code }, at) => ({ id: String(at), name: fullname, code: code.slice(0, 6) }))
  const matcher = createMatcher(records.map(({ id, name }) => ({ id, name })))
  const byCode = new Map<string, typeof records>()
  for (const record of records) byCode.set(record.code, [...(byCode.get(record.code) ?? []), record])
  const partnersOf = (code: string, id: string) => (byCode.get(code) ?? []).filter((other) => other.id !== id).map((other) => other.id)
  const tally = { names: 0, first: 0, five: 0, asked: 0, merged: 0 }
  const renamed = { ...tally }
  let strangersAsked = 0
  let strangersMerged = 0
  for (const { id, name, code } of records) {
    const matches = matcher.find({ name }, 6).filter(({ known }) => known.id !== id)
    const partners = partnersOf(code, id)
    const strangers = matches.filter(({ known }) => !partners.includes(known.id ?? ''))
    strangersAsked += strangers.filter(({ verdict }) => verdict === 'ask').length
    strangersMerged += strangers.filter(({ verdict }) => verdict === 'same').length
    if (partners.length) tallyPartner(tally, matches, partners)
    if (partners.length && !plainMistakes.has(code)) tallyPartner(renamed, matches, partners)
  }
  console.log(`${[...byCode.values()].filter((group) => group.length > 1).length} codes, ${tally.names} names to lead on; ${records.length} rows in all`)
  for (const [label, { names, first, five, asked }] of [['all', tally], [`without ${plainMistakes.size} codes of plain mistakes`, renamed]] as const) {
    console.log(row(label, [`${names} names`, `partner first ${part(first, names)}`, `in first five ${part(five, names)}`, `asked about ${part(asked, names)}`]))
  }
  console.log(row('strangers merged / asked about, a name', [String(strangersMerged), (strangersAsked / records.length).toFixed(3)]))
  listPairs(byCode)
}

function tallyPartner(tally: { names: number; first: number; five: number; asked: number }, matches: Match[], partners: string[]): void {
  const at = matches.findIndex(({ known }) => partners.includes(known.id ?? ''))
  tally.names += 1
  if (at === 0) tally.first += 1
  if (at >= 0 && at < 5) tally.five += 1
  if (at >= 0 && matches[at]!.verdict === 'ask') tally.asked += 1
}

/** What a shared code would merge although the names have nothing in common: renamings and plain mistakes, for a person to tell apart. */
function listPairs(byCode: ReadonlyMap<string, { name: string; code: string }[]>): void {
  const groups = [...byCode.values()].filter((group) => group.length > 1)
  const unlike = groups.filter(([first, ...rest]) => rest.some(({ name }) => compareOrganisations(first!, { name }).score < 0.3))
  console.log(row('codes whose names have nothing in common', [part(unlike.length, groups.length)]))
  if (!process.argv.includes('--list')) return
  for (const group of groups) {
    const [first, ...rest] = group
    for (const { name, code } of rest) console.log(`  ${code} ${compareOrganisations({ name: first!.name }, { name }).score.toFixed(2)} ${first!.name} | ${name}`)
  }
}

/** (c) Made-up names with the changes that lists show, and names that are not in the list at all. */
function syntheticNames(size: number): void {
  title(`${size} synthetic Chinese names`)
  const random = seeded(20_240_601)
  const names = makeNames(size + 2_000, random)
  const listed = names.slice(0, size)
  const matcher = createMatcher(listed.map(({ full: name }, at) => ({ id: String(at), name })))
  for (const [change, alter] of Object.entries(changes(random))) {
    const sample = Array.from({ length: 1_000 }, () => Math.floor(random() * size))
    const results = sample.map((at) => ({ at, matches: matcher.find({ name: alter(listed[at]!) }, 5) }))
    const rank = results.map(({ at, matches }) => matches.findIndex(({ known }) => known.id === String(at)))
    const hit = results.map(({ matches }, i) => matches[rank[i]!]?.verdict)
    const wrong = results.filter(({ at, matches }) => matches.some(({ known, verdict }) => verdict === 'same' && known.id !== String(at))).length
    console.log(row(change, [
      `first ${part(rank.filter((place) => place === 0).length, 1_000)}`, `five ${part(rank.filter((place) => place >= 0).length, 1_000)}`,
      `same ${part(hit.filter((verdict) => verdict === 'same').length, 1_000)}`, `ask ${part(hit.filter((verdict) => verdict === 'ask').length, 1_000)}`,
      `wrongly same ${wrong}`,
    ]))
  }
  const strangers = names.slice(size).map(({ full: name }) => matcher.find({ name }, 5))
  const asked = strangers.filter((matches) => matches.some(({ verdict }) => verdict === 'ask')).length
  const merged = strangers.filter((matches) => matches.some(({ verdict }) => verdict === 'same')).length
  console.log(row('not in the list', [`asked ${part(asked, strangers.length)}`, `wrongly same ${merged}`]))
}

/** Time and memory of a large list. */
function sizes(count: number): void {
  title(`${count} organisations`)
  const random = seeded(7)
  const names = makeNames(count, random)
  const parsed = timed(() => names.forEach(({ full }) => parseName(full)))
  const known: Known[] = names.map(({ full: name }, at) => ({ id: String(at), name }))
  globalThis.gc?.()
  const before = memory()
  let matcher = createMatcher([])
  const built = timed(() => (matcher = createMatcher(known)))
  globalThis.gc?.()
  const held = memory() - before
  const altered = Object.values(changes(random))
  const queries = Array.from({ length: 3_000 }, (_, i) => altered[i % altered.length]!(names[Math.floor(random() * count)]!))
  const asked = timed(() => queries.forEach((name) => matcher.find({ name }, 5)))
  console.log(row('names taken apart a second', [String(Math.round((count / parsed) * 1000))]))
  console.log(row('matcher built', [`${Math.round(built)} ms`, globalThis.gc ? `${Math.round(held / 2 ** 20)} MB` : 'memory: run with --expose-gc']))
  console.log(row('one find', [`${(asked / queries.length).toFixed(3)} ms`]))
}

function pinyinOf(file: string): void {
  title('Pinyin keys')
  if (!isThere(file)) return
  const names = readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { name: string }).name)
  console.log(row(`${names.length} product names`, [`${Math.round(timed(() => names.forEach((name) => pinyinKeys(name))))} ms`]))
}

function count<T extends { isMatch: boolean }>(judged: readonly T[], isTaken: (one: T) => boolean): Counts {
  const taken = judged.filter(isTaken)
  const found = taken.filter(({ isMatch }) => isMatch).length
  return { found, wrong: taken.length - found, missed: judged.filter(({ isMatch }) => isMatch).length - found }
}

function f1({ found, missed, wrong }: Counts): { precision: number; recall: number; f1: number } {
  const precision = found / (found + wrong)
  const recall = found / (found + missed)
  return { precision, recall, f1: found ? (2 * precision * recall) / (precision + recall) : 0 }
}

function measures<T extends { isMatch: boolean }>(judged: readonly T[], isTaken: (one: T) => boolean): string[] {
  const counts = count(judged, isTaken)
  const { precision, recall, f1: both } = f1(counts)
  return [`precision ${precision.toFixed(3)}`, `recall ${recall.toFixed(3)}`, `F1 ${both.toFixed(3)}`, `wrong ${counts.wrong}, missed ${counts.missed}`]
}

/** Comma-separated rows with quoted fields. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  for (const line of text.split(/\r?\n/).filter(Boolean)) {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    rows.push(cells.map(([, quoted, plain]) => (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))))
  }
  return rows
}

function timed(work: () => void): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function isThere(file: string): boolean {
  const found = existsSync(file)
  if (!found) console.log(`left out: ${path.relative('.', file)} is missing`)
  return found
}

function title(text: string): void {
  console.log(`\n${text}\n${'-'.repeat(text.length)}`)
}

function row(label: string, cells: readonly string[]): string {
  return [label.padEnd(42), ...cells].join('  ')
}

function part(some: number, all: number): string {
  return `${((100 * some) / Math.max(1, all)).toFixed(1)} %`
}
