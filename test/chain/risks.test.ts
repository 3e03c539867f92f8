import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { whoIs } from '../../src/governance/rules/roles.ts'
import { listRiskEvents, listRisks } from '../../src/governance/risk-list.ts'
import { proposeRisks, updateRisk } from '../../src/governance/risks.ts'
import { load } from '../../src/intake/load/load.ts'
import { shippedCharter } from '../../src/shared/charter.ts'
import { guestOf, makeChain, memberOf, type Made } from './fixture.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
beforeAll(async () => { made = await makeChain(db, 'risks') })

const risksAs = (viewer: Viewer) => asViewer(db, viewer, (tx) => listRisks(tx, viewer))
const riskOf = async (kind: string) => (await risksAs(made.viewer)).find((risk) => risk.kind === kind)!
const eventsOf = (risk: number) => asViewer(db, made.viewer, (tx) => listRiskEvents(tx, made.viewer, { risk }))

describe('the supply-risk list', () => {
  test('is proposed from the states, graded by the written rule, once', async () => {
    expect(await proposeRisks(db, made.viewer)).toEqual({ proposed: 4, unchanged: 0, resolved: 0 })
    expect(await proposeRisks(db, made.viewer)).toEqual({ proposed: 0, unchanged: 4, resolved: 0 })
    const risks = await risksAs(made.viewer)
    expect(Object.fromEntries(risks.map(({ kind, proposedGrade }) => [kind, proposedGrade]))).toEqual({ broken: 'medium', choke: 'high', bottleneck: 'medium', weak: 'low' })
    expect(risks.find(({ kind }) => kind === 'choke')).toMatchObject({ title: '分子泵：卡点', status: 'proposed', grade: null, task: 'T2', edition: 1 })
    expect(risks.find(({ kind }) => kind === 'choke')!.reasons[0]!.claimIds.length).toBeGreaterThan(0)
  })

  test('says from the charter who convenes, who owns and who must be consulted', async () => {
    const { convene, own, consult } = await riskOf('choke')
    expect(convene.actorTypes).toEqual(['government'])
    expect(convene.organisations.map(({ name }) => name)).toEqual(['示范市工业和信息化局（虚构）'])
    expect(own.actorTypes).toEqual(['government', 'enterprise'])
    expect(own.organisations.map(({ name }) => name)).toContain('示范市工业和信息化局（虚构）')
    expect(own.organisations.map(({ name }) => name), 'a supplier abroad answers for nothing here').not.toContain('远洋真空株式会社（虚构）')
    expect(consult.actorTypes).toEqual(['research', 'association', 'service'])
  })

  test('two analysts edit one risk: the second is told and nothing is lost', async () => {
    const { risk, edition } = await riskOf('choke')
    const first = await updateRisk(db, made.viewer, risk, { edition, status: 'confirmed', grade: 'high', owner: made.firms.O7!, dueDate: '2026-12-31' })
    expect(first).toMatchObject({ status: 'confirmed', grade: 'high', owner: '示范市工业和信息化局（虚构）', dueDate: '2026-12-31', edition: edition + 1 })
    await expect(updateRisk(db, made.viewer, risk, { edition, note: '同时写的话' })).rejects.toMatchObject({ code: 'changed-meanwhile', details: { now: { grade: 'high' } } })
    const second = await updateRisk(db, made.viewer, risk, { edition: edition + 1, note: '同时写的话' })
    expect(second).toMatchObject({ grade: 'high', note: '同时写的话' })
    expect((await eventsOf(risk)).map(({ by, change }) => [by, Object.keys(change).sort()])).toEqual([
      [null, ['grade', 'proposal', 'rule', 'version']], ['Analyst', ['dueDate', 'grade', 'owner', 'status']], ['Analyst', ['note']]])
  })

  test('a refused risk is not proposed again', async () => {
    const { risk, edition } = await riskOf('broken')
    await updateRisk(db, made.viewer, risk, { edition, status: 'refused', note: '已有替代' })
    expect(await proposeRisks(db, made.viewer)).toMatchObject({ proposed: 0 })
  })

  test('an unknown owner is refused by name', async () => {
    const { risk, edition } = await riskOf('weak')
    await expect(updateRisk(db, made.viewer, risk, { edition, owner: 424242 })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('centres of the task see what is confirmed, an owner what it owns, others and guests nothing', async () => {
    const authority = memberOf(made, 'O7', { actorType: 'government', centreOf: ['T2'] })
    expect((await risksAs(authority)).map(({ kind }) => kind)).toEqual(['choke'])
    expect((await risksAs(memberOf(made, 'O7'))).map(({ kind }) => kind)).toEqual(['choke'])
    expect(await risksAs(memberOf(made, 'O2'))).toEqual([])
    expect(await risksAs(guestOf(made))).toEqual([])
    expect(await asViewer(db, guestOf(made), (tx) => listRiskEvents(tx, guestOf(made), {}))).toEqual([])
    await expect(updateRisk(db, authority, 1, { edition: 1 })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('when the state is resolved, the unconfirmed is closed and the confirmed is only proposed as resolved', async () => {
    const choke = await riskOf('choke')
    const weak = await riskOf('weak')
    await resolve(db, made)
    expect(await proposeRisks(db, made.viewer)).toMatchObject({ resolved: 2 })
    expect(await riskOf('choke')).toMatchObject({ status: 'confirmed', state: expect.not.stringContaining('choke') as string })
    expect((await eventsOf(choke.risk)).at(-1)!.change).toEqual({ proposal: 'resolved' })
    expect((await risksAs(made.viewer)).find(({ risk }) => risk === weak.risk)!.status).toBe('closed')
    await proposeRisks(db, made.viewer)
    expect((await eventsOf(choke.risk)).filter(({ change }) => change.proposal === 'resolved')).toHaveLength(1)
  })
})

/** The pump can be replaced in a month; the quadrupole has five even suppliers. */
async function resolve(db: Db, { viewer }: Made): Promise<void> {
  await load(db, viewer, {
    ...usual, grade: 'A', sheets: [
      sheetOf('nodes', [{ code: 'choke', name: '分子泵', substitutionDays: 30 }], { file: 'quick.csv', recipe: { name: 'quick' } }),
      sheetOf('supplies', [1, 2, 3, 4, 5].map((n) => ({ providerCode: `O${n}`, nodeCode: 'weak', origin: 'CHN', share: 0.2, qualified: true })), { file: 'five.csv', recipe: { name: 'five' } }),
    ],
  })
}

describe('the role charter', () => {
  test('centres own, whoever they are; where government supports, it does not convene', () => {
    const roles = whoIs(shippedCharter.assignments, 'T4')
    expect(roles.own).toEqual(['enterprise', 'research', 'association', 'service'])
    expect(roles.convene).not.toContain('government')
    expect(roles.consult).toEqual(['government'])
  })

  test('another charter gives other roles', () => {
    const changed = shippedCharter.assignments.map((row) => (row.task !== 'T2' ? row : row.actorType === 'association' ? { ...row, part: 'centre' as const, duty: { zh: '召集各方会商', en: 'Convenes consultations' } } : { ...row, part: 'support' as const }))
    expect(whoIs(changed, 'T2')).toEqual({ convene: ['association'], own: ['association'], consult: ['government', 'enterprise', 'research', 'service'] })
  })
})
