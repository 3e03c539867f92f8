import { sheetFields } from '../../shared/sheets.ts'
import type { Datum } from '../../shared/vocabulary.ts'
import { blankReason } from './blanks.ts'
import { toWgs84, type Place as Point } from './datum.ts'
import { leaveBlank, warn, type Log, type Place } from './log.ts'
import { messages } from './messages.ts'
import type { Draft } from './rules.ts'

/** Where China lies, roughly: a place of a Chinese organisation outside is doubted. */
const china = { west: 73, east: 136, south: 3, north: 54 }

/** The datum that the heading of a column of coordinates names: 高德经度, lng_bd09. */
export function datumOfHeading(text: string): Datum | undefined {
  if (/bd\s*-?\s*09|百度|baidu/i.test(text)) return 'bd09'
  if (/gcj|火星|高德|腾讯|amap|tencent/i.test(text)) return 'gcj02'
  if (/cgcs\s*2000|国家\s*2000/i.test(text)) return 'cgcs2000'
  return /wgs/i.test(text) ? 'wgs84' : undefined
}

/** A place is both of its coordinates in WGS 84: turned into it where the sheet names another datum, left out where half of it or its datum lacks. */
export function settlePlace({ values, columns }: Draft, log: Log): void {
  const { longitude, latitude, datum } = values
  delete values.datum
  if (longitude === undefined && latitude === undefined) return
  const at = (field: 'longitude' | 'latitude'): Place => ({ field, title: sheetFields.organisations[field].title, heading: columns[field] === undefined ? undefined : { letter: columns[field] } })
  const leaveOut = (reason: string): void => {
    for (const field of ['longitude', 'latitude']) {
      delete values[field]
      leaveBlank(log, field, reason)
    }
  }
  if (typeof longitude !== 'number' || typeof latitude !== 'number') {
    const lacking = longitude === undefined ? 'longitude' : 'latitude'
    if (!log.failed) warn(log, 'half-place', messages.halfPlace(at(lacking).title), at(lacking))
    return leaveOut('')
  }
  if (longitude === 0 && latitude === 0) {
    warn(log, 'zero-place', messages.zeroPlace(), at('longitude'), 0)
    return leaveOut('0, 0')
  }
  const unread = log.blanks?.datum
  if (unread !== undefined && blankReason(unread, false) === undefined) {
    warn(log, 'unknown-datum', messages.unknownDatum(unread), at('longitude'), unread)
    return leaveOut(unread)
  }
  if (datum === '') warn(log, 'datum-assumed', messages.rowDatumAssumed(), at('longitude'))
  const place = toWgs84({ longitude, latitude }, (datum as Datum | '' | undefined) || 'wgs84')
  Object.assign(values, place)
  if (isChinese(values) && isAbroad(place)) {
    log.flag = 'implausible'
    const swapped = !isAbroad({ longitude: latitude, latitude: longitude })
    warn(log, 'implausible', messages.placeAbroad(`${longitude}, ${latitude}`, swapped), at('longitude'), longitude)
  }
}

function isChinese({ country, region }: Draft['values']): boolean {
  return country === undefined ? typeof region === 'string' && /^\d{6}$/.test(region) : country === 'CHN'
}

function isAbroad({ longitude, latitude }: Point): boolean {
  return longitude < china.west || longitude > china.east || latitude < china.south || latitude > china.north
}
