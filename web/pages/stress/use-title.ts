import { useCallback } from 'react'
import { useCountry } from '../../parts/index.ts'

/** What an element is called: countries in the language that is on, everything else by its own name. */
export function useTitle(): (one: { dimension: string; element: string; title: string }) => string {
  const country = useCountry()
  return useCallback(({ dimension, element, title }: { dimension: string; element: string; title: string }) => (dimension === 'origin' ? country(element) : title), [country])
}
