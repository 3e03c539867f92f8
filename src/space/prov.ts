import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { objectKindOf } from '../ledger/refs.ts'
import { claims, descents, imports, sources, type ClaimLine, type Descent, type SourceLine } from './ledger.ts'
import { rowsOf } from './rows.ts'
import { openSink, type FileInfo } from './writer.ts'

type Entry = [id: string, value: Record<string, unknown>]
type ImportLine = { import: number; account: number | null; by: string | null; recordedAt: string }

const name = (kind: string, id: number): string => `polycenter:${kind}-${id}`

/**
 * The provenance of every claim after W3C PROV-JSON: claims and sources are entities, imports activities, organisations and people
 * agents. Written a section at a time, so that no ledger is too large.
 */
export async function writeProv(tx: Tx, viewer: Viewer, folder: string): Promise<Record<string, FileInfo>> {
  const sink = await openSink(folder, 'prov.json')
  const eachClaim = (): AsyncGenerator<ClaimLine> => rowsOf<ClaimLine>(tx, claims(viewer))
  const eachDescent = (): AsyncGenerator<Descent> => rowsOf<Descent>(tx, descents(viewer))
  const eachSource = (): AsyncGenerator<SourceLine> => rowsOf<SourceLine>(tx, sources(viewer))
  const eachImport = (): AsyncGenerator<ImportLine> => rowsOf<ImportLine>(tx, imports(viewer))
  const sections: [string, () => AsyncGenerator<Entry>][] = [
    ['entity', async function* () {
      for await (const source of eachSource()) yield [name('source', source.source), entityOfSource(source)]
      for await (const claim of eachClaim()) yield [name('claim', claim.claim), entityOfClaim(claim)]
    }],
    ['activity', async function* () {
      for await (const one of eachImport()) yield [name('import', one.import), { 'prov:type': 'polycenter:Import', 'prov:endTime': one.recordedAt }]
    }],
    ['agent', () => agents(eachSource(), eachImport())],
    ['wasGeneratedBy', async function* () {
      for await (const claim of eachDescent()) if (claim.import !== null) yield [`_:g${claim.claim}`, { 'prov:entity': name('claim', claim.claim), 'prov:activity': name('import', claim.import), 'prov:time': claim.recordedAt }]
    }],
    ['wasDerivedFrom', async function* () {
      for await (const claim of eachDescent()) {
        yield [`_:d${claim.claim}`, { 'prov:generatedEntity': name('claim', claim.claim), 'prov:usedEntity': name('source', claim.source) }]
        if (claim.supersededBy !== null) yield [`_:r${claim.claim}`, { 'prov:generatedEntity': name('claim', claim.supersededBy), 'prov:usedEntity': name('claim', claim.claim), 'prov:type': 'prov:Revision' }]
      }
    }],
    ['wasAttributedTo', async function* () {
      for await (const source of eachSource()) if (source.giver !== null) yield [`_:a${source.source}`, { 'prov:entity': name('source', source.source), 'prov:agent': name('organisation', source.giver) }]
    }],
    ['wasAssociatedWith', async function* () {
      for await (const one of eachImport()) if (one.account !== null) yield [`_:s${one.import}`, { 'prov:activity': name('import', one.import), 'prov:agent': name('account', one.account) }]
    }],
  ]
  await sink.line('{"prefix":{"prov":"http://www.w3.org/ns/prov#","polycenter":"urn:polycenter:"}')
  for (const [section, entries] of sections) {
    await sink.line(`,\n${JSON.stringify(section)}:{`)
    let separator = ''
    for await (const [id, value] of entries()) {
      await sink.line(`${separator}\n${JSON.stringify(id)}:${JSON.stringify(present(value))}`)
      separator = ','
    }
    await sink.line('}')
  }
  await sink.line('}\n')
  return { 'prov.json': await sink.close() }
}

function entityOfSource({ kind, name: title, sha256, url, grade, right, recordedAt, withdrawnAt }: SourceLine): Record<string, unknown> {
  return {
    'prov:type': 'polycenter:Source', 'prov:label': title, 'polycenter:kind': kind, 'polycenter:sha256': sha256, 'polycenter:url': url,
    'polycenter:grade': grade, 'polycenter:right': right, 'polycenter:recordedAt': recordedAt, 'polycenter:withdrawnAt': withdrawnAt,
  }
}

function entityOfClaim(claim: ClaimLine): Record<string, unknown> {
  const { subjectKind, subject, subjectName, predicate, object, period, scope, grade, right, unit, blankReason, sheet, row, column, endedAt, endReason } = claim
  return {
    'prov:type': 'polycenter:Claim', 'prov:value': claim.text ?? claim.number, 'prov:label': subjectName, 'polycenter:subject': name(subjectKind, subject), 'polycenter:predicate': predicate,
    'polycenter:object': object === 0 ? null : name(objectKindOf(predicate), object), 'polycenter:period': period || null, 'polycenter:scope': scope || null,
    'polycenter:unit': unit, 'polycenter:blankReason': blankReason, 'polycenter:grade': grade, 'polycenter:right': right,
    'polycenter:sheet': sheet, 'polycenter:row': row, 'polycenter:column': column, 'polycenter:endedAt': endedAt, 'polycenter:endReason': endReason,
  }
}

/** Each giver and each person once. */
async function* agents(eachSource: AsyncGenerator<SourceLine>, eachImport: AsyncGenerator<ImportLine>): AsyncGenerator<Entry> {
  const told = new Set<string>()
  for await (const { giver, giverName } of eachSource) {
    if (giver === null || told.has(name('organisation', giver))) continue
    told.add(name('organisation', giver))
    yield [name('organisation', giver), { 'prov:type': 'prov:Organization', 'prov:label': giverName }]
  }
  for await (const { account, by } of eachImport) {
    if (account === null || told.has(name('account', account))) continue
    told.add(name('account', account))
    yield [name('account', account), { 'prov:type': 'prov:Person', 'prov:label': by }]
  }
}

function present(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined))
}
