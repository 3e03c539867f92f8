import type { Recipe } from '../../shared/sheets.ts'
import type { SheetKind } from '../../shared/vocabulary.ts'
import { regionOf } from '../../registry/codes/region.ts'
import { periodInTitle, readPeriod } from './dates.ts'
import type { GuessInput, Match } from './guess.ts'
import { datumOfHeading } from './places.ts'
import type { Heading, Table } from './table.ts'
import { splitUnit } from './units.ts'

/** What a sheet says elsewhere than in a column: in its title, name and file name, or by being what it is. */
type Given = { constants: Recipe['constants']; units: Recipe['units'] }

const subjectKinds: [RegExp, string][] = [
  [/城市|地区|地市|市|省|县|区域|region|city|province|county|area/i, 'region'],
  [/企业|公司|单位|主体|机构|company|firm|organi[sz]ation|enterprise/i, 'organisation'],
  [/环节|产品|节点|node|product/i, 'node'],
  [/集群|cluster/i, 'cluster'],
]

/** Values for fields that no column carries. They are shown for confirmation like everything else that is guessed. */
export function givenElsewhere(kind: SheetKind, matches: readonly Match[], input: GuessInput): Given {
  if (kind === 'inputs') return { constants: hasField(matches, 'relation') ? {} : { relation: 'requires' }, units: {} }
  if (kind === 'organisations') return { constants: datumOf(matches), units: {} }
  if (kind !== 'observations') return { constants: {}, units: {} }
  const constants: Recipe['constants'] = { ...subjectOf(matches, input), ...periodOf(matches, input) }
  const title = input.table.notes[0]
  const acrossPeriods = everyRestIsPeriod(matches, input.table)
  if (hasField(matches, 'indicator') || !acrossPeriods || title === undefined) return { constants, units: {} }
  const { label, unit } = splitUnit(title)
  return { constants: { ...constants, indicator: label.slice(0, 100) }, units: unit === undefined ? {} : { value: unit } }
}

/** What coordinates are counted from, where the heading says it. */
function datumOf(matches: readonly Match[]): Recipe['constants'] {
  const heading = matches.find(({ field }) => field === 'longitude')?.heading.text
  const datum = heading === undefined || hasField(matches, 'datum') ? undefined : datumOfHeading(heading)
  return datum === undefined ? {} : { datum }
}

/** Whom the sheet is about: by the word over its subjects, else (indicators by period) the region of its title, else the cluster. */
function subjectOf(matches: readonly Match[], { table, file }: GuessInput): Recipe['constants'] {
  const subject = matches.find((match) => match.field === 'subject')
  if (subject) {
    const kind = subject.why === 'values' ? 'region' : subjectKinds.find(([words]) => words.test(subject.heading.label))?.[1]
    return hasField(matches, 'subjectKind') || kind === undefined ? {} : { subjectKind: kind }
  }
  if (hasField(matches, 'subjectCode') || !hasField(matches, 'indicator') || !everyRestIsPeriod(matches, table)) return {}
  const region = titlesOf(table, file).map(regionInTitle).find((name) => name !== undefined)
  return region === undefined ? { subjectKind: 'cluster', subject: '本集群' } : { subjectKind: 'region', subject: region }
}

function periodOf(matches: readonly Match[], { table, file }: GuessInput): Recipe['constants'] {
  if (hasField(matches, 'period') || table.headings.some((heading) => headingPeriod(heading) !== undefined)) return {}
  const period = titlesOf(table, file).map(periodInTitle).find((found) => found !== undefined)
  return period === undefined ? {} : { period }
}

function titlesOf(table: Table, file: { name: string }): string[] {
  return [...table.notes, table.sheet, file.name]
}

function regionInTitle(title: string): string | undefined {
  return regionOf(title.trim().replace(/^[\d\s年月季度第一二三四\-至~—]+/, ''))?.region.name
}

/** The period that stands in a heading itself: `2014`, `2014年_全市`. */
function headingPeriod({ label }: Heading): string | undefined {
  return label.split('_').map((part) => (/^(?:19|20)\d{2}/.test(part.trim()) ? readPeriod(part) : undefined)).find((period) => period !== undefined)
}

function everyRestIsPeriod(matches: readonly Match[], table: Table): boolean {
  const rest = restOf(matches, table)
  return rest.length > 0 && rest.every((heading) => headingPeriod(heading) !== undefined && !heading.label.includes('_'))
}

function hasField(matches: readonly Match[], field: string): boolean {
  return matches.some((match) => match.field === field)
}

/** The headings that are no field. */
export function restOf(matches: readonly Match[], table: Table): Heading[] {
  const mapped = new Set(matches.map((match) => match.heading.column))
  return table.headings.filter((heading) => !mapped.has(heading.column))
}
