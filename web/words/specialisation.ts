import { defineWords } from '../parts/language.tsx'

/** The words of the picture of specialisation. */
export const specialisationWords = defineWords({
  heading: { zh: '地区 × 行业', en: 'Regions × industries' },
  label: {
    zh: (industries: string, allIndustries: string, regions: string, allRegions: string) => `画出 ${allIndustries} 个行业中的 ${industries} 个、${allRegions} 个地区中的 ${regions} 个，从大到小；点一格看它所计的主体。`,
    en: (industries: string, allIndustries: string, regions: string, allRegions: string) => `${industries} of ${allIndustries} industries and ${regions} of ${allRegions} regions, from the largest down; a cell opens into the organisations it counts.`,
  },
  industry: { zh: '行业', en: 'Industry' },
  region: { zh: '地区', en: 'Region' },
  quotient: { zh: '区位商', en: 'Location quotient' },
  stars: { zh: '星', en: 'Stars' },
  size: { zh: '规模之星', en: 'Star of size' },
  specialisation: { zh: '专业化之星', en: 'Star of specialisation' },
  focus: { zh: '聚焦之星', en: 'Star of focus' },
  shades: { zh: (threshold: string) => `数字为区位商：底色浅为不低于 1，深为不低于 ${threshold}`, en: (threshold: string) => `The number is the location quotient: shaded from 1, dark from ${threshold}` },
  bars: { zh: (measure: string, most: string) => `底边的条为${measure}，满格为 ${most}`, en: (measure: string, most: string) => `The bar below is the amount (${measure.toLowerCase()}); the full width is ${most}` },
})
