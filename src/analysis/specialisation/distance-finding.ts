import type { Text } from '../../shared/vocabulary.ts'
import type { Curves, DistanceRules } from './distance-curves.ts'

type Stretch = { from: number; to: number }
export type FindingOf = { rules: DistanceRules; name: Text; unit: Text }

/** How each function is spoken of, above and below its band, at a stretch of distances. */
const words: Record<DistanceRules['function'], Record<'above' | 'below', (at: string) => Text>> = {
  M: {
    above: (at) => ({ zh: `半径取 ${at}时比随机集中`, en: `more concentrated than at random within ${at}` }),
    below: (at) => ({ zh: `半径取 ${at}时比随机分散`, en: `more dispersed than at random within ${at}` }),
  },
  m: {
    above: (at) => ({ zh: `在相距约 ${at}处比随机集中`, en: `more concentrated than at random about ${at} away` }),
    below: (at) => ({ zh: `在相距约 ${at}处比随机分散`, en: `more dispersed than at random about ${at} away` }),
  },
  Kd: {
    above: (at) => ({ zh: `相距约 ${at}的企业对比随机的多`, en: `with more pairs about ${at} apart than at random` }),
    below: (at) => ({ zh: `相距约 ${at}的企业对比随机的少`, en: `with fewer pairs about ${at} apart than at random` }),
  },
}

/** What is significant at which distance: where the curve leaves the global band, its p, and where M or m is highest. */
export function distanceFinding(radii: Float64Array, curves: Curves, { rules, name, unit }: FindingOf): Text {
  const { observed, global, p } = curves
  if (!radii.some((_, k) => !Number.isNaN(observed[k]!) && !Number.isNaN(global.lower[k]!))) {
    return { zh: `${name.zh}：地点太少或重合，没有可与随机相比的曲线。`, en: `${name.en}: too few sites, or all at one place; there is no curve to compare with chance.` }
  }
  const said = (lang: 'zh' | 'en'): string[] => (['above', 'below'] as const).flatMap((side) => {
    const stretches = stretchesOf(radii, (k) => (side === 'above' ? observed[k]! > global.upper[k]! : observed[k]! < global.lower[k]!))
    return stretches.length === 0 ? [] : [words[rules.function][side](stretches.map((one) => range(one, unit, lang)).join(lang === 'zh' ? '、' : ', '))[lang]]
  })
  const chance = `p = ${Number(p.toPrecision(2))}`
  if (said('zh').length === 0) return { zh: `${name.zh}：曲线在全局带内，与随机分布没有可辨的差别（${chance}）。`, en: `${name.en}: the curve stays within the global band and can not be told from chance (${chance}).` }
  const peak = peakOf(radii, curves, rules, unit)
  return { zh: `${name.zh}：${said('zh').join('；')}（全局带，${chance}）${peak.zh}。`, en: `${name.en}: ${said('en').join('; ')} (global band, ${chance})${peak.en}.` }
}

/** Radii next to one another at which something holds. */
function stretchesOf(radii: Float64Array, holds: (k: number) => boolean): Stretch[] {
  const found: Stretch[] = []
  radii.forEach((radius, k) => {
    if (!holds(k)) return
    if (k > 0 && holds(k - 1)) found.at(-1)!.to = radius
    else found.push({ from: radius, to: radius })
  })
  return found
}

function range({ from, to }: Stretch, unit: Text, lang: 'zh' | 'en'): string {
  const written = (value: number): string => String(Number(value.toPrecision(3)))
  const said = `${from === to ? written(from) : `${written(from)}–${written(to)}`} ${unit[lang]}`
  // In Chinese a number keeps its distance from the word behind it, a unit does not.
  return lang === 'zh' ? said : said.trim()
}

/** The largest M or m above the band; a density of pairs has no scale that says anything by itself. */
function peakOf(radii: Float64Array, { observed, global }: Curves, rules: DistanceRules, unit: Text): Text {
  const above = Array.from(radii.keys()).filter((k) => observed[k]! > global.upper[k]!)
  if (rules.function === 'Kd' || above.length === 0) return { zh: '', en: '' }
  const top = above.reduce((best, k) => (observed[k]! > observed[best]! ? k : best))
  const at = (lang: 'zh' | 'en'): string => range({ from: radii[top]!, to: radii[top]! }, unit, lang)
  const value = `${rules.function} = ${Number(observed[top]!.toPrecision(3))}`
  return { zh: `，最高在 ${at('zh')}处：${value}`, en: `; highest at ${at('en')}: ${value}` }
}
