import { Button, CloseButton, FileButton, Progress } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import sampleUrl from '../../../demo/带问题的示例.csv?url'
import { formatDate, formatPercent } from '../../../src/shared/format.ts'
import { keysOf, sheetKinds } from '../../../src/shared/vocabulary.ts'
import { intakeWords } from '../../words/intake.ts'
import { addressOf, useText, useWords } from '../../parts/index.ts'
import type { FileDraft } from './draft.ts'
import style from './intake.module.css'
import type { Intake } from './work.ts'

/** The files: dropped or chosen, each with how far it is or the one sentence why it can't be read. */
export function FilesBand({ intake }: { intake: Intake }) {
  const t = useWords(intakeWords)
  const { files } = intake.draft
  useDropAnywhere(intake.add)
  return (
    <section className={style.band} aria-labelledby="band-files">
      <h2 id="band-files">{t.files}</h2>
      {files.length > 0 && <ul className={style.files}>{files.map((file) => <FileLine key={file.id} file={file} onDrop={() => intake.drop(file)} />)}</ul>}
      <DropZone intake={intake} small={files.length > 0} />
      {files.length === 0 && <Templates />}
    </section>
  )
}

/** A file dropped beside the zone is meant for it too; the browser would leave the page and open the file. */
function useDropAnywhere(add: Intake['add']): void {
  useEffect(() => {
    const over = (event: DragEvent) => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault() }
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.files.length) return
      event.preventDefault()
      add([...event.dataTransfer.files])
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [add])
}

function DropZone({ intake, small }: { intake: Intake; small: boolean }) {
  const t = useWords(intakeWords)
  const [over, setOver] = useState(false)
  const trySample = async () => {
    const bytes = await (await fetch(sampleUrl)).blob()
    intake.add([new File([bytes], t.sampleName, { type: 'text/csv' })])
  }
  return (
    <div
      className={style.drop} data-small={small || undefined} data-over={over || undefined}
      onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); intake.add([...event.dataTransfer.files]) }}
    >
      {!small && <><p className={style.dropTitle}>{t.drop}</p><p className="muted">{t.formats}</p></>}
      <div className="row">
        <FileButton multiple onChange={(chosen) => intake.add(chosen)} inputProps={{ 'aria-label': t.choose, tabIndex: -1 }}>
          {(props) => <Button {...props} variant={small ? 'default' : 'filled'} leftSection={<IconUpload size={15} />}>{small ? t.more : t.choose}</Button>}
        </FileButton>
        {!small && <Button variant="default" onClick={() => void trySample()}>{t.sample}</Button>}
      </div>
      {!small && <p className="muted small">{t.sampleWhat}</p>}
    </div>
  )
}

function Templates() {
  const t = useWords(intakeWords)
  const say = useText()
  return (
    <p className={style.templates}>
      <span className="muted">{t.templates}</span>
      {keysOf(sheetKinds).map((kind) => <a key={kind} href={addressOf('getTemplate', { params: { kind } })} download>{say(sheetKinds[kind])}</a>)}
    </p>
  )
}

function FileLine({ file, onDrop }: { file: FileDraft; onDrop: () => void }) {
  const t = useWords(intakeWords)
  const say = useText()
  const going = file.step === 'waiting' || file.step === 'sending' || file.step === 'reading'
  const words = { waiting: t.waiting, sending: t.sending(formatPercent(file.sent, 0)), reading: t.reading, refused: file.refusal ? say(file.refusal) : t.refused, ready: '' }[file.step]
  const before = file.uploaded?.loadedBefore
  return (
    <li className={style.file} data-step={file.step}>
      <span className={style.fileName}>{file.name}</span>
      <span className={style.fileWords} role="status">
        {words}
        {file.uploaded && <span className="muted">{t.sheetsIn(file.sheets.length, [file.uploaded.format, file.uploaded.encoding].filter(Boolean).join(' · '))}{before && ` · ${t.loadedBefore(formatDate(before))}`}</span>}
      </span>
      {going && <Progress className={style.bar} value={file.step === 'sending' ? file.sent * 100 : file.step === 'reading' ? 100 : 0} animated={file.step === 'reading'} aria-label={`${file.name} ${words}`} size="sm" />}
      <CloseButton size="sm" aria-label={going ? t.cancelUpload(file.name) : t.remove(file.name)} onClick={onDrop} />
    </li>
  )
}
