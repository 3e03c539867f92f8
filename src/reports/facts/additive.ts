/** Words of indicators whose values of several cities can't be added, whatever their unit: rates, shares, means, ranks, indices. */
const notAdditive = /率|比重|占比|比例|份额|增速|增长|增幅|指数|均|强度|密度|位次|排名|名次|水平|评分|得分|price|rate|share|ratio|index|rank|per capita|average|mean|growth/i
const notAdditiveUnits = new Set(['%', '‰', 'percent', 'ratio', 'share', 'points', '百分点', '个百分点', '倍', '天', '分', '岁', '年', 'index', 'score'])

/** Whether values of several places add up to a value of all of them. Of a value without a unit nobody knows. */
export function isAdditive(indicator: string, unit: string | null): boolean {
  return unit !== null && unit !== '' && !notAdditiveUnits.has(unit) && !/[/每]/.test(unit) && !notAdditive.test(indicator)
}

/** Whether a change is told as a difference in percentage points rather than as a rate. */
export function isRate(unit: string | null): boolean {
  return unit === '%' || unit === 'percent' || unit === 'ratio' || unit === 'share' || unit === '‰'
}
