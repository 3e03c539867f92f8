import { Button, Group, NativeSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { clusterRoles, type ClusterRole } from '../../../src/shared/vocabulary.ts'
import { Failure, useAct, useCall, useText, useWords } from '../../parts/index.ts'
import { partWords } from '../../words/parts.ts'
import { settingsWords } from '../../words/settings.ts'
import type { Member } from './members.tsx'

/** Adds a person or changes their role and organisation; the email says who it is. */
export function MemberForm({ member, onDone }: { member: Member | null; onDone: () => void }) {
  const t = useWords(settingsWords)
  const p = useWords(partWords)
  const say = useText()
  const put = useAct('putMember', { onDone })
  const [name, setName] = useState(member?.name ?? '')
  const [email, setEmail] = useState(member?.email ?? '')
  const [role, setRole] = useState<ClusterRole>(member?.role ?? 'member')
  const [organisation, setOrganisation] = useState<string | null>(member?.organisationId ? String(member.organisationId) : null)
  const ready = name.trim() !== '' && email.trim() !== '' && organisation !== null
  const submit = () => put.mutate({ body: { name: name.trim(), email: email.trim(), role, organisationId: Number(organisation) } })
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); if (ready) submit() }}>
      <TextInput label={t.name} required maxLength={100} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={t.email} required type="email" value={email} readOnly={member !== null} onChange={(event) => setEmail(event.currentTarget.value)} />
      <NativeSelect label={t.role} value={role} onChange={(event) => setRole(event.currentTarget.value as ClusterRole)} data={Object.entries(clusterRoles).map(([value, label]) => ({ value, label: say(label) }))} />
      <OrganisationField value={organisation} known={member?.organisation ?? null} onChange={setOrganisation} />
      {put.error && <Failure error={put.error} compact />}
      <Group justify="flex-end"><Button variant="default" onClick={onDone}>{p.cancel}</Button><Button type="submit" disabled={!ready} loading={put.isPending}>{t.saveMember}</Button></Group>
    </form>
  )
}

function OrganisationField({ value, known, onChange }: { value: string | null; known: string | null; onChange: (value: string | null) => void }) {
  const t = useWords(settingsWords)
  const [text, setText] = useState(known ?? '')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useCall('search', { query: { text: asked, kind: 'organisation' } }, { enabled: asked !== '', keepPrevious: true })
  const options = (found.data ?? []).map(({ id, label }) => ({ value: String(id), label }))
  const data = value && known && !options.some((option) => option.value === value) ? [{ value, label: known }, ...options] : options
  return <Select label={t.organisation} required searchable value={value} searchValue={text} onSearchChange={setText} onChange={onChange} data={data} filter={({ options: all }) => all} />
}
