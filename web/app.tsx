import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { ClusterIdContext } from './parts/cluster-id.ts'
import { LanguageProvider, useLanguage, useWords } from './parts/language.tsx'
import { PageHead } from './parts/page-head.tsx'
import { createQueryClient } from './parts/queries.ts'
import { useMembership, useSessionQuery, type Session } from './parts/session.tsx'
import { ErrorBoundary, Loaded } from './parts/states.tsx'
import { Bare } from './shell/bare.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'
import { nameOf } from './shell/top-bar.tsx'
import { cssVariables, theme } from './theme.ts'
import { shellWords } from './words/shell.ts'

const SignIn = lazy(() => import('./pages/sign-in.tsx'))
const NewCluster = lazy(() => import('./pages/new-cluster.tsx'))
const TraceAnywhere = lazy(() => import('./pages/trace-anywhere.tsx'))
const queryClient = createQueryClient()

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <Gate />
        </MantineProvider>
      </LanguageProvider>
    </QueryClientProvider>
  )
}

/** Everything but the sign-in needs a session. */
function Gate() {
  const session = useSessionQuery()
  useAccountLanguage(session.data)
  return (
    <ErrorBoundary at="gate">
      <Suspense fallback={null}>
        <Switch>
          <Route path="/sign-in"><SignIn /></Route>
          <Route>
            {session.data ? <SignedIn /> : <Bare><Loaded query={session}>{() => null}</Loaded></Bare>}
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}

/** Reads the session itself: who has just signed in must be known at the very render that follows the new address. */
function SignedIn() {
  const { data: session } = useSessionQuery()
  const [path] = useLocation()
  const search = useSearch()
  if (!session?.account) return <Redirect to={`/sign-in?then=${encodeURIComponent(search ? `${path}?${search}` : path)}`} replace />
  const [first] = session.clusters
  return (
    <Switch>
      <Route path="/">{first ? <Redirect to={`/c/${first.cluster}`} replace /> : <NewCluster />}</Route>
      <Route path="/new-cluster"><NewCluster /></Route>
      <Route path="/trace/:code">{({ code }) => <Bare><TraceAnywhere code={code} /></Bare>}</Route>
      <Route path="/c/:cluster" nest>{({ cluster }) => <InCluster cluster={cluster}><Shell /></InCluster>}</Route>
      <Route><Bare><NotFound /></Bare></Route>
    </Switch>
  )
}

function InCluster({ cluster, children }: { cluster: string; children: ReactNode }) {
  return <ClusterIdContext key={cluster} value={cluster}><OnlyMembers>{children}</OnlyMembers></ClusterIdContext>
}

function OnlyMembers({ children }: { children: ReactNode }) {
  const t = useWords(shellWords)
  const { lang } = useLanguage()
  const { membership, session } = useMembership()
  if (membership) return children
  return (
    <Bare>
      <PageHead title={t.noCluster} lead={t.noClusterWhat} />
      <div className="stack">{session?.clusters.map((item) => <Link key={item.cluster} href={`~/c/${item.cluster}`}>{nameOf(item, lang)}</Link>)}</div>
    </Bare>
  )
}

/** The account's language is taken when a person comes in, not each time the session is read. */
function useAccountLanguage(session: Session | undefined): void {
  const { setLang } = useLanguage()
  const id = session?.account?.id
  const language = session?.account?.language
  useEffect(() => {
    if (language) setLang(language)
    // Only another account brings another language; the switch in the header has the last word.
  }, [id])
}
