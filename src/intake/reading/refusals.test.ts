import fc from 'fast-check'
import { writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { patience, runs } from '../../../test/support/fuzz.ts'
import { errorCatalogue } from '../../shared/errors.ts'
import { handMade, oleWith, outcomeOf, partsOf, protectedXls, sheetFile, zipOf } from './fixtures.ts'

const sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
const lines = Array.from({ length: 200 }, (_, i) => [`企业${i}`, i, i / 7, i % 2 === 0])
const words = (text: string): Buffer => Buffer.from(text)

describe('a file that cannot be read gets one sentence that names it', () => {
  test.each([
    ['file-empty', 'nothing', words('')],
    ['file-empty', 'blanks', words('\uFEFF \r\n\t')],
    ['file-empty', 'a workbook of empty sheets', handMade({ sheet: '<sheetData/>' })],
    ['file-empty', 'an empty list', words('[]')],
    ['file-password', 'a ZIP with the flag of encryption', handMade({ sheet, encrypted: true })],
    ['file-password', 'a BIFF workbook with a FILEPASS record', protectedXls()],
    ['file-password', 'an encrypted package', oleWith('EncryptedPackage')],
    ['file-unknown', 'a PDF', words('%PDF-1.7\n%âãÏÓ')],
    ['file-unknown', 'a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['file-unknown', 'a Word document', zipOf([{ name: 'word/document.xml', content: '<w/>' }, { name: '_rels/.rels', content: '<Relationships/>' }])],
    ['file-unknown', 'an old Word document', oleWith('WordDocument')],
    ['file-unknown', 'a ZIP of other files', zipOf([{ name: 'a.csv', content: 'a,b' }])],
    ['file-unknown', 'a program', Buffer.concat([words('MZ\x90\0\x03\0'), Buffer.alloc(600)])],
    ['file-unknown', 'a page without a table', words('<html><body><p>请登录</p></body></html>')],
    ['file-unknown', 'other XML', words('<?xml version="1.0"?><rss><item/></rss>')],
    ['file-unknown', 'bytes that mean nothing', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 32))],
    ['file-broken', 'JSON cut short', words('[{"a":1},{"b":')],
    ['file-broken', 'a bad line of JSON', words('{"a":1}\n{"a":2}\n{"a":}\n')],
    ['file-broken', 'a quotation mark left open', words('a,b\n1,"x\n2,y\n')],
    ['file-broken', 'a worksheet that stops within', zipOf(partsOf({ sheet }).map((part) => part.name.endsWith('sheet1.xml') ? { ...part, content: String(part.content).slice(0, -9) } : part))],
    ['file-broken', 'a text that is missing', handMade({ sheet: '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>' })],
    ['file-broken', 'a sheet that is missing', zipOf(partsOf({ sheet }).filter(({ name }) => !name.endsWith('sheet1.xml')))],
  ])('%s: %s', async (code, _, bytes) => {
    const outcome = await outcomeOf(bytes, '名单 (3).xlsx')
    expect(outcome.code).toBe(code)
    expect(outcome.text?.zh).toContain('“名单 (3).xlsx”')
    expect(outcome.text?.en).toContain('"名单 (3).xlsx"')
  })

  test('a workbook that a spreadsheet program really encrypted', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [['a']] }] , encryption: { password: '秘密', spinCount: 1000 } })
    expect((await outcomeOf(bytes)).code).toBe('file-password')
  })

  test('the sentence says where JSON breaks', async () => {
    expect((await outcomeOf(words('{"a":1}\n{"a":2}\n{"a":}\n'))).text?.en).toMatch(/line 3: not JSON at character 6/)
    expect((await outcomeOf(words('[{"a":1},{"b":'))).text?.en).toMatch(/stops short at character 14/)
    expect((await outcomeOf(words('a,b\n1,2\n1,"x\n2,y\n'))).text?.en).toMatch(/line 3/)
  })
})

