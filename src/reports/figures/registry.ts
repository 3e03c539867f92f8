import { actorTypes, tiers, type Text } from '../../shared/vocabulary.ts'
import type { Counted } from '../facts/registry.ts'
import { defineFigure, type Computed } from '../shape.ts'
import { describeSet } from '../claim-sets.ts'
import { both } from './wording.ts'

/** A count over a set of claims, one claim for each thing counted. */
export function counted(title: Text, { set, count, grade }: Counted, scope = ''): Computed {
  const what = describeSet(set)
  return { scope, title, value: count, unit: 'count', worked: both((lang) => `${{ zh: '计数', en: 'count' }[lang]}(${what[lang]}) = ${count}`), inputs: [], basis: { set, count, grade } }
}

const countOfClaims = (text: Text) => ({ id: 'count-of-claims', version: 1, text })

/** Figures on the registry: how many organisations, of which kind, how many of them new. */
export const registryFigures = [
  defineFigure({
    name: 'registry.organisations', title: { zh: '在册主体数', en: 'Organisations' }, formula: countOfClaims({ zh: '主体库中现有主体的个数，已合并的不重复计', en: 'the number of current organisations, merged ones counted once' }),
    compute: ({ registry }) => [counted({ zh: '在册主体数', en: 'Organisations' }, registry.total)],
  }),
  defineFigure({
    name: 'registry.new', title: { zh: '新增主体数', en: 'New organisations' }, formula: countOfClaims({ zh: '报告时段内首次登记的主体个数', en: 'the number of organisations first recorded within the time of the report' }),
    compute: ({ registry }) => [counted({ zh: '新增主体数', en: 'New organisations' }, registry.fresh)],
  }),
  defineFigure({
    name: 'registry.actor-type', title: { zh: '分类主体数', en: 'Organisations by actor type' }, formula: countOfClaims({ zh: '该类主体的个数', en: 'the number of organisations of the type' }),
    compute: ({ registry }) => Object.entries(registry.actorTypes).map(([type, count]) => {
      const name: Text = type in actorTypes ? actorTypes[type as keyof typeof actorTypes] : { zh: type, en: type }
      return counted({ zh: `${name.zh}数`, en: `Organisations: ${name.en}` }, count, type)
    }),
  }),
  defineFigure({
    name: 'registry.untyped', title: { zh: '未注明类型的主体数', en: 'Organisations without a type' }, formula: countOfClaims({ zh: '没有类型主张的主体的个数', en: 'the number of organisations whose type nobody has stated' }),
    compute: ({ registry }) => [counted({ zh: '未注明类型的主体数', en: 'Organisations without a type' }, registry.untyped)],
  }),
  defineFigure({
    name: 'registry.tier', title: { zh: '梯度企业数', en: 'Organisations by tier' }, formula: countOfClaims({ zh: '该梯度主体的个数', en: 'the number of organisations of the tier' }),
    compute: ({ registry }) => Object.entries(registry.tiers).map(([tier, count]) => {
      const name: Text = tier in tiers ? tiers[tier as keyof typeof tiers] : { zh: tier, en: tier }
      return counted({ zh: `${name.zh}数`, en: `Organisations: ${name.en}` }, count, tier)
    }),
  }),
]
