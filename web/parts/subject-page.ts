const pages: Readonly<Record<string, string>> = { organisation: '/organisations', node: '/map/node' }

/** The page of what a claim speaks of, inside the cluster, where it has one. */
export function subjectPage({ subjectKind, subjectId }: { subjectKind: string; subjectId: number }): string | undefined {
  const page = pages[subjectKind]
  return page && `${page}/${subjectId}`
}