describe('a file that would cost too much', () => {
  const zeros = `<!--${'0'.repeat(3_000_000)}-->${sheet}`
  const limits = { maxUnpackedBytes: 1_000_000 }

  test('a ZIP bomb is seen in its directory, before anything is unpacked', async () => {
    expect((await outcomeOf(handMade({ sheet: zeros }), 'bomb.xlsx', limits)).code).toBe('file-bomb')
  })

  test('a ZIP bomb that lies about its size is stopped while it unpacks', async () => {
    expect((await outcomeOf(handMade({ sheet: zeros, declared: 100 }), 'bomb.xlsx', limits)).code).toBe('file-bomb')
  })

  test('a part that packs better than any sheet does is a bomb under any limit', async () => {
    const part = `<!--${'0'.repeat(30_000_000)}-->${sheet}`
    expect((await outcomeOf(handMade({ sheet: part }))).code).toBe('file-bomb')
    expect((await outcomeOf(handMade({ sheet: part, declared: 100 }))).code).toBe('file-bomb')
  })

  test('the same part linked as many sheets is unpacked against one budget', async () => {
    const parts = partsOf({ sheet: `<!--${'ab'.repeat(200_000)}-->${sheet}` }).map((part) => part.name === 'xl/workbook.xml'
      ? { ...part, content: String(part.content).replace(/<sheet .*?\/>/, (one) => one.repeat(50)) } : part)
    expect((await outcomeOf(zipOf(parts), 'a.xlsx', limits)).code).toBe('file-bomb')
  })

  test('a long text shown in very many cells', async () => {
    const strings = `<si><t>${'长'.repeat(1000)}</t></si>`
    const cells = '<c t="s"><v>0</v></c>'.repeat(300)
    expect((await outcomeOf(handMade({ sheet: `<sheetData><row>${cells}</row></sheetData>`, strings }), 'a.xlsx', limits)).code).toBe('too-large')
  })

  test.each([
    ['bytes', { maxBytes: 10 }, words('a,b,c\n1,2,3\n')],
    ['rows', { maxRows: 2 }, words('a\n1\n2\n')],
    ['columns', { maxColumns: 2 }, words('a,b,c\n')],
    ['columns of JSON', { maxColumns: 2 }, words('[{"a":1,"b":2,"c":3}]')],
    ['columns of a page', { maxColumns: 20 }, words(`<table><tr>${'<td colspan=9999 rowspan=9999></td>'.repeat(9)}</tr></table>`)],
    ['cells', { maxCells: 5 }, words('a,b\n1,2\n3,4\n')],
    ['a cell in the last corner', {}, handMade({ sheet: '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>' })],
    ['cells over many sheets', { maxRows: 100, maxCells: 50 }, handMade({ sheet: '<sheetData><row r="90"><c r="A90"><v>1</v></c></row></sheetData>' })],
  ])('too many %s', async (_, some, bytes) => {
    expect((await outcomeOf(bytes, 'a.xlsx', some)).code).toBe('too-large')
  })
})

describe('whatever arrives', () => {
  const codes = new Set(['xlsx', 'xls', 'html', 'csv', 'json', 'jsonl', ...Object.keys(errorCatalogue).filter((code) => code.startsWith('file-') || code === 'too-large')])

  test.each([
    ['xlsx', sheetFile('xlsx', lines)],
    ['xls', sheetFile('biff8', lines)],
    ['html', sheetFile('html', lines)],
    ['XML spreadsheet', sheetFile('xlml', lines)],
    ['csv', words(lines.map((line) => line.join(',')).join('\n'))],
    ['json', words(JSON.stringify(lines.map(([name, n]) => ({ name, n })), null, 1))],
    ['jsonl', words(lines.map(([name, n]) => JSON.stringify({ name, n })).join('\n'))],
  ])('%s cut short anywhere reads or is refused', async (format, bytes) => {
    for (let percent = 0; percent < 100; percent += 10) {
      const { code } = await outcomeOf(bytes.subarray(0, Math.floor((bytes.length * percent) / 100)))
      expect(codes).toContain(code)
      if (format === 'xlsx' || format === 'xls' || format === 'json') expect(code).toMatch(/^file-(broken|empty)$/)
    }
    expect(codes).toContain((await outcomeOf(bytes)).code)
  })

  const beginnings = ['', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '<html><table>', '[{"', '{"a":1}\n', '\xff\xfe', '\x09\x08\x10\x00', '<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">']

  test('random bytes, behind any beginning', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 2000 }), async (start, bytes) => {
      expect(codes).toContain((await outcomeOf(Buffer.concat([Buffer.from(start, 'latin1'), bytes]))).code)
    }), runs(500))
  }, patience(60_000))

  test.each([['xlsx', sheetFile('xlsx', lines)], ['xls', sheetFile('biff8', lines)], ['hand-made', handMade({ sheet, strings: '<si><t>a</t></si>' })]])('%s with bytes overwritten', async (_, bytes) => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255))
    await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
      const changed = Buffer.from(bytes)
      for (const [at, byte] of changes) changed[at] = byte
      expect(codes).toContain((await outcomeOf(changed)).code)
    }), runs(200))
  }, patience(60_000))

  test('random markup', async () => {
    const piece = fc.constantFrom('<table>', '</table>', '<tr>', '</tr>', '<td rowspan=3>', '<td colspan=2>', '</td>', '甲', '<!--', '-->', '<br>', '<', '&#0;', '&nbsp;', '"', '<td x="', '<p>')
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      expect(codes).toContain((await outcomeOf(words(`<html>${pieces.join('')}`))).code)
    }), runs(300))
  }, patience(60_000))

  test('random sheets of XML', async () => {
    const piece = fc.constantFrom('<sheetData>', '</sheetData>', '<row r="2">', '<row>', '<c r="B9">', '<c t="s">', '<c t="inlineStr">', '<v>1</v>', '<v>', '</v>', '<is>', '<t>x', '</t>', '<mergeCell ref="A1:B9"/>', '<![CDATA[', ']]>', '<c r="ZZZZ99999999">', '<', '/>', '"')
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      expect(codes).toContain((await outcomeOf(handMade({ sheet: pieces.join('') }))).code)
    }), runs(300))
  }, patience(60_000))
})
