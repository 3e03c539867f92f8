import { expect, test } from 'vitest'
import { englishNames } from '../../src/registry/regions.ts'
import { listRegions } from '../../src/registry/codes/region.ts'

test('every region has an English name in Latin letters, with the well-known spellings', () => {
  const names = englishNames()
  expect(names).toMatchObject({ 深圳市: 'Shenzhen', 深圳: 'Shenzhen', 内蒙古自治区: 'Inner Mongolia', 陕西省: 'Shaanxi', 山西省: 'Shanxi', 西安市: "Xi'an", 六安市: "Lu'an", 哈尔滨市: 'Harbin', 香港特别行政区: 'Hong Kong', 蚌埠市: 'Bengbu' })
  for (const level of ['province', 'prefecture', 'county'] as const) for (const { name } of listRegions(level)) expect(names[name], name).toMatch(/^[A-Za-zÀ-ž' -]+$/)
})
