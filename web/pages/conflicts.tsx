import { DataTable, Empty, PageHead, useEvidence, useRemoteRows, useTableState, useWords } from '../parts/index.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useClaimColumns } from './claim-columns.tsx'
import { LedgerTabs } from './ledger-tabs.tsx'

/** Values with more than one live statement; opening one shows them side by side, with the way to choose. */
export default function ConflictsPage() {
  const t = useWords(ledgerWords)
  const { open } = useEvidence()
  const state = useTableState<Record<string, string | undefined>>([])
  const source = useRemoteRows('listClaims', { query: { conflicts: 'true' } })
  const columns = useClaimColumns(true)
  return (
    <>
      <PageHead title={t.conflictsTitle} lead={t.conflictsLead} />
      <LedgerTabs />
      <DataTable id="conflicts" label={t.conflictsTitle} source={source} columns={columns} state={state} rowId={(row) => row.id} onOpen={(row) => open(row.ref)} empty={<Empty title={t.noConflicts}>{t.noConflictsWhat}</Empty>} />
    </>
  )
}
