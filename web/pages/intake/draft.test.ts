import { describe, expect, it } from 'vitest'
import { recipeSchema } from '../../../src/shared/sheets.ts'
import { changeSheet, countsOf, emptyDraft, mend, newFile, nextStep, problemsOf, readColumnAs, readFile, requestOf, withField, type Draft, type Preview, type Uploaded } from './draft.ts'

const recipe = recipeSchema.parse({ name: '名单', kind: 'organisations', headings: { name: ['企业名称'], city: ['市'] } })
const headings: Preview['headings'] = [
  { column: 0, letter: 'A', text: '企业名称', field: 'name', why: 'exact' },
  { column: 1, letter: 'B', text: '市', field: 'city', why: 'exact' },
  { column: 2, letter: 'C', text: '备注', field: null, why: null },
]
const preview: Preview = {
  sheet: '名单', table: 0, kind: 'organisations', recipe, known: false, confidence: 0.9, headings, headerRow: 1, sample: [{ row: 2, cells: ['甲', '深圳市', null] }],
  rows: 10, good: 8, toMend: 2, warnings: 0, problems: [{ sheet: '名单', row: 2, column: 'B', code: 'unknown-region', severity: 'error', message: { zh: '没有这个地区', en: 'No such region' } }], problemsTotal: 1, notes: [], instead: null,
}

function draftWith(...previews: Preview[]): Draft {
  const uploaded: Uploaded = { file: 'a'.repeat(64), name: '名单.xlsx', bytes: 5, format: 'xlsx', encoding: null, loadedBefore: null, sheets: previews }
  return { ...emptyDraft, files: [readFile(newFile(1, { name: '名单.xlsx', size: 5 }), uploaded)] }
}
const confirmed = (draft: Draft) => draft.files.flatMap((file) => file.sheets).reduce((now, { id }) => changeSheet(now, id, (sheet) => ({ ...sheet, standing: 'confirmed' })), draft)

describe('the one button says what will happen', () => {
  it('asks to confirm guessed headings first', () => {
    expect(nextStep(draftWith(preview))).toEqual({ do: 'confirm', sheets: ['1-名单-0'] })
  })
  it('loads the good rows where others are to be mended', () => {
    expect(nextStep(confirmed(draftWith(preview)))).toEqual({ do: 'load', rows: 8, all: false })
  })
  it('asks to mend where nothing is to be loaded before every row is good', () => {
    const draft = confirmed(draftWith(preview))
    expect(nextStep({ ...draft, options: { ...draft.options, choice: 'all' } })).toEqual({ do: 'mend', rows: 2 })
  })
  it('loads all where all is good, and a known sheet asks nothing', () => {
    expect(nextStep(draftWith({ ...preview, known: true, good: 10, toMend: 0 }))).toEqual({ do: 'load', rows: 10, all: true })
  })
  it('waits while a file is on its way', () => {
    expect(nextStep({ ...emptyDraft, files: [newFile(1, { name: 'a.csv', size: 1 })] })).toEqual({ do: 'wait' })
  })
})

describe('sheets that nobody knows', () => {
  it('are left out until their kind is chosen', () => {
    const draft = draftWith({ ...preview, kind: null, recipe: null })
    expect(countsOf(draft).rows).toBe(0)
    expect(problemsOf(draft)).toEqual([])
    expect(requestOf(draft, { toMend: 0 }, false).files).toEqual([])
  })
})

describe('what is asked of the server', () => {
  it('keeps the recipe of a guessed sheet, and nothing at all in a trial', () => {
    const draft = draftWith(preview)
    expect(requestOf(draft, { toMend: 2 }, false)).toMatchObject({ choice: 'good-rows', dryRun: false, files: [{ sheets: [{ sheet: '名单', keepAs: '名单' }] }] })
    expect(requestOf(draft, { toMend: 2 }, true).files[0]?.sheets[0]).not.toHaveProperty('keepAs')
  })
  it('brings the mended cells along', () => {
    const draft = changeSheet(draftWith(preview), '1-名单-0', (sheet) => ({ ...sheet, mended: [{ row: 2, column: 'B', value: '广州市', before: '广洲' }] }))
    expect(requestOf(draft, { toMend: 0 }, false).files[0]?.fixes).toEqual([{ sheet: '名单', row: 2, column: 'B', value: '广州市' }])
  })
})

describe('reading a column as another field', () => {
  it('takes the field away from the column that had it', () => {
    expect(withField(recipe, headings[2]!, 'name').headings).toEqual({ city: ['市'], name: ['备注'] })
  })
  it('keeps a recipe that was known anew, so that next month is read so, too; a shipped one stays as it is', () => {
    const known = (given: object) => draftWith({ ...preview, known: true, recipe: { ...preview.recipe!, ...given } }).files[0]!.sheets[0]!
    expect(readColumnAs(known({}), headings[2]!, 'note')).toMatchObject({ standing: 'guessed', keepAs: '名单', chosen: ['C'] })
    expect(readColumnAs(known({ title: { zh: '名', en: 'Name' } }), headings[2]!, 'note').keepAs).toBe('名单 2')
    expect(readColumnAs({ ...known({}), standing: 'confirmed' }, headings[2]!, 'note').keepAs).toBeNull()
  })
  it('leaves the column unread', () => {
    expect(withField(recipe, headings[1]!, null).headings).toEqual({ name: ['企业名称'] })
  })
})

describe('mending a cell', () => {
  it('remembers what stood there first, however often it is changed', () => {
    const once = mend([], { row: 2, column: 'B', value: '广州', before: '广洲' })
    expect(mend(once, { row: 2, column: 'B', value: '广州市', before: '广州' })).toEqual([{ row: 2, column: 'B', value: '广州市', before: '广洲' }])
  })
  it('is undone by writing back what stood there', () => {
    const once = mend([], { row: 2, column: 'B', value: '广州', before: '广洲' })
    expect(mend(once, { row: 2, column: 'B', value: '广洲', before: '广州' })).toEqual([])
  })
})
