import { describe, expect, test } from 'vitest'
import { blankReason } from './blanks.ts'
import { readList } from './lists.ts'
import { readBoolean, readTerm } from './terms.ts'
import { fold, letterOf, likeness, tidy } from './text.ts'

describe('what stands for missing', () => {
  test.each([['', ''], ['  ', ''], ['-', '-'], ['—', '—'], ['/', '/'], ['N/A', 'N/A'], ['NA', 'NA'], ['…', '…'], ['无', '无'], ['未填报', '未填报'], ['保密', '保密'], ['（保密）', '保密'], ['不适用', '不适用']])(
    '“%s” is missing, because “%s”', (text, reason) => expect(blankReason(text, false)).toBe(reason))
  test('in a remark 无 is what the writer wanted to say', () => expect(blankReason('无', true)).toBeUndefined())
  test.each(['0', '无锡', '无人机', 'NAURA', '否', '硅'])('“%s” is a value', (text) => expect(blankReason(text, false)).toBeUndefined())
})

describe('lists', () => {
  test.each([['甲公司；乙公司', ['甲公司', '乙公司']], ['甲公司;乙公司、丙公司|丁公司\n戊公司', ['甲公司', '乙公司', '丙公司', '丁公司', '戊公司']], ['老厂名/更老的厂名', ['老厂名', '更老的厂名']], ['Coloplast A/S', ['Coloplast A/S']], ['甲；甲；', ['甲']]])(
    '%s', (text, list) => expect(readList(text)).toEqual(list))
})

describe('terms in the words people use', () => {
  test.each([
    ['actorTypes', '企业', 'enterprise'], ['actorTypes', '公司', 'enterprise'], ['actorTypes', '政府机关', undefined], ['actorTypes', '机关', 'government'], ['actorTypes', '高校', 'research'], ['actorTypes', '商会', 'association'], ['actorTypes', 'Service institution', 'service'],
    ['tiers', '专精特新小巨人', 'littleGiant'], ['tiers', '专精特新“小巨人”企业', 'littleGiant'], ['tiers', '专精特新', 'specialisedSme'], ['tiers', '链主企业', 'chainMaster'], ['tiers', '制造业单项冠军', 'singleChampion'],
    ['nodeKinds', 'tool_resource', 'equipment'], ['nodeKinds', 'material_resource', 'material'], ['nodeKinds', 'ultimate_output', 'product'], ['nodeKinds', '核心零部件', 'component'],
    ['relations', '上游材料', 'requires'], ['relations', '产品小类', 'isA'], ['relations', 'is a', 'isA'], ['relations', '同事', undefined], ['stages', '上游', 'upstream'], ['circles', '核心圈', 'core'], ['subjectKinds', '城市', 'region'],
  ] as const)('%s: %s means %s', (vocabulary, word, term) => expect(readTerm(vocabulary, word)).toBe(term))

  test.each([['是', true], ['否', false], ['合格', true], ['不合格', false], ['未通过', false], ['充足', true], ['不足', false], ['过高', false], ['可接受', true], ['Y', true], ['N', false], ['✓', true], ['TRUE', true], [0, false], [true, true], ['也许', undefined]])(
    '%s answers %s', (word, answer) => expect(readBoolean(word)).toBe(answer))
})

describe('text', () => {
  test('headings are compared without width, case, space and brackets', () => expect(fold(' 企业名称（全称）')).toBe(fold('企业名称(全称)')))
  test('spaces of every kind are taken off the ends', () => expect(tidy('\u00a0\u3000 阜新市\u200b ')).toBe('阜新市'))
  test('control characters go, line breaks stay', () => expect(tidy('外套\u007f类\u0008\n第二\t行\u0085')).toBe('外套类\n第二 行'))
  test.each([[0, 'A'], [25, 'Z'], [26, 'AA'], [701, 'ZZ'], [702, 'AAA']])('column %d is %s', (column, letter) => expect(letterOf(column)).toBe(letter))
  test('likeness is 1 for the same and 0 for nothing in common', () => expect([likeness('营业收入', '营业收入'), likeness('营业收入', '地址')]).toEqual([1, 0]))
})
