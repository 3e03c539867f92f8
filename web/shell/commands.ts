import { pages } from '../pages/index.ts'
import type { Output } from '../parts/client.ts'
import { useText, useWords } from '../parts/language.tsx'
import { useCan } from '../parts/session.tsx'
import { shellWords } from '../words/shell.ts'
import { useSignOut, useSwitchLanguage, useThemeTurn } from './top-bar.tsx'

export type Command = { key: string; group: string; label: string; detail?: string | null; href?: string; run?: () => void }

/** What the search offers for these words: things of the cluster first, then pages, then actions. */
export function useCommands(typed: string, found: Output<'search'>, onKeys: () => void): Command[] {
  const t = useWords(shellWords)
  const say = useText()
  const can = useCan()
  const switchLanguage = useSwitchLanguage()
  const theme = useThemeTurn()
  const signOut = useSignOut()
  const groups = { organisation: t.groupOrganisations, node: t.groupNodes, indicator: t.groupIndicators }
  const things = (['organisation', 'node', 'indicator'] as const).flatMap((kind) =>
    found.filter((item) => item.kind === kind).map((item): Command => ({ key: `${kind}-${item.id}`, group: groups[kind], label: item.label, detail: item.detail, href: hrefOf(item) })))
  const pageCommands = pages
    .filter((page) => page.place !== 'hidden' && can(page.access) && matches(typed, page.title.zh, page.title.en, page.find))
    .map((page): Command => ({ key: page.path, group: t.groupPages, label: say(page.title), href: page.path }))
  const actions: Command[] = [
    { key: 'language', group: t.groupActions, label: t.switchLanguage, run: switchLanguage },
    { key: 'theme', group: t.groupActions, label: theme.dark ? t.themeLight : t.themeDark, run: theme.turn },
    { key: 'keys', group: t.groupActions, label: t.showKeys, run: onKeys },
    { key: 'password', group: t.groupActions, label: t.password, href: '/settings?part=account' },
    { key: 'sign-out', group: t.groupActions, label: t.signOut, run: signOut },
  ]
  return [...things, ...pageCommands, ...actions.filter(({ label }) => matches(typed, label))]
}

function hrefOf({ kind, id }: Output<'search'>[number]): string {
  return { organisation: `/organisations/${id}`, node: `/map/node/${id}`, indicator: `/observations?indicator=${id}` }[kind]
}

function matches(typed: string, ...texts: (string | undefined)[]): boolean {
  const wanted = typed.toLowerCase()
  return texts.some((text) => text?.toLowerCase().includes(wanted))
}
