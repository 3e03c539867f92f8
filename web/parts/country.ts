import { useCallback } from 'react'
import { countryLabel } from '../../src/shared/countries.ts'
import { useText } from './language.tsx'

/** What a country is called, by its ISO 3166 alpha-3 code; a code that does not exist stands as it is. */
export function useCountry(): (code: string) => string {
  const say = useText()
  return useCallback((code: string) => {
    const label = countryLabel(code)
    return label ? say(label) : code
  }, [say])
}
