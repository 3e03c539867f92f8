import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ClaimView, Evidence } from '../../../src/shared/contract/ledger.ts'
import { formatCount, formatDate, formatPeriod, missingMark } from '../../../src/shared/format.ts'
import { rights } from '../../../src/shared/vocabulary.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { partWords } from '../../words/parts.ts'
import { Grade } from '../badges.tsx'
import { Confirm } from '../dialogs.tsx'
import { useLanguage, useText, useWords } from '../language.tsx'
import { useAct } from '../queries.ts'
import style from './evidence.module.css'
import { exactValue } from './exact.ts'
import { SourceLine } from './source-line.tsx'
import { SourceRow } from './source-row.tsx'

/** A computed value rests on many claims: its inputs lead to each, and these come first. */
const few = 3

/** All claims of the value: the chosen one first, the others beside it, ended ones struck. */
export function Claims({ evidence, canChoose }: { evidence: Evidence; canChoose: boolean }) {
  const t = useWords(evidenceWords)
  const [all, setAll] = useState(evidence.formula === null)
  const { claims, claimsTotal, inputs } = evidence
  const sorted = [...claims].sort((a, b) => Number(b.chosen) - Number(a.chosen) || Number(a.ended !== null) - Number(b.ended !== null))
  if (claims.length === 0) return inputs.length > 0 ? null : <section className={style.section}><p className="muted">{t.noClaims}</p></section>
  return (
    <section className={style.section}>
      <h3>{t.claims} <span className="muted">{claimsTotal > claims.length ? t.claimsShown(formatCount(claims.length), formatCount(claimsTotal)) : formatCount(claimsTotal)}</span></h3>
      <ol className={style.claims}>
        {(all ? sorted : sorted.slice(0, few)).map((claim, index) => <ClaimItem key={claim.id} at={evidence.ref} claim={claim} openRow={index === 0} canChoose={canChoose && claims.length > 1} />)}
      </ol>
      {!all && sorted.length > few && <Button size="compact-sm" variant="default" mt="xs" onClick={() => setAll(true)}>{t.showAll(formatCount(sorted.length - few))}</Button>}
    </section>
  )
}

function ClaimItem({ at, claim, openRow, canChoose }: { at: string; claim: ClaimView; openRow: boolean; canChoose: boolean }) {
  const t = useWords(evidenceWords)
  const p = useWords(partWords)
  const { lang } = useLanguage()
  const [rowShown, setRowShown] = useState(openRow)
  const hasRow = claim.source.kind === 'file' && claim.source.row !== null
  const state = claim.chosen ? t.chosen : claim.ended ? t[claim.ended] : t.notChosen
  return (
    <li className={style.claim} data-chosen={claim.chosen || undefined} data-ended={claim.ended ?? undefined}>
      <div className="row between">
        <span className={style.claimValue}>{claim.value === null ? missingMark : exactValue(at, claim.value, claim.unit, lang)} <Grade grade={claim.grade} /></span>
        <span className={style.claimState}>{state}</span>
      </div>
      {claim.value === null && <p className="muted">{p.missingWhy(claim.blankReason ?? p.noReason)}</p>}
      {claim.flag && <p className={style.truths}>{t.flag(claim.flag)}</p>}
      <ClaimFacts claim={claim} />
      <SourceLine source={claim.source} />
      <div className="row">
        {hasRow && <Button size="compact-sm" variant="subtle" px={0} aria-expanded={rowShown} onClick={() => setRowShown(!rowShown)}>{t.showRow}</Button>}
        {canChoose && !claim.chosen && claim.ended === null && <Choose at={at} claim={claim} />}
      </div>
      {hasRow && rowShown && <SourceRow claim={claim.id} />}
    </li>
  )
}

function ClaimFacts({ claim }: { claim: ClaimView }) {
  const t = useWords(evidenceWords)
  const say = useText()
  const { lang } = useLanguage()
  const facts: [string, string][] = [
    [t.giver, claim.giver ?? t.unknownGiver],
    [t.date, [formatDate(claim.recordedAt), claim.recordedBy].filter(Boolean).join(' · ')],
    [t.right, say(rights[claim.right])],
  ]
  if (claim.period) facts.push([t.period, formatPeriod(claim.period, lang)])
  return (
    <dl className={style.facts}>
      {facts.map(([title, text]) => <div key={title}><dt>{title}</dt><dd>{text}</dd></div>)}
    </dl>
  )
}

function Choose({ at, claim }: { at: string; claim: ClaimView }) {
  const { lang } = useLanguage()
  const t = useWords(evidenceWords)
  const [asking, setAsking] = useState(false)
  const choose = useAct('resolveConflict', { onDone: () => setAsking(false) })
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>{t.choose}</Button>
      <Confirm
        opened={asking} onClose={() => setAsking(false)} title={t.chooseTitle} action={t.choose} withReason pending={choose.isPending} error={choose.error}
        onConfirm={(reason) => choose.mutate({ params: { claim: claim.id }, body: { reason } })}
      >{t.chooseWhat(claim.value === null ? missingMark : exactValue(at, claim.value, claim.unit, lang))}</Confirm>
    </>
  )
}
