import { Button, PasswordInput, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, Failure, keyOf, useAct, useLanguage, useMembership, useWords } from '../../parts/index.ts'
import { settingsWords } from '../../words/settings.ts'
import { CalendarLinks } from './calendar-links.tsx'

/** The person's own language and password. */
export function AccountPart() {
  const t = useWords(settingsWords)
  const { lang, setLang } = useLanguage()
  const choose = (next: string) => {
    const language = next === 'en' ? 'en' : 'zh'
    setLang(language)
    void call('setLanguage', { body: { language } }).catch(() => undefined)
  }
  return (
    <div className="stack" style={{ gap: '2rem' }}>
      <section className="stack"><h2 id="language">{t.language}</h2><div><SegmentedControl aria-labelledby="language" value={lang} onChange={choose} data={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} /></div></section>
      <PasswordForm />
      <CalendarLinks />
    </div>
  )
}

const shortest = 10

function PasswordForm() {
  const t = useWords(settingsWords)
  const { account } = useMembership()
  const client = useQueryClient()
  const [form, setForm] = useState({ current: '', password: '', repeat: '' })
  const [tried, setTried] = useState(false)
  const set = useAct('setPassword', { refresh: [], onDone: () => { setForm({ current: '', password: '', repeat: '' }); setTried(false); void client.invalidateQueries({ queryKey: keyOf('getSession', {}) }) } })
  const short = form.password.length < shortest
  const differs = form.password !== form.repeat
  const field = (key: keyof typeof form) => ({ value: form[key], onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [key]: event.currentTarget.value }) })
  const submit = () => {
    setTried(true)
    if (!short && !differs) set.mutate({ body: { password: form.password, ...(form.current ? { current: form.current } : {}) } })
  }
  return (
    <form className="stack" style={{ maxWidth: '26rem' }} onSubmit={(event) => { event.preventDefault(); submit() }}>
      <h2>{t.password}</h2>
      <p className="muted">{t.passwordWhat}</p>
      <input type="text" name="username" autoComplete="username" value={account?.email ?? ''} readOnly hidden />
      {account?.hasPassword && <PasswordInput label={t.currentPassword} autoComplete="current-password" required {...field('current')} />}
      <PasswordInput label={t.newPassword} autoComplete="new-password" required error={tried && short ? t.tooShort : undefined} {...field('password')} />
      <PasswordInput label={t.repeatPassword} autoComplete="new-password" required error={tried && !short && differs ? t.notSame : undefined} {...field('repeat')} />
      {set.error && <Failure error={set.error} compact />}
      <div className="row"><Button type="submit" loading={set.isPending}>{t.setPassword}</Button><span role="status">{set.isSuccess ? t.passwordSet : ''}</span></div>
    </form>
  )
}
