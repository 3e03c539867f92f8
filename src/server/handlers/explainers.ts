import type { Viewer } from '../../access/viewer.ts'
import { explainState } from '../../chain/explain.ts'
import type { Tx } from '../../db/db.ts'
import { explainThread, threadRef } from '../../governance/explain.ts'
import { explainFigure } from '../../reports/evidence.ts'
import type { Evidence } from '../../shared/contract/ledger.ts'

type Explainer = { matches: (ref: string) => boolean; explain: (tx: Tx, viewer: Viewer, ref: string) => Promise<Evidence> }

/** Who explains a computed value, by the form of its address. Claimed values are explained by the ledger itself. */
export const explainers: readonly Explainer[] = [
  { matches: (ref) => /^node:\d+:state$/.test(ref), explain: (tx, viewer, ref) => explainState(tx, viewer, Number(ref.split(':')[1])) },
  { matches: (ref) => threadRef.test(ref), explain: explainThread },
  { matches: (ref) => ref.startsWith('figure:'), explain: explainFigure },
]
