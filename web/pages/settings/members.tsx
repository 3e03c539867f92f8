import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatDateTime } from '../../../src/shared/format.ts'
import { clusterRoles } from '../../../src/shared/vocabulary.ts'
import { ActorBadge, copyText, Empty, Failure, Loaded, useAct, useCall, useCan, useText, useWords, type Output } from '../../parts/index.ts'
import { partWords } from '../../words/parts.ts'
import { settingsWords } from '../../words/settings.ts'
import { MemberForm } from './member-form.tsx'

export type Member = Output<'listMembers'>[number]

/** People of the cluster, their roles, and one-time links for them. */
export function MembersPart() {
  const t = useWords(settingsWords)
  const can = useCan()
  return can('analyst') ? <Members /> : <p className="muted">{t.membersRefused}</p>
}

function Members() {
  const t = useWords(settingsWords)
  const p = useWords(partWords)
  const can = useCan()
  const query = useCall('listMembers', {})
  const [editing, setEditing] = useState<Member | 'new' | null>(null)
  const close = () => setEditing(null)
  const title = editing !== null && editing !== 'new' ? t.changeMemberOf(editing.name) : t.addMember
  return (
    <div className="stack">
      {can('administrator') && <div><Button onClick={() => setEditing('new')}>{t.addMember}</Button></div>}
      <Loaded query={query} isEmpty={(rows) => rows.length === 0} empty={<Empty title={t.noMembers} />}>{(rows) => <MemberTable rows={rows} onEdit={setEditing} />}</Loaded>
      <Modal opened={editing !== null} onClose={close} title={title} closeButtonProps={{ 'aria-label': p.close }}>
        {editing !== null && <MemberForm member={editing === 'new' ? null : editing} onDone={close} />}
      </Modal>
    </div>
  )
}

function MemberTable({ rows, onEdit }: { rows: readonly Member[]; onEdit: (member: Member) => void }) {
  const t = useWords(settingsWords)
  const say = useText()
  const can = useCan()
  const [linkFor, setLinkFor] = useState<Member | null>(null)
  const link = useAct('createSignInLink', { refresh: [] })
  const makeLink = (row: Member) => { setLinkFor(row); link.mutate({ body: { account: row.account } }) }
  return (
    <>
      <div className="plain-box">
        <table className="plain">
          <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.email}</th><th scope="col">{t.role}</th><th scope="col">{t.organisation}</th><th scope="col">{t.actorType}</th>{can('administrator') && <th scope="col">{t.actions}</th>}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.account}>
                <td className="nowrap">{row.name}</td><td>{row.email}</td><td className="nowrap">{say(clusterRoles[row.role])}</td><td>{row.organisation ?? '—'}</td><td>{row.actorType ? <ActorBadge type={row.actorType} /> : '—'}</td>
                {can('administrator') && (
                  <td className="nowrap">
                    <Button size="compact-sm" variant="subtle" aria-label={t.changeMemberOf(row.name)} onClick={() => onEdit(row)}>{t.changeMember}</Button>
                    <Button size="compact-sm" variant="subtle" aria-label={t.makeLinkFor(row.name)} onClick={() => makeLink(row)}>{t.makeLink}</Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {link.error && <Failure error={link.error} />}
      {link.data && linkFor && <NewLink name={linkFor.name} url={link.data.url} until={link.data.expiresAt} onClose={() => { setLinkFor(null); link.reset() }} />}
    </>
  )
}

function NewLink({ name, url, until, onClose }: { name: string; url: string; until: string; onClose: () => void }) {
  const t = useWords(settingsWords)
  const p = useWords(partWords)
  const [copied, setCopied] = useState(false)
  return (
    <Modal opened onClose={onClose} title={t.linkReady(name)} closeButtonProps={{ 'aria-label': p.close }}>
      <div className="stack">
        <p>{t.linkWhat(formatDateTime(until))}</p>
        <TextInput readOnly value={url} aria-label={t.link} data-autofocus onFocus={(event) => event.currentTarget.select()} />
        <div className="row"><Button onClick={() => void copyText(url).then(setCopied)}>{t.copyLink}</Button><span role="status">{copied ? t.copied : ''}</span></div>
      </div>
    </Modal>
  )
}
