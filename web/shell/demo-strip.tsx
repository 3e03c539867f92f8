import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import { actorTypes, clusterRoles } from '../../src/shared/vocabulary.ts'
import { call } from '../parts/client.ts'
import { useLanguage, useText, useWords } from '../parts/language.tsx'
import { useAdoptSession, useMembership } from '../parts/session.tsx'
import { Failure } from '../parts/states.tsx'
import { shellWords } from '../words/shell.ts'
import style from './shell.module.css'

/** In the demo only: says so, and switches the person, so that one sees at once what each may see. */
export function DemoStrip() {
  const t = useWords(shellWords)
  const say = useText()
  const { lang } = useLanguage()
  const { session, account, membership } = useMembership()
  const adopt = useAdoptSession()
  const turn = useMutation({ mutationFn: (next: number) => call('switchDemoPerson', { body: { account: next } }), onSuccess: adopt })
  if (!membership?.demo || !session) return null
  const isThere = session.demoPersons.some((person) => person.account === account?.id)
  const persons = session.demoPersons.map((person) => ({
    value: String(person.account),
    label: [lang === 'en' ? person.nameEn ?? person.name : person.name, person.actorType && say(actorTypes[person.actorType]), say(clusterRoles[person.role])].filter(Boolean).join(' · '),
  }))
  return (
    <div className={`${style.demo} no-print`} role="region" aria-label={t.demoPerson}>
      <span className={style.demoWords}>{t.demo}{!isThere && <> <Link href="~/new-cluster">{t.ownData}</Link></>}</span>
      {persons.length > 0 && (
        <label className={style.demoPerson}>
          <span>{t.demoPerson}</span>
          <NativeSelect size="xs" data={isThere ? persons : [{ value: String(account?.id ?? ''), label: t.demoSelf, disabled: true }, ...persons]} value={String(account?.id ?? '')} disabled={turn.isPending} onChange={(event) => turn.mutate(Number(event.currentTarget.value))} />
        </label>
      )}
      {turn.error && <Failure error={turn.error} compact />}
    </div>
  )
}
