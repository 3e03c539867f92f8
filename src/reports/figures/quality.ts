import type { ConflictFacts } from '../facts/quality.ts'
import { defineFigure } from '../shape.ts'
import { counted } from './registry.ts'
import { both, said } from './wording.ts'

/** Figures on the data themselves: how much there is, from how many sources, what contradicts, what is not decided. */
export const qualityFigures = [
  defineFigure({
    name: 'quality.claims', title: { zh: '有效主张数', en: 'Claims that stand' }, formula: { id: 'count-of-claims', version: 1, text: { zh: '证据账本中有效主张的条数', en: 'the number of claims that stand in the ledger' } },
    compute: ({ quality }) => [counted({ zh: '有效主张数', en: 'Claims that stand' }, quality.claims)],
  }),
  defineFigure({
    name: 'quality.sources', title: { zh: '在用来源数', en: 'Sources in use' }, formula: { id: 'count-of-claims', version: 1, text: { zh: '至少有一条有效主张的来源个数', en: 'the number of sources with at least one claim that stands' } },
    compute: ({ quality }) => [counted({ zh: '在用来源数', en: 'Sources in use' }, quality.sources)],
  }),
  defineFigure({
    name: 'quality.conflicts', title: { zh: '来源不一致的值', en: 'Values in conflict' }, formula: { id: 'count-of-conflicts', version: 1, text: { zh: '有效主张彼此不一致的值的个数', en: 'the number of values of which standing claims say different things' } },
    compute: ({ quality }) => [{
      scope: '', title: { zh: '来源不一致的值', en: 'Values in conflict' }, value: quality.conflictsTotal, unit: 'count', worked: both((lang) => `${quality.contested.count} ${{ zh: '条主张，涉及的值', en: 'claims, about values' }[lang]} = ${quality.conflictsTotal}`),
      inputs: quality.conflicts.map((conflict) => ({ ref: conflict.ref, title: conflict.title, value: words(conflict, 'zh'), claims: conflict.values.map(({ claim }) => claim) })),
      basis: { set: quality.contested.set, count: quality.contested.count, grade: quality.contested.grade },
    }],
  }),
  defineFigure({
    name: 'quality.questions', title: { zh: '待判断的重复', en: 'Open questions of sameness' }, formula: { id: 'count-of-questions', version: 1, text: { zh: '可能为同一主体、尚未判断的对数', en: 'the number of pairs that may be one organisation and are not decided' } },
    compute: ({ quality }) => [{
      scope: '', title: { zh: '待判断的重复', en: 'Open questions of sameness' }, value: quality.openQuestions, unit: 'count', worked: both((lang) => `${{ zh: '尚未判断的对数', en: 'pairs not decided' }[lang]} = ${quality.openQuestions}`),
      inputs: [], basis: { set: quality.questions.set, count: quality.questions.count, grade: quality.questions.grade },
    }],
  }),
  defineFigure({
    name: 'quality.source-rows', title: { zh: '一个来源的行数', en: 'Rows of a source' }, formula: { id: 'count-of-claims', version: 1, text: { zh: '来源中有有效主张的行数', en: 'the number of its rows from which claims stand' } },
    compute: ({ quality }) => quality.listed.map((source) => counted(both((lang) => `${source.name} · ${{ zh: '行数', en: 'rows' }[lang]}`),
      { set: { name: 'rowsOfSource', parameters: { source: source.id } }, count: source.rows, grade: source.grade }, String(source.id))),
  }),
  defineFigure({
    name: 'quality.conflict', title: { zh: '一处不一致', en: 'A conflict' }, formula: { id: 'values-side-by-side', version: 1, text: { zh: '各来源所报的值并列', en: 'the values of all sources side by side' } },
    compute: ({ quality }) => quality.conflicts.map((conflict) => ({
      scope: conflict.ref, title: conflict.title, value: null, unit: null, words: both((lang) => words(conflict, lang)),
      worked: both((lang) => conflict.values.map((value) => `${saidOf(value, lang)}（${value.giver ?? '—'}，${value.grade}）`).join(' ≠ ')),
      inputs: [{ ref: conflict.ref, title: conflict.title, value: words(conflict, 'zh'), claims: conflict.values.map(({ claim }) => claim) }], basis: { ids: conflict.values.map(({ claim }) => claim) }, mark: { conflict: true },
    })),
  }),
]

function words({ values }: ConflictFacts, lang: 'zh' | 'en'): string {
  return [...new Set(values.map((value) => saidOf(value, lang)))].join(' ≠ ')
}

function saidOf({ said: text, number, unit }: ConflictFacts['values'][number], lang: 'zh' | 'en'): string {
  return number === null ? text : said(number, unit)[lang]
}
