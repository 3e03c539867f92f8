import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { PageHead, useEvidence, useWords } from '../parts/index.ts'
import { reportWords } from '../words/reports.ts'
import type { PageProps } from './index.ts'

/** From the short code beside a printed figure to its evidence. */
export default function TracePage({ params }: PageProps) {
  const t = useWords(reportWords)
  const { open } = useEvidence()
  const [, navigate] = useLocation()
  const given = params['code'] ? readCode(params['code']) : ''
  const [typed, setTyped] = useState(given)
  const [tried, setTried] = useState(false)
  useEffect(() => {
    if (!given) return
    setTyped(given)
    open(`figure:${given}`)
  }, [given, open])
  const code = readCode(typed)
  const bad = tried && code.length < 5
  const submit = () => {
    setTried(true)
    if (code.length < 5) return
    if (code === given) open(`figure:${code}`)
    else navigate(`/trace/${code}`)
  }
  return (
    <>
      <PageHead title={t.traceTitle} lead={t.traceLead} />
      <form className="row" style={{ alignItems: 'flex-start' }} noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
        <TextInput inputWrapperOrder={['label', 'input', 'description', 'error']} label={t.traceCode} description={t.traceHint} error={bad ? t.traceBad : undefined} value={typed} maxLength={20} autoCapitalize="characters" autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" mt="1.45rem">{t.traceOpen}</Button>
      </form>
    </>
  )
}

/** As typed from paper: any case, brackets and blanks passed over, O read as 0, I and L as 1; the first place is a letter. */
function readCode(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')
  return plain.slice(0, 1) + plain.slice(1).replaceAll('O', '0').replace(/[IL]/g, '1')
}
