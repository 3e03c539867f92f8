import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstSheet } from './fixtures.ts'
import { findJsonFault } from './json-fault.ts'
import { readWorkbook } from './read.ts'

const table = '企业名称,城市,营业收入\r\n"广州,仪器公司",广州,"1,234.50"\r\n深圳光电,深圳,\r\n'
const rows = [['企业名称', '城市', '营业收入'], ['广州,仪器公司', '广州', '1,234.50'], ['深圳光电', '深圳']]

const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le')
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
/** `企业名称,城市` … of the table above in GB18030, as Excel saves it on a Chinese computer. */
const gb18030 = Buffer.from(
  'c6f3d2b5c3fbb3c62cb3c7cad02cd3aad2b5cac0c8eb0d0a22b9e3d6dd2cd2c7c6f7b9abcbbe222cb9e3d6dd2c22312c3233342e3530220d0ac9eedbdab9e2b5e72cc9eedbda2c0d0a'.replace('cac0c8eb', 'cad5c8eb'), 'hex')

describe('a table in text reads the same in every encoding', () => {
  test.each([
    ['utf-8', 'UTF-8', Buffer.from(table)],
    ['utf-8', 'UTF-8 with a mark', Buffer.from(`\uFEFF${table}`)],
    ['gb18030', 'GB18030', gb18030],
    ['utf-16le', 'UTF-16 little-endian with a mark', utf16le(`\uFEFF${table}`)],
    ['utf-16be', 'UTF-16 big-endian with a mark', utf16be(`\uFEFF${table}`)],
    ['utf-16le', 'UTF-16 little-endian without a mark', utf16le(table)],
    ['utf-16be', 'UTF-16 big-endian without a mark', utf16be(table)],
  ])('%s: %s', async (encoding, _, bytes) => {
    const workbook = await readWorkbook(bytes, { name: '企业.csv' })
    expect(workbook).toMatchObject({ format: 'csv', encoding, delimiter: ',', sheets: [{ name: '企业', rows }] })
  })

  test('a UTF-8 file with one damaged byte stays readable', async () => {
    const bytes = Buffer.from('企业名称,城市\n'.repeat(50))
    bytes[40] = 0xff
    const workbook = await readWorkbook(bytes, { name: 'a.csv' })
    expect(workbook.encoding).toBe('utf-8')
    expect(workbook.sheets[0]?.rows[9]).toEqual(['企业名称', '城市'])
  })

  test('a UTF-8 file cut off within a character stays UTF-8', async () => {
    const bytes = Buffer.from('名称,城市\n广州,深圳')
    expect((await readWorkbook(bytes.subarray(0, -1), { name: 'a.csv' })).encoding).toBe('utf-8')
  })
})

describe('fields', () => {
  test.each([
    ['tabs', '名称\t收入\n甲\t1,2\n乙\t3,4\n', '\t'],
    ['semicolons', '名称;收入;占比\n甲;1,5;2\n乙;2,5;3\n', ';'],
    ['bars', '名称|收入\n甲|1\n乙|2\n', '|'],
    ['a line that says so', 'sep=;\n名称;收入\n甲;1\n', ';'],
    ['commas under a title and a unit line', '2024年主要指标\n单位：万元\n城市,产值,增速\n广州,1,2\n深圳,3,4\n', ','],
  ])('cut by %s', async (_, text, delimiter) => {
    const workbook = await readWorkbook(Buffer.from(text), { name: 'a.csv' })
    expect(workbook.delimiter).toBe(delimiter)
    expect(workbook.sheets[0]?.rows.at(-1)?.length).toBeGreaterThan(1)
  })

  test('in quotes hold line ends, delimiters and doubled quotes', async () => {
    const { rows } = await firstSheet('id,text\n1,"first\r\nsecond, ""third"""\n2,plain "inner" quote\n')
    expect(rows).toEqual([['id', 'text'], ['1', 'first\r\nsecond, "third"'], ['2', 'plain "inner" quote']])
  })

  test('stay as written: no numbers, dates or blanks are guessed', async () => {
    const { rows } = await firstSheet('code,n,d\n000001, 1e5 ,2024/1/2\n')
    expect(rows[1]).toEqual(['000001', ' 1e5 ', '2024/1/2'])
  })

  test('empty ones are null, blank lines keep their number', async () => {
    const { rows, rowNumbers } = await firstSheet('a,b,c\n\n1,,3\n')
    expect(rows).toEqual([['a', 'b', 'c'], [], ['1', null, '3']])
    expect([...rowNumbers as Uint32Array]).toEqual([1, 2, 3])
  })

  test('any line end, and none at the end of the file', async () => {
    expect((await firstSheet('a,b\r1,2\r3,4')).rows).toEqual([['a', 'b'], ['1', '2'], ['3', '4']])
  })

  test('lose NULs, which no database keeps', async () => {
    expect((await firstSheet('name,city,code\nab\0c,x,1\nd,e,2\nf,g,3\nh,i,4\n')).rows[1]).toEqual(['abc', 'x', '1'])
  })

  test('whatever is written comes back', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', ';', '\t', ' ', '1'), maxLength: 6 })
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 }), async (written) => {
      const records = [['名称', '城市', '备注'], ...written]
      const text = records.map((record) => record.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      const { rows } = await firstSheet(text)
      expect(records.map((record) => record.map((value) => value || null))).toEqual(records.map((record, i) => record.map((_, c) => rows[i]?.[c] ?? null)))
    }))
  })
})

