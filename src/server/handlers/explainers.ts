import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import type { Evidence } from '../../shared/contract/ledger.ts'

/** Who explains a computed value: by the form of its address. Claimed values are explained by the ledger itself. */
export const explainers: readonly { matches: (ref: string) => boolean; explain: (tx: Tx, viewer: Viewer, ref: string) => Promise<Evidence> }[] = []
