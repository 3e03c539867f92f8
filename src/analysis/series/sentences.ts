import { alertLimits, type AlertRule } from '../../kernels/series/alerts.ts'
import { formatNumber, formatPercent, formatPeriod, type Lang } from '../../shared/format.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { FoundAlert } from './examine.ts'

export const ruleNames: Record<AlertRule, Text> = {
  'unusual-month': { zh: '异常月份', en: 'unusual month' },
  'level-break': { zh: '水平断点', en: 'break of level' },
  'drift-up': { zh: '持续偏高', en: 'drift upwards' },
  'drift-down': { zh: '持续偏低', en: 'drift downwards' },
  'unusual-change': { zh: '同比异常', en: 'unusual change over a year' },
}

export type About = { subject: string; indicator: string; unit: string; month: string; asPart: boolean }

/** An alert as a sentence that says what was seen, against what, and by which rule. */
export function sentenceOf(alert: FoundAlert, about: About): Text {
  return { zh: tell[alert.rule].zh(alert, wordsOf(alert, about, 'zh')), en: tell[alert.rule].en(alert, wordsOf(alert, about, 'en')) }
}

type Said = { what: string; month: string; value: string; usual: string; change: string; seen: string }

function wordsOf({ value, usual, seen }: FoundAlert, { subject, indicator, unit, month, asPart }: About, lang: Lang): Said {
  const number = (one: number): string => formatNumber(one, { lang, unit })
  const change = asPart ? formatPercent(value / usual - 1) : formatNumber(value - usual, { lang, unit: unit === '%' ? 'points' : unit })
  return {
    what: lang === 'zh' ? `${subject}的${indicator}` : `${indicator} of ${subject}`, month: formatPeriod(month, lang),
    value: number(value), usual: number(usual), change: value >= usual ? `+${change}` : change, seen: Math.abs(seen).toFixed(1),
  }
}

type Teller = Record<Lang, (alert: FoundAlert, said: Said) => string>
const { reference, allowance, shortest } = alertLimits

const drift: Teller = {
  zh: ({ rule, limit }, { what, month, seen }) => `${what}自${month}起持续${rule === 'drift-up' ? '偏高' : '偏低'}：去季节后的值与前 ${reference} 个月的均值相比，扣除每月 ${allowance} 个标准差的容差，累计偏离 ${seen} 个标准差，首次超过界限 ${limit}。`,
  en: ({ rule, limit }, { what, month, seen }) => `By ${month}, ${what} has drifted ${rule === 'drift-up' ? 'upwards' : 'downwards'}: against the mean of the first ${reference} months, less an allowance of ${allowance} standard deviations a month, deseasonalised values have added up to ${seen} standard deviations, past the limit of ${limit} for the first time.`,
}

const tell: Record<AlertRule, Teller> = {
  'unusual-month': {
    zh: ({ seen, limit }, said) => `${said.what}在${said.month}异常：实际为 ${said.value}，同期趋势为 ${said.usual}；去掉趋势与季节后仍${seen > 0 ? '偏高' : '偏低'} ${said.seen} 个稳健标准差，超过界限 ${limit}。`,
    en: ({ seen, limit }, said) => `${said.what} is unusual in ${said.month}: ${said.value}, where the trend is ${said.usual}; without trend and season it still lies ${said.seen} robust deviations too ${seen > 0 ? 'high' : 'low'}, past the limit of ${limit}.`,
  },
  'level-break': {
    zh: ({ seen }, said) => `${said.what}的水平从${said.month}起${seen > 0 ? '上升' : '下降'}：去季节后的均值由 ${said.usual} 变为 ${said.value}，相差 ${said.seen} 个标准差；前后两段各不少于 ${shortest} 个月，分段的改善超过惩罚 3 ln n。`,
    en: ({ seen }, said) => `The level of ${said.what} ${seen > 0 ? 'rose' : 'fell'} from ${said.month} on: the deseasonalised mean went from ${said.usual} to ${said.value}, by ${said.seen} standard deviations; both stretches last at least ${shortest} months, and the fit gains more than the penalty of 3 ln n.`,
  },
  'drift-up': drift,
  'drift-down': drift,
  'unusual-change': {
    zh: ({ limit }, said) => `${said.what}在${said.month}的同比变动异常：由上年同月的 ${said.usual} 到 ${said.value}（${said.change}），与其他月份的同比变动相差 ${said.seen} 个稳健标准差，超过界限 ${limit}。`,
    en: ({ limit }, said) => `The change over a year of ${said.what} is unusual in ${said.month}: from ${said.usual} in the same month of the year before to ${said.value} (${said.change}), ${said.seen} robust deviations from its other changes over a year, past the limit of ${limit}.`,
  },
}
