import { Button, Loader, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { ApiError, call, Failure, PageHead, useWords, type Output } from '../parts/index.ts'
import { useAdoptSession } from '../parts/session.tsx'
import { Bare } from '../shell/bare.tsx'
import { signInWords } from '../words/sign-in.ts'

type Session = Output<'getSession'>

/** By password, or by the one-time link of the address, which is used up as soon as the page opens. */
export default function SignInPage() {
  const [search] = useSearchParams()
  const token = search.get('token')
  const enter = useEnter(search.get('then'))
  return <Bare>{token ? <ByLink token={token} onEnter={enter} /> : <ByPassword onEnter={enter} />}</Bare>
}

/** Takes the session in and goes where the person was going; only paths of our own are followed. */
function useEnter(then: string | null): (session: Session) => Promise<void> {
  const adopt = useAdoptSession()
  const [, navigate] = useLocation()
  const path = then && /^\/(?![/\\])/.test(then) && !then.startsWith('/sign-in') ? then : '/'
  return async (session) => {
    await adopt(session)
    navigate(path, { replace: true })
  }
}

function ByPassword({ onEnter, lead }: { onEnter: (session: Session) => Promise<void>; lead?: string }) {
  const t = useWords(signInWords)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation<Session, ApiError>({ mutationFn: () => call('signIn', { body: { email: email.trim(), password } }), onSuccess: onEnter })
  return (
    <>
      <PageHead title={t.title} lead={lead ?? t.lead} />
      <form className="stack" onSubmit={(event) => { event.preventDefault(); signIn.mutate() }}>
        <TextInput label={t.email} type="text" inputMode="email" name="username" autoComplete="username" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput label={t.password} name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        {signIn.error && <Failure error={signIn.error} compact />}
        <div><Button type="submit" loading={signIn.isPending}>{t.signIn}</Button></div>
      </form>
    </>
  )
}

/** A link works once: asking twice for the same one shares the first answer. */
const asked = new Map<string, Promise<Session>>()
function takeLink(token: string): Promise<Session> {
  const known = asked.get(token) ?? call('signInByLink', { body: { token } })
  asked.set(token, known)
  return known
}

function ByLink({ token, onEnter }: { token: string; onEnter: (session: Session) => Promise<void> }) {
  const t = useWords(signInWords)
  const [failed, setFailed] = useState<Error | null>(null)
  useEffect(() => {
    let gone = false
    takeLink(token).then((session) => (gone ? undefined : onEnter(session)), (error: unknown) => setFailed(error instanceof Error ? error : new Error(String(error))))
    return () => { gone = true }
    // The link of the address is used once, whatever else changes on the page.
  }, [token])
  if (!failed) return <><PageHead title={t.title} /><p role="status" className="row"><Loader size={16} aria-hidden="true" />{t.byLink}</p></>
  if (failed instanceof ApiError && failed.code !== 'link-expired' && failed.status !== 401 && failed.status !== 400) return <><PageHead title={t.title} /><Failure error={failed} onRetry={() => window.location.reload()} /></>
  return <div className="stack"><Failure error={failed} compact /><ByPassword onEnter={onEnter} lead={t.linkFailedWhat} /></div>
}
