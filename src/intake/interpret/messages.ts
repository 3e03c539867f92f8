import type { Text } from '../../shared/vocabulary.ts'
import { shorten } from './log.ts'

/** What problems say: the value, what is wrong with it, and what to do. One function per code. */
const quote = (value: unknown) => shorten(String(value), 60)

export const messages = {
  missing: (wanted: Text): Text => ({
    zh: `缺少${wanted.zh}，请补填后再导入。`,
    en: `${wanted.en} is missing: fill it in and send the row again.`,
  }),
  noColumn: (title: Text, sheet: string): Text => ({
    zh: `工作表“${quote(sheet)}”中没有“${title.zh}”：没有这一列，表名、标题中也看不出。请指定是哪一列，或给出一个适用于全表的值。`,
    en: `The sheet "${quote(sheet)}" does not say "${title.en}": no column has it, nor does a title. Choose the column, or give one value for the whole sheet.`,
  }),
  notANumber: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”不是数字，请改为数字；没有数据请留空。`,
    en: `${title.en} "${quote(value)}" is not a number: write a number, or leave the cell empty if there is none.`,
  }),
  wrongUnit: (title: Text, value: unknown, unit: string): Text => ({
    zh: `${title.zh}“${quote(value)}”的单位“${unit}”不适用于此项，请换算后填写。`,
    en: `${title.en} "${quote(value)}" has the unit "${unit}", which does not fit here: convert it first.`,
  }),
  foreignCurrency: (title: Text, value: unknown, unit: string): Text => ({
    zh: `${title.zh}“${quote(value)}”以${unit}计；没有汇率不能折算为人民币，请折算成元、万元或亿元后填写。`,
    en: `${title.en} "${quote(value)}" is in ${unit}: without a rate it is not turned into yuan. Convert it to yuan first.`,
  }),
  negativeShare: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”为负数，份额应在0至100%之间，请核对。`,
    en: `${title.en} "${quote(value)}" is negative; a share lies between 0 and 100 %. Check it.`,
  }),
  negativeVolume: (): Text => ({
    zh: '交易额为负数。退货、冲销请并入全期净额；方向相反的交易请对调买卖双方。',
    en: 'The volume is negative. Net returns against the period; for a trade in the other direction exchange supplier and customer.',
  }),
  shareOverOne: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”大于1（100%）。若为百分数请写成“61%”，或在表头注明（%）。`,
    en: `${title.en} "${quote(value)}" is more than 1 (100 %). If it is a percentage write "61%", or put (%) into the heading.`,
  }),
  percentColumn: (title: Text, heading: string): Text => ({
    zh: `${title.zh}一列“${heading}”未注明单位，数值多在1至100之间，已按百分数读取。请确认。`,
    en: `The column "${heading}" (${title.en}) states no unit; most values lie between 1 and 100, so they are read as percentages. Please confirm.`,
  }),
  fractionColumn: (title: Text, heading: string): Text => ({
    zh: `${title.zh}一列“${heading}”注明为%，但数值均不大于1，已按小数（1＝100%）读取。请确认。`,
    en: `The column "${heading}" (${title.en}) says %, yet no value is above 1: they are read as fractions (1 = 100 %). Please confirm.`,
  }),
  unitAssumed: (title: Text, heading: string): Text => ({
    zh: `${title.zh}一列“${heading}”未注明单位，已按元读取。若为万元或亿元，请在表头注明，如“${heading}（万元）”。`,
    en: `The column "${heading}" (${title.en}) states no unit and is read as yuan. If it is 万元 or 亿元, say so in the heading: "${heading}（万元）".`,
  }),
  notADate: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”不是日期，请写成“2024-01-05”或“2024年1月5日”。`,
    en: `${title.en} "${quote(value)}" is not a date: write it like 2024-01-05.`,
  }),
  notAPeriod: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”不是时期，请写成“2024”“2024-Q1”或“2024-10”（累计数请写截止年份或另列指标）。`,
    en: `${title.en} "${quote(value)}" is not a period: write 2024, 2024-Q1 or 2024-10 (a figure over several months needs an indicator of its own).`,
  }),
  impreciseDate: (title: Text, value: unknown, date: string): Text => ({
    zh: `${title.zh}“${quote(value)}”只到年或月，已记为${date}。`,
    en: `${title.en} "${quote(value)}" names only a year or month and is kept as ${date}.`,
  }),
  notYesOrNo: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”应为“是”或“否”，请修改；不清楚请留空。`,
    en: `${title.en} "${quote(value)}" should be yes or no; leave it empty if it is not known.`,
  }),
  creditCode: (reason: Text): Text => ({ zh: `信用代码有误：${reason.zh}`, en: `Credit code: ${reason.en}` }),
  unknownTerm: (title: Text, value: unknown, choices: Text): Text => ({
    zh: `${title.zh}“${quote(value)}”无法识别，可填：${choices.zh}。`,
    en: `${title.en} "${quote(value)}" is not known; use one of: ${choices.en}.`,
  }),
  unknownCountry: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”不是国家或地区名称或代码，此项按缺失处理。请写成“日本”“JPN”等。`,
    en: `${title.en} "${quote(value)}" is no country or its code and is left out. Write e.g. Japan or JPN.`,
  }),
  unknownRegion: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”在行政区划中找不到或不唯一，原文保留。请写全称，如“广东省深圳市”，或六位代码。`,
    en: `${title.en} "${quote(value)}" is not found among the regions, or not unique; the text is kept. Write the full name or the six-digit code.`,
  }),
  lineBreak: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(String(value).replace(/\s*\n\s*/g, '⏎'))}”中有换行，已去掉。`,
    en: `${title.en} "${quote(String(value).replace(/\s*\n\s*/g, '⏎'))}" held a line break, which is removed.`,
  }),
  approximate: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”为约数，已载入并作标记。`,
    en: `${title.en} "${quote(value)}" is given as an approximation: loaded and marked.`,
  }),
  selfLoop: (name: string, isA: boolean): Text => ({
    zh: `“${quote(name)}”${isA ? '被归为它自己的一种' : '以自己为投入'}，此行不载入。请改正其中一端，或删去此行。`,
    en: `"${quote(name)}" is stated to ${isA ? 'be a kind of' : 'require'} itself: the row is not loaded. Mend one end or delete the row.`,
  }),
  outOfBounds: (what: string, value: unknown, range: Text): Text => ({
    zh: `${quote(what)}的数值“${quote(value)}”不在合理范围（${range.zh}）内，已载入并标为存疑，请核对。`,
    en: `"${quote(what)}" is "${quote(value)}", outside the plausible range (${range.en}): loaded and marked as doubtful. Check it.`,
  }),
  notDegrees: (title: Text, value: unknown): Text => ({
    zh: `${title.zh}“${quote(value)}”读不出度数，请写成“114.0579”或“114°3′28″”。`,
    en: `${title.en} "${quote(value)}" is no number of degrees: write 114.0579 or 114°3′28″.`,
  }),
  beyondDegrees: (title: Text, value: unknown, axis: 'longitude' | 'latitude'): Text => ({
    zh: `${title.zh}“${quote(value)}”超出${axis === 'latitude' ? '±90° 的范围，经度与纬度可能填反了' : '±180° 的范围，可能是投影坐标（米）'}。请改为经纬度。`,
    en: `${title.en} "${quote(value)}" is beyond ${axis === 'latitude' ? '±90°; longitude and latitude may have changed places' : '±180°; it may be a projected coordinate in metres'}. Give degrees.`,
  }),
  halfPlace: (title: Text): Text => ({
    zh: `缺${title.zh}，只有一半的位置不能用，经纬度都按缺失处理。请补上。`,
    en: `The ${title.en.toLowerCase()} is missing, and half a place is none: both are left out. Add it.`,
  }),
  zeroPlace: (): Text => ({
    zh: '经纬度均为0，是填充值而不是位置，按缺失处理。请留空或改正。',
    en: 'Longitude and latitude are both 0, a filler and not a place: left out. Leave the cells blank or mend them.',
  }),
  unknownDatum: (word: string): Text => ({
    zh: `坐标系“${quote(word)}”不能换算，经纬度未载入。请换算为 WGS 84（或国家2000、GCJ-02、BD-09）后再导入。`,
    en: `Places in the datum "${quote(word)}" cannot be converted and are left out. Convert them to WGS 84 (or CGCS2000, GCJ-02, BD-09) first.`,
  }),
  datumAssumed: (heading: string): Text => ({
    zh: `“${quote(heading)}”未注明坐标系，按 WGS 84（国家2000）采用，不作换算。国内地图取得的坐标多为 GCJ-02（高德、腾讯）或 BD-09（百度），相差数百米：如是，请加一列“坐标系”。`,
    en: `"${quote(heading)}" states no datum and is taken as WGS 84 (CGCS2000), unconverted. Places from Chinese maps are mostly in GCJ-02 (Amap, Tencent) or BD-09 (Baidu), hundreds of metres off: if so, add a column "Datum".`,
  }),
  rowDatumAssumed: (): Text => ({
    zh: '本行未填坐标系，经纬度按 WGS 84 采用，不作换算。请补上坐标系。',
    en: 'This row states no datum: its place is taken as WGS 84, unconverted. Add the datum.',
  }),
  placeAbroad: (value: string, swapped: boolean): Text => ({
    zh: `位置“${quote(value)}”不在中国境内，而所在地区或国家是中国${swapped ? '；经度与纬度可能填反了' : ''}。已载入并标为存疑，请核对。`,
    en: `The place "${quote(value)}" lies outside China, where the organisation is said to be${swapped ? '; longitude and latitude may have changed places' : ''}. Loaded and marked as doubtful: check it.`,
  }),
  jump: (what: string, value: unknown, ratio: Text, among: Text): Text => ({
    zh: `${quote(what)}的数值“${quote(value)}”是${among.zh}中位数的${ratio.zh}，可能单位有误；已载入并标为存疑，请核对。`,
    en: `"${quote(what)}" is "${quote(value)}", ${ratio.en} the median of ${among.en}; the unit may be wrong. Loaded and marked as doubtful: check it.`,
  }),
}
