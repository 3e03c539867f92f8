import type { Text } from '../../shared/vocabulary.ts'

/** Why two records are held to be one organisation, or not. A positive weight speaks for it, a negative one against it. */
export const reasonTexts = {
  creditCodeEqual: { zh: '信用代码相同', en: 'Same credit code' },
  creditCodeDifferent: { zh: '信用代码不同', en: 'Different credit codes' },
  stockCodeEqual: { zh: '股票代码相同', en: 'Same stock code' },
  stockCodeDifferent: { zh: '股票代码不同', en: 'Different stock codes' },
  nameEqual: { zh: '全称相同', en: 'Same full name' },
  otherNameEqual: { zh: '与曾用名、简称或外文名相同', en: 'Same as an old, short, stock or foreign name' },
  nameDifferent: { zh: '名称不同，请核对代码', en: 'Names differ: check the code' },
  brandEqual: { zh: '字号相同', en: 'Same brand' },
  brandClose: { zh: '字号相近', en: 'Close brands' },
  brandDifferent: { zh: '字号不同', en: 'Different brands' },
  tradeEqual: { zh: '行业相同', en: 'Same trade' },
  tradeDifferent: { zh: '行业不同', en: 'Different trades' },
  regionEqual: { zh: '地区相同', en: 'Same region' },
  regionDifferent: { zh: '地区不同', en: 'Different regions' },
  formDifferent: { zh: '法律形式不同', en: 'Different legal forms' },
  branchDifferent: { zh: '一方是分支机构', en: 'One is a branch' },
  numberDifferent: { zh: '名称中的序号不同', en: 'Different numbers in the names' },
  fictionalDifferent: { zh: '一方是虚构主体', en: 'One is fictional' },
  textClose: { zh: '名称文字相近', en: 'Names look alike' },
  soundEqual: { zh: '字号读音与外文名相同', en: 'The brand sounds like the foreign name' },
  abbreviation: { zh: '像是简称', en: 'Looks like a short name' },
} satisfies Record<string, Text>

export type ReasonKey = keyof typeof reasonTexts
export type Reason = Text & { key: ReasonKey; weight: number }

/** A reason in words, its weight rounded to two places. */
export function because(key: ReasonKey, weight: number): Reason {
  return { key, ...reasonTexts[key], weight: Math.round(weight * 100) / 100 }
}
