/** The evidence drawer, the same on every page: the value, its formula, its claims, the source row itself. */
import { ActionIcon, Button, CloseButton } from '@mantine/core'
import { IconArrowLeft, IconLink } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Evidence } from '../../../src/shared/contract/ledger.ts'
import { missingMark } from '../../../src/shared/format.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { partWords } from '../../words/parts.ts'
import { Grade } from '../badges.tsx'
import { PutIntoReport } from '../analysis/put-into-report.tsx'
import { useEvidence } from '../evidence-context.tsx'
import { useEscape } from '../keys.ts'
import { useLanguage, useText, useWords } from '../language.tsx'
import { useCall } from '../queries.ts'
import { useCan } from '../session.tsx'
import { Empty, Loaded } from '../states.tsx'
import { copyText } from '../table/copy.ts'
import { Claims } from './claims.tsx'
import style from './evidence.module.css'
import { exactValue } from './exact.ts'
import { fieldOf } from './field-of.ts'
import { Formula } from './formula.tsx'
import { Resolution } from './resolution.tsx'
import { StateClaim } from './state-claim.tsx'

type Step = { ref: string; title: Text }

export default function EvidenceDrawer({ at }: { at: string }) {
  const t = useWords(evidenceWords)
  const say = useText()
  const { open, close } = useEvidence()
  const query = useCall('getEvidence', { params: { ref: at } })
  const field = fieldOf(at)
  const heading = useRef<HTMLHeadingElement>(null)
  const [trail, setTrail] = useState<Step[]>([])
  // A choice that was made or taken back removes the button that made it: who works by keyboard goes on from the top.
  const made = query.data?.resolution?.resolution ?? null
  useEffect(() => heading.current?.focus({ preventScroll: true }), [at, made])
  useEscape(close)

  const follow = (next: Step) => {
    setTrail([...trail, { ref: at, title: query.data?.title ?? { zh: at, en: at } }])
    open(next.ref)
  }
  const back = () => {
    const step = trail.at(-1)
    setTrail(trail.slice(0, -1))
    if (step) open(step.ref)
  }
  const previous = trail.at(-1)
  return (
    <div className={style.drawer} role="dialog" aria-modal="false" aria-labelledby="evidence-title">
      <div className={style.head}>
        <div>
          <h2 id="evidence-title" ref={heading} tabIndex={-1}>{query.data ? say(query.data.title) : field ? say(field.title) : t.evidence}</h2>
          {previous && <Button size="compact-sm" variant="subtle" px={0} leftSection={<IconArrowLeft size={13} />} onClick={back}>{t.back(say(previous.title))}</Button>}
        </div>
        <div className={style.tools}>
          <CopyLink />
          <CloseButton aria-label={t.close} onClick={close} />
        </div>
      </div>
      <div className={style.body}>
        {field && query.error?.code === 'not-found' ? <Unsaid at={at} /> : <Loaded query={query}>{(evidence) => <Body key={evidence.ref} evidence={evidence} onFollow={follow} />}</Loaded>}
      </div>
    </div>
  )
}

/** A value of which nothing is claimed is no failure: it is missing, and an analyst can state it. */
function Unsaid({ at }: { at: string }) {
  const t = useWords(evidenceWords)
  const can = useCan()
  return <Empty title={t.unsaid} action={can('analyst') && isStateable(at) && <StateClaim at={at} />}>{t.unsaidWhat}</Empty>
}

function Body({ evidence, onFollow }: { evidence: Evidence; onFollow: (step: Step) => void }) {
  const t = useWords(evidenceWords)
  const can = useCan()
  const canWork = can('analyst') && !evidence.frozen
  return (
    <>
      <ValueLine evidence={evidence} />
      {evidence.formula && <Formula formula={evidence.formula} inputs={evidence.inputs} onFollow={onFollow} />}
      <CellIntoReport evidence={evidence} />
      {evidence.resolution && <Resolution resolution={evidence.resolution} canUndo={canWork} />}
      <Claims evidence={evidence} canChoose={canWork} />
      {canWork && isStateable(evidence.ref) && <StateClaim at={evidence.ref} />}
      {evidence.snapshot && <p className={`${style.snapshot} muted small`}>{t.snapshot(evidence.snapshot)}{evidence.frozen ? ` · ${t.frozen}` : ''}</p>}
    </>
  )
}

function ValueLine({ evidence: { ref, value, unit, blankReason, mark } }: { evidence: Evidence }) {
  const { lang } = useLanguage()
  const say = useText()
  const t = useWords(evidenceWords)
  const p = useWords(partWords)
  const truths = (['inferred', 'conflict', 'stale', 'implausible', 'withdrawn'] as const).filter((key) => mark[key])
  return (
    <section className={style.valueLine} aria-label={t.value}>
      <p className={style.value} data-inferred={mark.inferred || undefined} data-withdrawn={mark.withdrawn || undefined}>
        {value === null ? missingMark : exactValue(ref, value, unit, lang)} {mark.grade && <Grade grade={mark.grade} />}
      </p>
      {value === null && <p className="muted">{p.missingWhy(say(blankReason ?? mark.blank ?? p.notStated))}</p>}
      {truths.length > 0 && <p className={truths.some((key) => key !== 'inferred' && key !== 'stale') ? style.truths : 'muted'}>{truths.map((key) => p[key]).join(' · ')}</p>}
    </section>
  )
}

/** A value of an analysis can be put into a report from here. */
function CellIntoReport({ evidence: { ref, formula } }: { evidence: Evidence }) {
  const [kind, id, table, ...rest] = ref.split(':')
  const result = useCall('getResult', { params: { result: Number(id) }, query: { rows: 0 } }, { enabled: kind === 'result' && formula !== null, staleTime: Infinity })
  if (!result.data || table === undefined || rest.length < 2) return null
  return <p><PutIntoReport result={result.data} chosen={{ table, rows: [rest.slice(0, -1).join(':')], columns: [rest.at(-1)!] }} /></p>
}

/** States, figures and claims themselves are computed or said elsewhere; everything else can be stated by form. */
function isStateable(ref: string): boolean {
  return !/^(figure|claim|result):/.test(ref) && !/^node:[^:]+:state$/.test(ref)
}

function CopyLink() {
  const t = useWords(evidenceWords)
  const [done, setDone] = useState(false)
  const copy = () => void copyText(window.location.href).then(setDone)
  return (
    <>
      <span role="status" className="muted small">{done ? t.linkCopied : ''}</span>
      <ActionIcon variant="subtle" aria-label={t.copyLink} data-hint={t.copyLink} onClick={copy}><IconLink size={16} /></ActionIcon>
    </>
  )
}