describe('JSON', () => {
  test('a list of records: headings are the keys in the order they appear, records are numbered from 1', async () => {
    const { rows, rowNumbers } = await firstSheet('[{"name":"甲","at":{"city":"广州","tags":["a","b"]}},{"name":"乙","code":1.5,"ok":true}]', 'a.json')
    expect(rows).toEqual([['name', 'at.city', 'at.tags', 'code', 'ok'], ['甲', '广州', 'a；b'], ['乙', null, null, 1.5, true]])
    expect([...rowNumbers as Uint32Array]).toEqual([0, 1, 2])
  })

  test('one record a line is numbered by line, whatever the file is called', async () => {
    const workbook = await readWorkbook(Buffer.from('{"a":1}\n\n{"b":"x"}\r\n'), { name: '产品.json' })
    expect(workbook).toMatchObject({ format: 'jsonl', sheets: [{ name: '产品', rows: [['a', 'b'], [1], [null, 'x']] }] })
    expect([...workbook.sheets[0]!.rowNumbers as Uint32Array]).toEqual([0, 1, 3])
  })

  test('lists by name become a sheet each', async () => {
    const { sheets } = await readWorkbook(Buffer.from('{"meta":1,"nodes":[{"id":1}],"data":{"links":[{"to":2}]}}'), { name: 'a.json' })
    expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([['nodes', [['id'], [1]]], ['data.links', [['to'], [2]]]])
  })

  test('columns by name become one sheet', async () => {
    expect((await firstSheet('{"name":["甲","乙"],"code":[1,2]}')).rows).toEqual([['name', 'code'], ['甲', 1], ['乙', 2]])
  })

  test('one record alone, and lists of lists', async () => {
    expect((await firstSheet('{"name":"甲","n":1}')).rows).toEqual([['name', 'n'], ['甲', 1]])
    expect((await firstSheet('[["name","n"],["甲",1]]')).rows).toEqual([['name', 'n'], ['甲', 1]])
  })

  test('long identifiers written as numbers keep all their digits', async () => {
    expect((await firstSheet('[{"id":911100001234567890,"s":"x 911100001234567890"}]')).rows[1]).toEqual(['911100001234567890', 'x 911100001234567890'])
  })

  test('text that PostgreSQL refuses is mended', async () => {
    expect((await firstSheet('[{"a":"x\\u0000y\\ud800z"}]')).rows[1]).toEqual(['xy\uFFFDz'])
  })

  test('keys that mean something to the language are only keys', async () => {
    expect((await firstSheet('[{"__proto__":1,"constructor":2}]')).rows).toEqual([['__proto__', 'constructor'], [1, 2]])
  })
})

test.each([
  ['{"a":}', 5], ['{"a":1,}', 7], ['[1,2', 4], ['{"a" 1}', 5], ['[1 2]', 3], ['{"a":"x', 7], ['{a:1}', 1], ['[01]', 2], ['[1]]', 3], ['["\\x"]', 1], ['{"a":tru', 5],
])('%s breaks at character %d', (text, place) => {
  expect(findJsonFault(text)).toBe(place)
})
