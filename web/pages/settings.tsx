import { Tabs } from '@mantine/core'
import { useSearchParams } from 'wouter'
import { PageHead, useWords } from '../parts/index.ts'
import { settingsWords } from '../words/settings.ts'
import { AccountPart } from './settings/account.tsx'
import { MembersPart } from './settings/members.tsx'
import { NoticesPart } from './settings/notices.tsx'
import { RulesPart } from './settings/rules.tsx'

const parts = { rules: RulesPart, members: MembersPart, notices: NoticesPart, account: AccountPart } as const
type Part = keyof typeof parts

export default function SettingsPage() {
  const t = useWords(settingsWords)
  const [search, setSearch] = useSearchParams()
  const asked = search.get('part')
  const part: Part = asked !== null && asked in parts ? (asked as Part) : 'rules'
  const Shown = parts[part]
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Tabs value={part} keepMounted={false} onChange={(next) => setSearch((before) => { before.set('part', next ?? 'rules'); return before }, { replace: true })}>
        <Tabs.List aria-label={t.parts} mb="lg">{(Object.keys(parts) as Part[]).map((key) => <Tabs.Tab key={key} value={key}>{t[key]}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value={part}><Shown /></Tabs.Panel>
      </Tabs>
    </>
  )
}
