import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { PageProps } from './index.ts'
import { nodeKinds, stages } from '../../src/shared/vocabulary.ts'
import { ApiError, Empty, Loaded, PageHead, useCall, useText, useWords } from '../parts/index.ts'
import { nodeWords } from '../words/node.ts'
import { NodeView } from './node/node-view.tsx'
import style from './node/node.module.css'

/** A node on a page of its own, to be sent and printed. */
export default function NodePage({ params }: PageProps) {
  const t = useWords(nodeWords)
  const say = useText()
  const id = params['node']
  const query = useCall('getNode', { params: { node: id } })
  const back = <Link href="/map">← {t.back}</Link>
  if (query.error instanceof ApiError && query.error.code === 'not-found') return <><PageHead title={t.noNode} back={back} /><Empty title={t.noNode} /></>
  return (
    <Loaded query={query}>
      {(node) => (
        <>
          <PageHead
            title={node.name} back={back} lead={[node.stageName ?? (node.stage && say(stages[node.stage])), node.group, node.kind && say(nodeKinds[node.kind])].filter(Boolean).join(' · ')}
            action={<>
              <Button component={Link} variant="default" href={`/map?node=${node.id}`}>{t.onMap}</Button>
              <Button component={Link} href={`/stress?node=${node.id}`} data-hint={t.stressWhat}>{t.stress}</Button>
            </>}
          />
          <div className={style.page}><NodeView node={node} /></div>
        </>
      )}
    </Loaded>
  )
}
