import { Button, Group, Kbd, Modal, Text, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { partWords } from '../words/parts.ts'
import type { ApiError } from './client.ts'
import { useWords } from './language.tsx'
import { Failure } from './states.tsx'

type ConfirmProps = {
  opened: boolean
  onClose: () => void
  title: string
  children?: ReactNode
  /** The button names its result: “Withdraw 4,212 claims”. */
  action: string
  danger?: boolean
  /** Asks for a reason of at least two characters and hands it on. */
  withReason?: boolean
  pending?: boolean
  error?: ApiError | null
  onConfirm: (reason: string) => void
}

/** Asks before something that others will notice; keeps what was typed when the server refuses. */
export function Confirm({ opened, onClose, title, children, action, danger, withReason, pending, error, onConfirm }: ConfirmProps) {
  const t = useWords(partWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = withReason === true && reason.trim().length < 2
  const submit = () => {
    setTried(true)
    if (!short) onConfirm(reason.trim())
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t.close }}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
        {children && <Text size="sm" component="div">{children}</Text>}
        {withReason && (
          <Textarea label={t.reason} required autosize minRows={2} maxLength={1000} value={reason} data-autofocus
            error={tried && short ? t.reasonShort : undefined} onChange={(event) => setReason(event.currentTarget.value)} />
        )}
        {error && <Failure error={error} compact />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" color={danger ? 'red.8' : 'accent'} loading={pending ?? false} {...(withReason ? {} : { 'data-autofocus': true })}>{action}</Button>
        </Group>
      </form>
    </Modal>
  )
}

export type KeyLine = { keys: readonly string[]; what: string }

/** The list of keys that `?` shows. */
export function KeyHelp({ opened, onClose, lines }: { opened: boolean; onClose: () => void; lines: readonly KeyLine[] }) {
  const t = useWords(partWords)
  return <Modal opened={opened} onClose={onClose} title={t.keys} closeButtonProps={{ 'aria-label': t.close }}><KeyTable lines={lines} /></Modal>
}

/** Keys and what they do, also for the help page. */
export function KeyTable({ lines }: { lines: readonly KeyLine[] }) {
  return (
    <table className="plain">
      <tbody>
        {lines.map(({ keys, what }) => (
          <tr key={what}>
            <th scope="row" className="nowrap">{keys.map((key) => <Kbd key={key} mr={4}>{key}</Kbd>)}</th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
