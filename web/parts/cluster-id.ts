import { createContext, useContext } from 'react'

/** The cluster of the address bar; empty on pages outside any cluster. */
export const ClusterIdContext = createContext('')

export function useClusterId(): string {
  return useContext(ClusterIdContext)
}
