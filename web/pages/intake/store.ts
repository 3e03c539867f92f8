/** The draft outlives the page: one may go and look at something, and come back to the same sheets. */
import { useCallback, useSyncExternalStore } from 'react'
import { useClusterId, useMembership } from '../../parts/index.ts'
import { emptyDraft, type Draft } from './draft.ts'

const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()

export type Change = (change: (draft: Draft) => Draft) => void

function read(key: string): Draft {
  return drafts.get(key) ?? emptyDraft
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The draft of this person in this cluster, how to change it, and how to read it later. */
export function useDraft(): { draft: Draft; change: Change; latest: () => Draft } {
  const { account } = useMembership()
  const key = `${account?.id ?? ''}:${useClusterId()}`
  const latest = useCallback(() => read(key), [key])
  const draft = useSyncExternalStore(subscribe, latest)
  const change = useCallback<Change>((make) => {
    drafts.set(key, make(read(key)))
    for (const listener of listeners) listener()
  }, [key])
  return { draft, change, latest }
}
