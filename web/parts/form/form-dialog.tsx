import { Modal } from '@mantine/core'
import { partWords } from '../../words/parts.ts'
import type { ApiError } from '../client.ts'
import { useWords } from '../language.tsx'
import type { Field, Filled } from './fields.tsx'
import { Form } from './form.tsx'

type Props = { title: string; lead?: string | undefined; fields: readonly Field[]; action: string; pending: boolean; error: ApiError | null; onClose: () => void; onSubmit: (filled: Filled) => void }

/** A form in a dialog. */
export function FormDialog({ title, lead, onClose, ...form }: Props) {
  const t = useWords(partWords)
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t.close }}>
      {lead && <p className="muted small" style={{ marginBottom: '0.7rem' }}>{lead}</p>}
      <Form label={title} {...form} onCancel={onClose} />
    </Modal>
  )
}
