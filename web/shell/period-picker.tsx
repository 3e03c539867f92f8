import { Select } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { formatDate, formatPeriod } from '../../src/shared/format.ts'
import { frequencyOf, monthAfter } from '../../src/shared/period.ts'
import { useLanguage, useWords } from '../parts/language.tsx'
import { matchOptions } from '../parts/match-options.ts'
import { usePeriod } from '../parts/period.tsx'
import { useCall } from '../parts/queries.ts'
import { shellWords } from '../words/shell.ts'
import style from './shell.module.css'

const all = 'all'

/** The period of the pages that depend on one; on others it keeps its place and says that they show what stands now. */
export function PeriodPicker() {
  const t = useWords(shellWords)
  const { lang } = useLanguage()
  const { period, inUse, choose } = usePeriod()
  const [typed, setTyped] = useState('')
  const { data: cluster } = useCall('getCluster', {}, { staleTime: 60_000 })
  const groups = useGroups(cluster?.periods, period, typed)
  return (
    <div className={style.period} data-in-use={inUse || undefined} {...(inUse ? {} : { 'data-hint': t.periodIdle })}>
      <Select
        size="xs" aria-label={t.period} leftSection={<IconCalendar size={14} aria-hidden="true" />} leftSectionWidth={28} disabled={!inUse}
        data={[{ value: all, label: t.allPeriods }, ...groups.map(([group, periods]) => ({ group: t[group], items: periods.map((value) => ({ value, label: formatPeriod(value, lang) })) }))]}
        value={inUse ? period ?? all : all} onChange={(value) => value !== null && choose(value === all ? null : value)} allowDeselect={false}
        searchable onSearchChange={setTyped} filter={matchOptions} nothingFoundMessage={t.noPeriod}
        onFocus={(event) => event.currentTarget.select()} comboboxProps={{ width: 'max-content', position: 'bottom-start', zIndex: 200 }} maxDropdownHeight={360}
      />
    </div>
  )
}

type Group = readonly ['months' | 'quarters' | 'years', string[]]
const monthsBack = 13

/** The periods of the data, the last thirteen months by the calendar and the quarters and years of both, latest first; and what is typed, where it is one. */
function useGroups(known: readonly string[] | undefined, period: string | null, typed: string): Group[] {
  return useMemo(() => {
    const now = formatDate(new Date()).slice(0, 7)
    const recent = Array.from({ length: monthsBack }, (_, n) => monthAfter(now, -n))
    const named = [...(known ?? []), ...recent, period ?? '', typed.trim().toUpperCase()]
    const months = named.filter((one) => frequencyOf(one) === 'month')
    const ofLength = (length: 'month' | 'quarter' | 'year', more: readonly string[]): string[] => [...new Set([...named.filter((one) => frequencyOf(one) === length), ...more])].sort().reverse()
    return [
      ['months', ofLength('month', [])],
      ['quarters', ofLength('quarter', months.map((month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`))],
      ['years', ofLength('year', months.map((month) => month.slice(0, 4)))],
    ]
  }, [known, period, typed])
}
