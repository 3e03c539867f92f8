import { describe, expect, test } from 'vitest'
import { firstSheet } from './fixtures.ts'
import { readWorkbook } from './read.ts'

const yearbook = `


<!-- 网页 --><html><head><title>导出</title><style>td{height:25px}</style></head><body>
<div>中国2014年城市行政区划</div>
<table><tr><td>单位:%</td></tr></table>
<TABLE class="tb">
<tr><td rowspan="2">城市</td><td colspan=2>第一产业</td><td colspan='2'>第二产业</td></tr>
<tr><td>全市</td><td>市辖区</td><td>全市</td><td>市辖区</td></tr>
<tr><td>&nbsp; 北京</td><td>1.94</td><td>&nbsp;</td><td>48.24</td><td>57&#46;09</td>
<tr><td>A&amp;B<br>公司<td><b>2</b>,5
</table><p>注：数据来源</p></body></html>`

describe('a web page called .xls', () => {
  test('reads like a sheet: title, unit line, merged headings, rows, notes', async () => {
    const { sheets, format } = await readWorkbook(Buffer.from(yearbook), { name: '年鉴.xls' })
    expect(format).toBe('html')
    expect(sheets[0]?.rows).toEqual([
      ['中国2014年城市行政区划'],
      ['单位:%'],
      ['城市', '第一产业', null, '第二产业'],
      [null, '全市', '市辖区', '全市', '市辖区'],
      ['北京', '1.94', null, '48.24', '57.09'],
      ['A&B\n公司', '2,5'],
      ['注：数据来源'],
    ])
    expect(sheets[0]?.merges).toEqual([
      { top: 2, left: 0, bottom: 3, right: 0 },
      { top: 2, left: 1, bottom: 2, right: 2 },
      { top: 2, left: 3, bottom: 2, right: 4 },
    ])
  })

  test.each([
    ['a mark of byte order', '\uFEFF<table><tr><td>甲</td></tr></table>'],
    ['a comment with tags in it', '<!-- <html> > --> <table><tr><td>甲</td></tr></table>'],
    ['a document type', '<!DOCTYPE html>\n<html><table><tr><td>甲</td></tr></table></html>'],
    ['an XML declaration', '<?xml version="1.0"?><html xmlns:x="urn:x"><body><table><tr><td x:num="1">甲</td></tr></table></body></html>'],
  ])('is recognised behind %s', async (_, page) => {
    expect((await firstSheet(page, 'a.xls')).rows).toEqual([['甲']])
  })

  test('in GB2312 as its meta tag says', async () => {
    const bytes = Buffer.concat([Buffer.from('<meta charset=gb2312><table><tr><td>'), Buffer.from('b9e3d6dd', 'hex'), Buffer.from('</td></tr></table>')])
    expect((await firstSheet(bytes, 'a.xls')).rows).toEqual([['广州']])
  })

  test('a cell that spans down pushes the cells of the rows below to the right', async () => {
    const { rows } = await firstSheet('<table><tr><td>a</td><td rowspan=3>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></table>')
    expect(rows).toEqual([['a', 'b', 'c'], ['d', null, 'e'], ['f', null, 'g']])
  })

  test('scripts are no text, and an unclosed tag is no end of the world', async () => {
    expect((await firstSheet('<html><script>var t = "<table>"</script><table><tr><td>a<td>b<tr><td>c</table><td')).rows).toEqual([['a', 'b'], ['c']])
  })
})
