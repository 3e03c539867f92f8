/** What a page shows while it waits, when something failed, and when there is nothing yet. */
import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { partWords } from '../words/parts.ts'
import { ApiError } from './client.ts'
import { useLanguage, useText, useWords } from './language.tsx'
import style from './states.module.css'

type LoadedProps<T> = {
  query: UseQueryResult<T, ApiError>
  /** When the answer counts as empty, and what then stands there: what will be here and the one step that fills it. */
  isEmpty?: (data: T) => boolean
  empty?: ReactNode
  /** The page's head while there is no data to make one of: a page always has its title. */
  head?: ReactNode
  children: (data: T) => ReactNode
}

/** Every page's way from a query to what it shows: `<Loaded query={q}>{(data) => …}</Loaded>`. */
export function Loaded<T>({ query, isEmpty, empty, head, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{isEmpty?.(query.data) ? empty : children(query.data)}</>
  return <>{head}{query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}</>
}

/** Quiet lines where the content will stand; they appear only if it takes longer than a blink. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const t = useWords(partWords)
  return (
    <div className={style.loading} role="status" aria-live="polite">
      <span className="visually-hidden">{t.loading}</span>
      {Array.from({ length: lines }, (_, index) => <Skeleton key={index} height={12} width={`${[62, 88, 74, 91, 55, 80][index % 6]}%`} radius={2} animate={false} />)}
    </div>
  )
}

/** Says what was wrong, where, and what to do; the code is for whoever is asked for help. */
export function Failure({ error, onRetry, compact = false }: { error: Error; onRetry?: (() => void) | undefined; compact?: boolean }) {
  const t = useWords(partWords)
  const say = useText()
  const known = error instanceof ApiError ? error : undefined
  return (
    <div className={compact ? style.compact : style.failure} role="alert">
      <IconAlertTriangle size={18} aria-hidden="true" className={style.sign} />
      <div>
        <p className={style.title}>{known ? say(known.title) : t.crashed}</p>
        <p>{known ? say(known.text) : error.message}</p>
        {known && !compact && <p className="muted small">{t.errorCode(known.code)}</p>}
        {onRetry && <Button variant="default" size="xs" mt="xs" onClick={onRetry}>{t.retry}</Button>}
      </div>
    </div>
  )
}

/** An empty place: what will be here, and the one step that fills it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={style.empty}>
      <p className={style.title}>{title}</p>
      {children && <div className="muted">{children}</div>}
      {action && <div className={style.action}>{action}</div>}
    </div>
  )
}

/** For those who may not fill it: what they see is not all there is. */
export function Unseen() {
  const t = useWords(partWords)
  return <Empty title={t.unseen}>{t.unseenWhat}</Empty>
}

type BoundaryProps = { children: ReactNode; /** Another page is another try. */ at: string; fallback: (error: Error) => ReactNode }

/** Keeps a page's crash from taking the shell with it. React asks for a class here. */
class Boundary extends Component<BoundaryProps, { error: Error | null; at: string }> {
  override state = { error: null as Error | null, at: this.props.at }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: { error: Error | null; at: string }): { error: null; at: string } | null {
    return props.at === state.at ? null : { error: null, at: props.at }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    return this.state.error ? this.props.fallback(this.state.error) : this.props.children
  }
}

export function ErrorBoundary({ at, children }: { at: string; children: ReactNode }) {
  return <Boundary at={at} fallback={(error) => <Crash error={error} />}>{children}</Boundary>
}

function Crash({ error }: { error: Error }) {
  const t = useWords(partWords)
  const { lang } = useLanguage()
  if (error instanceof ApiError) return <Failure error={error} />
  return (
    <div className={style.failure} role="alert" lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <IconAlertTriangle size={18} aria-hidden="true" className={style.sign} />
      <div>
        <h1 className={style.title}>{t.crashed}</h1>
        <p>{t.crashedWhat}</p>
        <p className="muted small">{error.message}</p>
        <Button variant="default" size="xs" mt="xs" onClick={() => window.location.reload()}>{t.reload}</Button>
      </div>
    </div>
  )
}
