import { ActionIcon, Button, Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconMoon, IconPlus, IconSearch, IconSun, IconUser } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { clusterRoles } from '../../src/shared/vocabulary.ts'
import { call } from '../parts/client.ts'
import { useLanguage, useText, useWords } from '../parts/language.tsx'
import { useAdoptSession, useMembership, type Membership } from '../parts/session.tsx'
import { shellWords } from '../words/shell.ts'
import { PeriodPicker } from './period-picker.tsx'
import style from './shell.module.css'

/** Cluster, period, search, language, theme, person. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const t = useWords(shellWords)
  return (
    <header className={`${style.top} no-print`}>
      <Link href="/" className={style.brand}><img src="/mark.svg" alt="" width="24" height="24" /><span className={style.brandName}>{t.product}</span></Link>
      <ClusterPicker />
      <PeriodPicker />
      <UnstyledButton className={style.searchButton} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden="true" /><span className={style.searchWord}>{t.search}</span><kbd className={style.searchKey} aria-hidden="true">Ctrl K</kbd>
      </UnstyledButton>
      <div className={style.topEnd}>
        <LanguageButton />
        <ThemeButton />
        <PersonMenu />
      </div>
    </header>
  )
}

export function nameOf(cluster: Membership, lang: 'zh' | 'en'): string {
  return lang === 'en' ? cluster.nameEn ?? cluster.name : cluster.name
}

function ClusterPicker() {
  const t = useWords(shellWords)
  const { lang } = useLanguage()
  const { session, membership } = useMembership()
  const [, navigate] = useLocation()
  if (!session || !membership) return null
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" size="compact-md" rightSection={<IconChevronDown size={14} />} className={style.picker} aria-label={`${t.cluster}: ${nameOf(membership, lang)}`}><span className={style.pickerName}>{nameOf(membership, lang)}</span></Button>
      </Menu.Target>
      <Menu.Dropdown>
        {session.clusters.map((item) => <Menu.Item key={item.cluster} fw={item === membership ? 600 : 400} onClick={() => navigate(`~/c/${item.cluster}`)}>{nameOf(item, lang)}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => navigate('~/new-cluster')}>{t.newCluster}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Switches the screen at once and tells the account; a refusal of the account does not undo the switch on this machine. */
export function useSwitchLanguage(): () => void {
  const { lang, setLang } = useLanguage()
  const { account } = useMembership()
  return () => {
    const next = lang === 'zh' ? 'en' : 'zh'
    setLang(next)
    if (account) void call('setLanguage', { body: { language: next } }).catch(() => undefined)
  }
}

export function LanguageButton() {
  const t = useWords(shellWords)
  const { lang } = useLanguage()
  const turn = useSwitchLanguage()
  const short = lang === 'zh' ? 'EN' : '中'
  return <Button variant="subtle" size="compact-sm" px={8} aria-label={`${short} · ${t.switchLanguage}`} lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={turn}>{short}</Button>
}

export function useThemeTurn(): { dark: boolean; turn: () => void } {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return { dark, turn: () => setColorScheme(dark ? 'light' : 'dark') }
}

export function ThemeButton() {
  const t = useWords(shellWords)
  const { dark, turn } = useThemeTurn()
  const word = dark ? t.themeLight : t.themeDark
  return <ActionIcon variant="subtle" aria-label={word} data-hint={word} onClick={turn}>{dark ? <IconSun size={17} /> : <IconMoon size={17} />}</ActionIcon>
}

export function useSignOut(): () => void {
  const adopt = useAdoptSession()
  const [, navigate] = useLocation()
  return () => void call('signOut', {}).then(adopt).then(() => navigate('~/sign-in'))
}

function PersonMenu() {
  const t = useWords(shellWords)
  const say = useText()
  const { lang } = useLanguage()
  const { account, membership } = useMembership()
  const [, navigate] = useLocation()
  const signOut = useSignOut()
  if (!account) return null
  const name = lang === 'en' ? account.nameEn ?? account.name : account.name
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target><Button variant="subtle" size="compact-sm" px={8} leftSection={<IconUser size={16} />} aria-label={`${t.person}: ${name}`}><span className={style.personName}>{name}</span></Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{account.email}</Menu.Label>
        {membership && <Menu.Label>{[membership.organisation, say(clusterRoles[membership.role])].filter(Boolean).join(' · ')}</Menu.Label>}
        <Menu.Divider />
        <Menu.Item onClick={() => navigate('/settings?part=account')}>{t.password}</Menu.Item>
        <Menu.Item onClick={signOut}>{t.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
