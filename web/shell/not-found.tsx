import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useWords } from '../parts/language.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Empty } from '../parts/states.tsx'
import { shellWords } from '../words/shell.ts'

export function NotFound() {
  const t = useWords(shellWords)
  return (
    <>
      <PageHead title={t.notFound} />
      <Empty title={t.notFoundWhat} action={<Button component={Link} href="/">{t.toWorkbench}</Button>} />
    </>
  )
}
