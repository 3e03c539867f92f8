import { useCall, useCountry, useRegion } from '../../parts/index.ts'

/** What is struck, by its name in the language that is on. */
export function useShockName(key: string): string {
  const at = key.indexOf(':')
  const [kind, element] = [key.slice(0, at), key.slice(at + 1)]
  const id = /^\d{1,15}$/.test(element) ? Number(element) : 0
  const country = useCountry()
  const region = useRegion()
  const organisation = useCall('getOrganisation', { params: { organisation: id } }, { enabled: kind === 'organisation' && id > 0, staleTime: 300_000 })
  const node = useCall('getNode', { params: { node: id } }, { enabled: kind === 'node' && id > 0, staleTime: 300_000 })
  const removable = useCall('listRemovable', {}, { enabled: kind === 'region', staleTime: 300_000 })
  if (kind === 'organisation') return organisation.data?.name ?? element
  if (kind === 'node') return node.data?.name ?? element
  if (kind === 'origin' || kind === 'country') return country(element)
  if (kind === 'region') return region(removable.data?.find((one) => one.dimension === 'region' && one.element === element)?.title ?? element)
  return element
}
