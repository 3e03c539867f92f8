import { lazy, Suspense, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatCount, formatPercent, missingMark } from '../../../src/shared/format.ts'
import { LossLegend } from '../../charts/chain-map/loss-legend.tsx'
import type { Losses } from '../../charts/chain-map/losses.ts'
import { Loaded, Loading, Provenance, ResultTables, useCall, useWords } from '../../parts/index.ts'
import { systemicWords } from '../../words/systemic.ts'
import { Ranked } from '../analyses/ranked.tsx'
import { hasInferred } from './has-inferred.ts'
import style from './systemic.module.css'

const ChainMap = lazy(async () => ({ default: (await import('../../charts/chain-map/chain-map.tsx')).ChainMap }))

/** What a scenario does: one sentence, the losses on the chain map, as bars and as lists, and how it came about. */
export function Reach({ result }: { result: ResultView }) {
  const t = useWords(systemicWords)
  const [organisations, nodes] = ['organisations', 'nodes'].map((id) => result.tables.find((table) => table.id === id)?.total ?? 0)
  return (
    <>
      <p className={style.answer} role="status">{t.answer(lostOf(result), formatCount(organisations!), formatCount(nodes!))} <span className="muted">{t.took(formatCount(Math.round(result.computedMs)))}</span></p>
      {hasInferred(result) && <p><em>{t.restsOnInferred}</em></p>}
      <LossMap result={result} />
      <section className="section" aria-label={t.lists}>
        <Ranked result={result} />
        <ResultTables result={result} />
      </section>
      <Provenance result={result} />
    </>
  )
}

function lostOf({ tables }: ResultView): string {
  const lost = tables.find(({ id }) => id === 'whole')?.rows.find(({ key }) => key === 'figure:lost')?.cells[1]
  return typeof lost === 'number' ? formatPercent(lost) : missingMark
}

/** The chain map, coloured by what each node loses of its supply. */
function LossMap({ result }: { result: ResultView }) {
  const t = useWords(systemicWords)
  const [, navigate] = useLocation()
  const [selected, setSelected] = useState<number | null>(null)
  const query = useCall('getMap', { query: {} }, { staleTime: 60_000 })
  const losses = useMemo(() => lossesOf(result), [result])
  return (
    <section className="section" aria-label={t.map}>
      <h2>{t.map}</h2>
      {losses.lost.size === 0 && <p className="muted">{t.noNodes}</p>}
      <Loaded query={query}>
        {(data) => (
          <>
            <div className={style.map}>
              <Suspense fallback={<Loading />}><ChainMap data={data} losses={losses} selected={selected} marked={none} ties={null} onSelect={setSelected} onOpen={(id) => navigate(`/map/node/${id}`)} onEscape={() => setSelected(null)} /></Suspense>
            </div>
            <LossLegend losses={losses} ids={data.ids} />
          </>
        )}
      </Loaded>
    </section>
  )
}

const none: ReadonlySet<number> = new Set()

function lossesOf({ tables, detail }: ResultView): Losses {
  const table = tables.find(({ id }) => id === 'nodes')
  const at = table?.columns.findIndex(({ key }) => key === 'lost') ?? -1
  const lost = new Map((table?.rows ?? []).map(({ key, cells }) => [Number(key.slice('node:'.length)), Number(cells[at])]))
  const unsupplied = (detail as { unsupplied?: number[] } | undefined)?.unsupplied ?? []
  return { lost, unknown: new Set(unsupplied) }
}
