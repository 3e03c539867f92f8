import type { ParsedName } from '../names/parse.ts'
import type { Likeness } from './chinese.ts'
import { usualPinyin } from './keys.ts'
import { because } from './reasons.ts'

/** A brand of fewer letters in pinyin is met by chance too often. */
const enoughLetters = 5
const enoughInitials = 3

/** Trades that tell firms apart, in English as the words of a name are normalised, and in Chinese. */
const translations: Record<string, readonly string[]> = {
  automation: ['自动化'], bank: ['银行'], biotech: ['生物'], cable: ['电缆', '线缆'], chemical: ['化工', '化学'], circuits: ['电路', '电子'], electronics: ['电子'],
  energy: ['能源'], food: ['食品'], gas: ['气体', '燃气', '天然气'], instrument: ['仪器', '仪表'], laser: ['激光'], machinery: ['机械', '机器'], material: ['材料', '新材'],
  medical: ['医疗', '医学', '医药'], micro: ['微', '微电子', '半导体'], microelectronics: ['微电子'], motor: ['汽车', '电机'], optical: ['光学', '光电'],
  optoelectronics: ['光电'], pharmaceutical: ['药业', '制药', '医药'], precision: ['精密'], robotics: ['机器人'], securities: ['证券'], semiconductor: ['半导体', '微电子', '集成电路', '电子'],
  software: ['软件'], steel: ['钢'], technology: ['科技', '技术', '高科'],
}

/**
 * What a name may be called in the other script, as keys to look up: a Chinese brand by its pinyin and, from three characters
 * on, its initials; a name in an alphabet by its first words, and by the initials of all of them.
 */
export function soundKeys(name: ParsedName): string[] {
  if (name.western) {
    const words = localWords(name)
    const heads = [words[0] ?? '', words.slice(0, 2).join(''), words.slice(0, 3).join('')]
    return [...new Set([...heads, ...name.western.initials])].filter((key) => key.length >= enoughInitials)
  }
  const { full, initials } = usualPinyin(name.brand)
  return [full, initials].filter((key, i) => key.length >= (i === 0 ? enoughLetters : enoughInitials))
}

/**
 * How alike a Chinese name and one in an alphabet are: 华为 and Huawei, 比亚迪 and BYD. Initials alone are too weak to ask by, unless
 * the region agrees as well.
 */
export function soundLikeness(chinese: ParsedName, western: ParsedName): Likeness {
  const [first = ''] = localWords(western)
  const { full, initials } = usualPinyin(chinese.brand)
  const isHeard = full.length >= enoughLetters && soundKeys(western).includes(full)
  const isSpelt = initials.length >= enoughInitials && initials === first
  if (!isHeard && !isSpelt) return { score: 0, reasons: [because('brandDifferent', -0.5)] }
  const base = isHeard ? 0.72 : 0.58
  const reasons = [because('soundEqual', base)]
  const trade = tradesAgree(chinese, western)
  if (trade === undefined) return { score: base, reasons }
  return { score: trade ? base + 0.1 : base * 0.8, reasons: [...reasons, because(trade ? 'tradeEqual' : 'tradeDifferent', trade ? 0.1 : -0.2)] }
}

/** Whether a trade said in English is among those of the Chinese name; undefined where either says none that is known. */
function tradesAgree(chinese: ParsedName, western: ParsedName): boolean | undefined {
  const said = localWords(western).map((word) => translations[word]).filter((words) => words !== undefined)
  if (said.length === 0 || chinese.trade === '') return undefined
  return said.some((words) => words.some((word) => chinese.trade.includes(word)))
}

/** The words behind the region at the head. */
function localWords({ western }: ParsedName): string[] {
  if (!western) return []
  return western.region === undefined ? western.words : western.words.slice(1)
}
