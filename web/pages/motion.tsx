import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { formatDate } from '../../src/shared/format.ts'
import { motionStates } from '../../src/shared/governance.ts'
import type { MotionAct } from '../../src/shared/contract/governance.ts'
import { governanceTasks } from '../../src/shared/vocabulary.ts'
import { Acts, Happened, Loaded, PageHead, useAct, useCall, useText, useWords, type Output } from '../parts/index.ts'
import { governanceWords } from '../words/governance.ts'
import { motionWords } from '../words/motions.ts'
import { EvidenceList } from './governance/evidence-list.tsx'
import style from './governance/governance.module.css'
import { Amendment } from './motion/amendment.tsx'
import { Afterwards } from './motion/afterwards.tsx'
import { BallotBlock, ResultBlock } from './motion/ballot.tsx'
import { Consultation, MeetingsBlock, Opinions } from './motion/deliberation.tsx'
import { inputOf, useMotionForms } from './motion/forms.ts'
import { WorkBlock } from './motion/work-block.tsx'
import type { PageProps } from './index.ts'

export type Motion = Output<'getMotion'>

/** The whole thread on one page: evidence → support → consultation → ballot → decision → work → the indicator afterwards. */
export default function MotionPage({ params }: PageProps) {
  const t = useWords(motionWords)
  const query = useCall('getMotion', { params: { motion: Number(params['motion']) } })
  return <Loaded query={query} head={<PageHead title={t.motion} back={<Link href="/motions">{t.back}</Link>} />}>{(motion) => <Thread motion={motion} />}</Loaded>
}

function Thread({ motion }: { motion: Motion }) {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  return (
    <>
      <PageHead title={motion.title} back={<Link href="/motions">{t.back}</Link>} />
      <Meta motion={motion} />
      <div className={style.thread}>
        <div>
          <section><h2 className="visually-hidden">{t.what}</h2><p className={style.prose}>{motion.text}</p></section>
          <Amendment motion={motion} />
          <section className={style.block}><h2>{g.evidence} <span className="muted">{motion.evidence.length}</span></h2>{motion.evidence.length === 0 ? <p className="muted">{g.noEvidence}</p> : <EvidenceList evidence={motion.evidence} />}</section>
          <section className={style.block}><h2>{t.support}</h2><p>{t.supported(motion.supporters.length, motion.threshold)}{motion.supporters.length > 0 && ` · ${motion.supporters.map(({ name }) => name).join('、')}`}</p></section>
          <Consultation motion={motion} />
          <MeetingsBlock motion={motion} />
          <Opinions motion={motion} />
          <BallotBlock motion={motion} />
          {motion.tally && <ResultBlock motion={motion} tally={motion.tally} />}
          {motion.state === 'adopted' && <WorkBlock motion={motion} />}
          <Afterwards motion={motion} />
          <Happened events={motion.events} />
        </div>
        <aside className="no-print"><MotionActs key={motion.motion} motion={motion} /></aside>
      </div>
    </>
  )
}

function Meta({ motion }: { motion: Motion }) {
  const t = useWords(motionWords)
  const g = useWords(governanceWords)
  const say = useText()
  const facts = [
    [g.state, `${say(motionStates[motion.state])}${motion.amends ? ` · ${t.amends}` : ''}`], [g.task, `${motion.task} ${say(governanceTasks[motion.task])}`], [t.mover, motion.mover?.name ?? '—'], [t.madeAt, formatDate(motion.madeAt)],
    ...(motion.decidedAt ? [[t.decidedAt, formatDate(motion.decidedAt)]] : []),
  ]
  return <dl className={style.meta}>{facts.map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
}

function MotionActs({ motion }: { motion: Motion }) {
  const client = useQueryClient()
  const forms = useMotionForms(motion)
  const act = useAct('actOnMotion')
  return (
    <Acts
      forms={forms} may={motion.may} version={motion.version} log={motion.events} waits={motion.waits} pending={act.isPending} error={act.error} onStart={act.reset}
      onAct={(event, input, done, { version }) => act.mutate({ params: { motion: motion.motion }, body: { event, version, input: inputOf(input) } as MotionAct }, { onSuccess: done, onError: () => void client.invalidateQueries({ queryKey: ['getMotion'] }) })}
    />
  )
}
