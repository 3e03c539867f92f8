import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { parseCreditCode } from './codes/credit-code.ts'
import { parseStockCode } from './codes/stock-code.ts'
import { createMatcher, normalKey, type Known, type Matcher, type Reason } from './matching/index.ts'
import type { Identifier, Register } from './register.ts'

/** What a row says of who an organisation is. */
export type Appearance = {
  name?: string
  otherNames?: readonly string[]
  creditCode?: string
  stockCode?: string
  /** The list's own code, in the scheme of that list. */
  code?: Identifier
  region?: string
}

/** Who it is, whether they were made just now, and whether they are newly known by the name given. */
export type Recognised = { id: number; created: boolean; newName: boolean }

type Doubt = { left: number; right: number; score: number; reasons: Reason[] }

/**
 * Recognises organisations for one transaction: by code, else by exact name with no contradiction, else as somebody new, and then
 * whoever looks alike is asked about, pair by pair. A pair that was decided is never asked again.
 */
export type Recogniser = {
  /** Fetches what is known of everybody who appears, and reserves an id for whoever may turn out to be new. Call once for each sheet, before `recognise`. */
  meet(appearances: Iterable<Appearance>): Promise<void>
  /** Who it is, or undefined where only an unknown code is given: nobody can be made from a code alone. */
  recognise(appearance: Appearance): Recognised | undefined
  /** The name that somebody who was met bears today. */
  nameOf(id: number): string | undefined
  /** Writes the questions that arose and answers how many are new. Comparing many newcomers takes long: `breathe` is called in between. */
  ask(importId: number, breathe: () => Promise<void>): Promise<number>
}

