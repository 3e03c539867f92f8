import { useCallback } from 'react'
import { useCountry, useRegion } from '../../parts/index.ts'

/** What an element is called: countries and regions in the language that is on, everything else by its own name. */
export function useTitle(): (one: { dimension: string; element: string; title: string }) => string {
  const country = useCountry()
  const region = useRegion()
  return useCallback(({ dimension, element, title }: { dimension: string; element: string; title: string }) => {
    if (dimension === 'origin') return country(element)
    return dimension === 'region' ? region(title) : title
  }, [country, region])
}
