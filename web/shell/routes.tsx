import { lazy, Suspense, type ComponentType } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { clusterRoles, type ClusterRole } from '../../src/shared/vocabulary.ts'
import { pages, type Page, type PageProps } from '../pages/index.ts'
import { useText, useWords } from '../parts/language.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useCan } from '../parts/session.tsx'
import { Empty, ErrorBoundary, Loading } from '../parts/states.tsx'
import { partWords } from '../words/parts.ts'
import { NotFound } from './not-found.tsx'

const components = new Map<Page, ComponentType<PageProps>>(pages.map((page) => [page, lazy(page.load)]))

/** The page of the address bar, in its own chunk, behind its access, inside its own boundary. */
export function Routes() {
  const can = useCan()
  const [path] = useLocation()
  return (
    <ErrorBoundary at={path}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {pages.map((page) => (
            <Route key={page.path} path={page.path}>{(params) => (can(page.access) ? <Shown page={page} params={params} /> : <Refused page={page} />)}</Route>
          ))}
          <Route><NotFound /></Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}

function Shown({ page, params }: { page: Page } & PageProps) {
  const Component = components.get(page)
  return Component ? <Component params={params} /> : null
}

function Refused({ page }: { page: Page }) {
  const t = useWords(partWords)
  const say = useText()
  const role = clusterRoles[page.access as ClusterRole]
  return <><PageHead title={say(page.title)} /><Empty title={t.noRight}>{role && t.noRightWhat(say(role))}</Empty></>
}