export function openRecogniser(tx: Tx, viewer: Viewer, register: Register): Recogniser {
  const regions = new Map<number, string | null>()
  const names = new Map<number, string>()
  const wholes = new Map<number, number>()
  const doubts: Doubt[] = []
  const unlike: { id: number; appearance: Appearance }[] = []

  async function meet(appearances: Iterable<Appearance>): Promise<void> {
    let some: Appearance[] = []
    for (const one of appearances) {
      if (some.push(one) < metAtOnce) continue
      await meetSome(some)
      some = []
    }
    await meetSome(some)
  }

  async function meetSome(appearances: readonly Appearance[]): Promise<void> {
    const wanted: Identifier[] = []
    const all: Identifier[][] = []
    for (const appearance of appearances) {
      const codes = codesOf(appearance)
      all.push(codes)
      wanted.push(...codes, ...namesOf(appearance))
    }
    await register.fetch('organisation', wanted)
    await register.reserve(all.filter((codes) => !codes.some((code) => register.find('organisation', code).length > 0)).length)
    const ids = new Set<number>()
    for (const one of wanted) for (const { id } of register.find('organisation', one)) if (!regions.has(id)) ids.add(id)
    const rows = await tx.query<{ id: number; name: string; region: string | null; whole: number | null }>(sql`
      select organisation_id as id, name, coalesce(city_code, region_code) as region, merged_into as whole from organisation
      where cluster_id = ${viewer.cluster} and organisation_id = any (${[...ids]}::bigint[])`)
    for (const { id, name, region, whole } of rows) {
      regions.set(id, region)
      names.set(id, name)
      if (whole !== null) wholes.set(id, whole)
    }
  }

  function recognise(appearance: Appearance): Recognised | undefined {
    const codes = codesOf(appearance)
    const byCode = codes.map((code) => register.find('organisation', code)[0]?.id).find((id) => id !== undefined)
    const known = byCode ?? byName(appearance, codes)
    if (known === undefined && appearance.name === undefined) return undefined
    const id = known ?? register.next()
    if (known === undefined) unlike.push({ id, appearance })
    return { id, created: known === undefined, newName: remember(id, appearance, codes) }
  }

  /** Exactly the same name, one bearer, and nothing that speaks against it: another code of the same scheme, another province. */
  function byName(appearance: Appearance, codes: readonly Identifier[]): number | undefined {
    const bearers = new Set<number>()
    for (const name of namesOf(appearance).slice(0, 1)) for (const { id } of register.find('organisation', name)) bearers.add(id)
    const fitting = [...bearers].filter((id) => !contradicts(id, appearance, codes))
    if (fitting.length === 1) return fitting[0]
    // Bearers that were merged into one are one.
    const merged = new Set(fitting.map((id) => wholes.get(id) ?? id))
    return merged.size === 1 ? [...merged][0] : undefined
  }

  function contradicts(id: number, appearance: Appearance, codes: readonly Identifier[]): boolean {
    const region = regions.get(id)
    if (region && appearance.region && region.slice(0, 2) !== appearance.region.slice(0, 2)) return true
    return codes.some((code) => register.carries('organisation', id, code.scheme))
  }

  /** True where one of the names was not known of them before. */
  function remember(id: number, appearance: Appearance, codes: readonly Identifier[]): boolean {
    let newName = false
    for (const code of codes) register.add('organisation', code, id)
    for (const name of namesOf(appearance)) if (register.add('organisation', name, id)) newName = true
    if (appearance.region && !regions.get(id)) regions.set(id, appearance.region)
    return newName
  }

  async function ask(importId: number, breathe: () => Promise<void>): Promise<number> {
    await compareNewcomers(breathe)
    const asked = await tx.query(sql`
      insert into question (cluster_id, import_id, left_id, right_id, score, reasons)
      select ${viewer.cluster}, ${importId}, left_id, right_id, score, reasons
      from unnest(${doubts.map((d) => d.left)}::bigint[], ${doubts.map((d) => d.right)}::bigint[], ${doubts.map((d) => d.score)}::float8[],
        ${doubts.map((d) => JSON.stringify(d.reasons))}::jsonb[]) as doubt (left_id, right_id, score, reasons)
      on conflict (cluster_id, left_id, right_id) do nothing returning 1`)
    return asked.length
  }

  /** Everybody new is compared with everybody else, themselves included, and only those that look alike are asked about. */
  async function compareNewcomers(breathe: () => Promise<void>): Promise<void> {
    const doubtful = unlike.filter(({ appearance }) => codesOf(appearance).every((code) => code.scheme !== 'uscc' && code.scheme !== 'stock'))
    if (doubtful.length === 0) return
    const matcher = await everybody()
    for (const [n, { id, appearance }] of doubtful.entries()) {
      if (n % comparedAtOnce === 0) await breathe()
      const own = new Set(codesOf(appearance).map((code) => code.scheme))
      for (const match of matcher.find(knownOf(id, appearance), 3)) {
        const other = Number(match.known.id)
        if (other === id || match.verdict === 'different' || [...own].some((scheme) => codeSchemes.get(other)?.has(scheme) === true)) continue
        doubts.push({ left: Math.min(id, other), right: Math.max(id, other), score: match.score, reasons: match.reasons })
      }
    }
  }

  const codeSchemes = new Map<number, Set<string>>()

  async function everybody(): Promise<Matcher> {
    const rows = await tx.query<{ id: number; name: string; other: string | null; short: string | null; english: string | null; credit: string | null; stock: string | null; region: string | null; schemes: string[] | null }>(sql`
      select organisation_id as id, name, former_names as other, short_name as short, english_name as english, credit_code as credit, stock_code as stock,
        coalesce(city_code, region_code) as region,
        (select array_agg(distinct scheme) from identifier where identifier.cluster_id = organisation.cluster_id and entity_kind = 'organisation'
          and entity_id = organisation_id and scheme <> 'name') as schemes
      from organisation where cluster_id = ${viewer.cluster} and retired_at is null and merged_into is null
      order by organisation_id`)
    for (const { id, schemes } of rows) codeSchemes.set(id, new Set(schemes ?? []))
    for (const { id, appearance } of unlike) codeSchemes.set(id, new Set(codesOf(appearance).map((code) => code.scheme)))
    const newcomers = new Set(unlike.map(({ id }) => id))
    const known: Known[] = rows.filter(({ id }) => !newcomers.has(id)).map((row) => ({
      id: String(row.id), name: row.name, otherNames: [row.short, row.english, ...(row.other?.split('；') ?? [])].filter((one) => one !== null),
      creditCode: row.credit ?? undefined, stockCode: row.stock ?? undefined, region: row.region ?? undefined,
    }))
    return createMatcher([...known, ...unlike.map(({ id, appearance }) => knownOf(id, appearance))])
  }

  return { meet, recognise, nameOf: (id) => names.get(id), ask }
}

/** So many appearances are looked up together: enough for one trip to count for little, few enough for their codes and names to take little memory. */
const metAtOnce = 20_000

/** So many newcomers are compared with everybody before others get their turn: some ten milliseconds among a hundred thousand. */
const comparedAtOnce = 16

function knownOf(id: number, { name, otherNames, creditCode, stockCode, region }: Appearance): Known {
  return { id: String(id), name: name ?? '', otherNames: [...(otherNames ?? [])], creditCode, stockCode, region }
}

/** The identifying codes of an appearance, each in its scheme, in their canonical form; a code that is no code identifies nobody. */
export function codesOf({ creditCode, stockCode, code }: Appearance): Identifier[] {
  const codes: Identifier[] = []
  const credit = creditCode === undefined ? undefined : parseCreditCode(creditCode)
  if (credit?.ok) codes.push({ scheme: 'uscc', value: credit.code })
  const stock = stockCode === undefined ? undefined : parseStockCode(stockCode)
  if (stock?.ok) codes.push({ scheme: 'stock', value: stock.code })
  if (code) codes.push(code)
  return codes
}

function namesOf({ name, otherNames }: Appearance): Identifier[] {
  return [name, ...(otherNames ?? [])].filter((one): one is string => one !== undefined)
    .map((one) => ({ scheme: 'name', value: normalKey(one) })).filter((one) => one.value !== '')
}
