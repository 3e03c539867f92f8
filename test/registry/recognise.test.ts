import { expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { openRecogniser } from '../../src/registry/recognise.ts'
import { openRegister } from '../../src/registry/register.ts'
import { makeCluster } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()

test('while many newcomers are compared, everybody else gets their turn, and whoever cancels is heard', async () => {
  const viewer = await makeCluster(db, 'newcomers')
  const names = Array.from({ length: 100 }, (_, n) => ({ name: `东莞第${n}精密仪器有限公司` }))
  const meetThem = (breathe: () => Promise<void>) => asViewer(db, viewer, async (tx) => {
    const register = openRegister(tx, viewer)
    const recogniser = openRecogniser(tx, viewer, register)
    await recogniser.meet(names)
    for (const one of names) recogniser.recognise(one)
    return recogniser.ask(await register.take(), breathe)
  })
  let turns = 0
  await meetThem(async () => void turns++)
  expect(turns).toBeGreaterThan(5)
  await expect(meetThem(async () => { if (++turns > 9) throw new Error('cancelled') })).rejects.toThrow('cancelled')
})
