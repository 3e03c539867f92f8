import { audienceOf, reaches, visibleTo, type Audience, type Viewer } from '../access/viewer.ts'
import { ensureStates } from '../chain/states.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
import { explainClaimed } from '../ledger/evidence.ts'
import type { EvidenceView } from '../shared/contract/governance.ts'
import { AppError } from '../shared/errors.ts'
import { governanceTasks, keysOf, nodeStates, riskGrades, riskStatuses, type NodeState, type Right, type RiskGrade, type RiskStatus, type Text } from '../shared/vocabulary.ts'
import type { Pinned } from './rules/evidence.ts'
import type { Meeting } from './rules/meeting.ts'
import { readState } from './store.ts'

type Found = Omit<Pinned, 'ref' | 'note' | 'pinnedAt' | 'sha256'>
type Reader = (tx: Tx, viewer: Viewer, id: number, part: number) => Promise<Found>

/**
 * As whom states of nodes are pinned: what the team pins is what the centres see, so that those who decide see it too.
 */
function pinner(viewer: Viewer): Viewer {
  return reaches(viewer, 'analyst') ? { ...viewer, role: 'member', organisation: null, centreOf: keysOf(governanceTasks) } : viewer
}

/** Makes sure that a state that is to be pinned is that of the facts as they stand. Before the transaction of the event. */
export async function preparePins(db: Db, viewer: Viewer, refs: readonly string[], now: Date): Promise<void> {
  if (refs.some((ref) => ref.startsWith('node:'))) await ensureStates(db, pinner(viewer), now)
}

/**
 * Pins evidence as the person who brings it may see it: a claim, the state of a node with its snapshot, a risk, a paragraph of minutes, or a web address. What
 * is pinned is a copy; who may not see the thing itself may not see the copy.
 */
export async function pin(tx: Tx, viewer: Viewer, { ref, note }: { ref: string; note?: string | undefined }, at: string): Promise<Pinned> {
  const found = await findEvidence(tx, viewer, ref)
  const kept = { ref, note: note === undefined || note === '' ? null : note, ...found }
  return { ...kept, pinnedAt: at, sha256: hashOf(kept) }
}

async function findEvidence(tx: Tx, viewer: Viewer, ref: string): Promise<Found> {
  const address = /^(?:claim:(?<claim>\d{1,15})|node:(?<node>\d{1,15}):state|risk:(?<risk>\d{1,15})|meeting:(?<meeting>\d{1,15}):(?<part>\d{1,6}))$/.exec(ref)?.groups
  for (const [kind, read] of Object.entries(readers)) {
    const id = address?.[kind]
    if (id !== undefined) return read(tx, viewer, Number(id), Number(address?.['part']))
  }
  if (/^https?:\/\/\S+$/.test(ref)) return { title: { zh: ref, en: ref }, value: null, source: ref, grade: null, audience: 'public', snapshot: null }
  throw new AppError('invalid-request', {
    zh: `“${ref}”不是证据的地址。可用：claim:编号、node:编号:state、risk:编号、meeting:编号:段号，或以 http 开头的网址。`,
    en: `"${ref}" is not the address of evidence. Use claim:ID, node:ID:state, risk:ID, meeting:ID:PARAGRAPH, or a web address.`,
  })
}

const audienceOfRight: Record<Right, Audience> = { public: 'public', cluster: 'cluster', centres: 'centres', owner: 'team' }

const readers: Record<string, Reader> = {
  async claim(tx, viewer, id) {
    const { title, claims } = await explainClaimed(tx, viewer, `claim:${id}`)
    const claim = claims.find((one) => one.id === id)
    if (!claim) throw unseen(`claim:${id}`)
    if (claim.right === 'owner') throw new AppError('not-allowed', { zh: '仅提供方可用的主张不能作为共同决策的证据。请先由提供方放宽使用权。', en: 'A claim that its giver keeps to itself cannot be evidence of a common decision. Its giver widens the right of use first.' })
    return { title, value: claim.value, source: claim.source.file ?? claim.source.name, grade: claim.grade, audience: audienceOfRight[claim.right], snapshot: null }
  },
  async node(tx, viewer, id) {
    const rows = await tx.query<{ name: string; state: NodeState; snapshot: string }>(sql`
      select node.name, node_state.state, node_state.snapshot
      from node join node_state on node_state.cluster_id = node.cluster_id and node_state.node_id = node.node_id and node_state.valid_to is null and node_state.audience = ${audienceOf(pinner(viewer))}
      where ${visibleTo(viewer, 'node')} and node.node_id = ${id}`)
    const node = rows[0]
    if (!node) throw unseen(`node:${id}:state`)
    return { title: { zh: `${node.name}的状态`, en: `State of ${node.name}` }, value: textOf([nodeStates[node.state]]), source: null, grade: null, audience: audienceOf(pinner(viewer)), snapshot: node.snapshot }
  },
  async risk(tx, viewer, id) {
    const rows = await tx.query<{ title: string; status: RiskStatus; grade: RiskGrade | null }>(sql`
      select title, status, grade from risk_item where cluster_id = ${viewer.cluster} and risk_id = ${id}`)
    const risk = rows[0]
    if (!risk) throw unseen(`risk:${id}`)
    const value = textOf([riskStatuses[risk.status], ...(risk.grade === null ? [] : [riskGrades[risk.grade]])])
    return { title: { zh: `风险：${risk.title}`, en: `Risk: ${risk.title}` }, value, source: null, grade: null, audience: audienceOf(pinner(viewer)), snapshot: null }
  },
  /** Whoever moves what was said at a table lays it before the centres, who decide; besides them those who sat there see it. */
  async meeting(tx, viewer, id, part) {
    const { state: { title, due, paragraphs, attendance, editions } } = await readState<Meeting>(tx, viewer, 'meeting', id)
    const paragraph = paragraphs.find((one) => one.paragraph === part)
    if (!paragraph) throw unseen(`meeting:${id}:${part}`)
    return {
      title: { zh: `纪要：${title} ${due} 第 ${part} 段`, en: `Minutes: ${title} ${due}, paragraph ${part}` }, value: paragraph.text, source: editions.at(-1)?.sha256 ?? null, grade: null,
      audience: 'centres', parties: attendance.map(({ organisation }) => organisation), snapshot: null,
    }
  },
}

/** Terms as they are read in each language. */
const textOf = (terms: readonly Text[]): Text => ({ zh: terms.map(({ zh }) => zh).join(' · '), en: terms.map(({ en }) => en).join(' · ') })

function unseen(ref: string): AppError {
  return new AppError('not-found', { zh: `没有“${ref}”这条证据，或您无权查看。`, en: `There is no evidence "${ref}", or you may not see it.` })
}

const order: readonly Audience[] = ['public', 'cluster', 'centres', 'team']

/** A pinned piece as the viewer may see it; of what they may not see, only that it is there, and its hash. */
export function showPinned(viewer: Viewer, pinned: Pinned): EvidenceView {
  const { ref, title, value, note, source, grade, pinnedAt, snapshot, sha256, audience, parties } = pinned
  const sat = viewer.organisation !== null && viewer.role !== 'guest' && parties?.includes(viewer.organisation) === true
  if (!sat && order.indexOf(audienceOf(viewer)) < order.indexOf(audience)) return { ref, title: null, value: null, note: null, source: null, grade: null, pinnedAt, snapshot: null, sha256 }
  return { ref, title, value, note, source, grade, pinnedAt, snapshot, sha256 }
}
