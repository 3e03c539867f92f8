import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { partWords } from '../words/parts.ts'
import { useLanguage, useWords } from './language.tsx'
import { matchOptions } from './match-options.ts'
import { useRegions } from './region.ts'

type Props = { label: string; hint?: string | undefined; required?: boolean | undefined; error?: string | undefined; code: string; onChange: (code: string) => void; /** Within a cell: no label in sight, open at once; left without a choice. */ onLeave?: () => void }

const shownAtMost = 60

/** A region found by its Chinese or English name or its code; a county stands with the city and province it lies in. */
export function RegionField({ label, hint, required = false, error, code, onChange, onLeave }: Props) {
  const t = useWords(partWords)
  const { lang } = useLanguage()
  const { data } = useRegions()
  const options = useMemo(() => {
    const regions = new Map(data?.map((region) => [region.code, region]))
    const nameOf = (at: string): string | undefined => regions.get(at)?.[lang === 'en' ? 'english' : 'name']
    // Provinces and cities are asked for most.
    const sorted = [...regions.keys()].sort((a, b) => levelOf(a) - levelOf(b) || (a < b ? -1 : 1))
    return sorted.map((at) => {
      const above = [`${at.slice(0, 2)}0000`, `${at.slice(0, 4)}00`].filter((one) => one !== at).flatMap((one) => nameOf(one) ?? [])
      return { value: at, label: [nameOf(at), ...(lang === 'en' ? above.reverse() : [above.join('')])].filter(Boolean).join(lang === 'en' ? ', ' : ' · ') }
    })
  }, [data, lang])
  return (
    <Select
      {...(onLeave ? { 'aria-label': label, size: 'xs', autoFocus: true, defaultDropdownOpened: true, onBlur: onLeave } : { label })} description={hint} required={required} error={error} searchable clearable filter={matchOptions} limit={shownAtMost} data={options} value={code === '' ? null : code} placeholder={t.searchRegion} nothingFoundMessage={t.noRegion}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}

function levelOf(code: string): number {
  return code.endsWith('0000') ? 0 : code.endsWith('00') ? 1 : 2
}
