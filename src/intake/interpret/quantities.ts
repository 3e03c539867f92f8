import type { FieldValue } from '../../shared/sheets.ts'
import type { Cell } from '../reading/workbook.ts'
import { refuse, warn, type Log, type Place } from './log.ts'
import { messages } from './messages.ts'
import { readNumber, type Written } from './numbers.ts'
import type { ReaderOf } from './readers.ts'
import { readUnit, type Unit } from './units.ts'

type Quantity = (cell: string | number | boolean, log: Log) => FieldValue | undefined
type Turn = (written: Written, cell: Cell, log: Log) => number | undefined

/** The reader of money, shares, days, counts and plain numbers: turned into yuan, fractions, days, pieces. */
export function numberReader({ field, place, unit, percents = false }: ReaderOf): Quantity {
  const stated = unit === undefined ? undefined : readUnit(unit)
  const turn = turns[field.value as keyof typeof turns](place, stated, percents)
  return (cell, log) => {
    const written = typeof cell === 'number' ? { value: cell, approximate: false } : typeof cell === 'string' ? readNumber(cell) : undefined
    if (!written || !Number.isFinite(written.value)) return refuse(log, 'not-a-number', messages.notANumber(place.title, cell), place, cell)
    if (written.approximate) {
      log.flag ??= 'approximate'
      warn(log, 'approximate', messages.approximate(place.title, cell), place, cell)
    }
    return turn(written, cell, log)
  }
}

const turns = {
  number: numberTurn,
  share: shareTurn,
  money: moneyTurn,
  days: daysTurn,
  count: countTurn,
}

/** A product without the noise of binary fractions: 0.57 × 100 is 57. */
export function exactly(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15))
}

/** A number keeps its own unit for the caller: an observation's unit is settled with the unit column and the heading. */
function numberTurn(): Turn {
  return ({ value, unit }, _cell, log) => {
    log.unit = unit?.written
    return value
  }
}

function shareTurn(place: Place, _stated: Unit | undefined, percents: boolean): Turn {
  return ({ value, unit }, cell, log) => {
    if (unit && unit.kind !== 'share') return refuse(log, 'not-a-number', messages.wrongUnit(place.title, cell, unit.written), place, cell)
    const share = unit || percents ? exactly(value / 100) : value
    if (share < 0) return refuse(log, 'negative-share', messages.negativeShare(place.title, cell), place, cell)
    if (share > 1) return refuse(log, 'share-over-one', messages.shareOverOne(place.title, cell), place, cell)
    return share
  }
}

function moneyTurn(place: Place, stated: Unit | undefined): Turn {
  return ({ value, unit }, cell, log) => {
    const used = unit?.kind === 'scale' && stated?.kind === 'foreign' ? { ...stated, factor: unit.factor } : (unit ?? stated)
    if (used?.kind === 'foreign') return refuse(log, 'foreign-currency', messages.foreignCurrency(place.title, cell, used.name), place, cell)
    if (used && used.kind !== 'money' && used.kind !== 'scale') return refuse(log, 'not-a-number', messages.wrongUnit(place.title, cell, used.written), place, cell)
    return exactly(value * (used?.factor ?? 1))
  }
}

function daysTurn(place: Place, stated: Unit | undefined): Turn {
  return ({ value, unit }, cell, log) => {
    const used = unit ?? stated
    if (used && used.kind !== 'days') return refuse(log, 'not-a-number', messages.wrongUnit(place.title, cell, used.written), place, cell)
    return exactly(value * (used?.factor ?? 1))
  }
}

function countTurn(place: Place, stated: Unit | undefined): Turn {
  return ({ value, unit }, cell, log) => {
    const used = unit ?? stated
    if (used && (used.kind === 'money' || used.kind === 'foreign' || used.kind === 'share' || used.kind === 'days')) {
      return refuse(log, 'not-a-number', messages.wrongUnit(place.title, cell, used.written), place, cell)
    }
    return exactly(value * (used?.factor ?? 1))
  }
}
