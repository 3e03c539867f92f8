import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { copyText, useWords } from '../../parts/index.ts'
import { partWords } from '../../words/parts.ts'
import { settingsWords } from '../../words/settings.ts'

/** A secret that is shown once, to be copied before the dialog is closed. */
export function ShownOnce({ title, what, value, onClose }: { title: string; what: string; value: string; onClose: () => void }) {
  const t = useWords(settingsWords)
  const p = useWords(partWords)
  const [copied, setCopied] = useState(false)
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': p.close }}>
      <div className="stack">
        <p>{what}</p>
        <TextInput readOnly value={value} aria-label={title} data-autofocus onFocus={(event) => event.currentTarget.select()} />
        <div className="row"><Button onClick={() => void copyText(value).then(setCopied)}>{t.copy}</Button><span role="status">{copied ? t.copied : ''}</span></div>
      </div>
    </Modal>
  )
}
