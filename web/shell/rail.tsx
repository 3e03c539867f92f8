import { ActionIcon, Drawer, UnstyledButton } from '@mantine/core'
import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { pages, type Page } from '../pages/index.ts'
import { useText, useWords } from '../parts/language.tsx'
import { useCan } from '../parts/session.tsx'
import { partWords } from '../words/parts.ts'
import { shellWords } from '../words/shell.ts'
import style from './shell.module.css'

/** The pages of the menu that this person may see. */
export function useMenu(): { rail: Page[]; more: Page[] } {
  const can = useCan()
  const seen = pages.filter((page) => can(page.access))
  return { rail: seen.filter(({ place }) => place === 'rail').slice(0, 9), more: seen.filter(({ place }) => place === 'more') }
}

/** The modules at the left: icon and word, or icons alone. */
export function Rail({ narrow, onNarrow }: { narrow: boolean; onNarrow: (narrow: boolean) => void }) {
  const t = useWords(shellWords)
  const { rail, more } = useMenu()
  const word = narrow ? t.expand : t.collapse
  return (
    <nav className={`${style.rail} no-print`} aria-label={t.modules}>
      <ul>{rail.map((page) => <li key={page.path}><RailLink page={page} narrow={narrow} /></li>)}</ul>
      {more.length > 0 && (
        <>
          <p className={narrow ? 'visually-hidden' : style.railHeading}>{t.more}</p>
          <ul>{more.map((page) => <li key={page.path}><RailLink page={page} narrow={narrow} /></li>)}</ul>
        </>
      )}
      <ActionIcon variant="subtle" className={style.collapse} aria-label={word} data-hint={word} onClick={() => onNarrow(!narrow)}>
        {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
      </ActionIcon>
    </nav>
  )
}

function RailLink({ page, narrow, onFollow }: { page: Page; narrow: boolean; onFollow?: () => void }) {
  const say = useText()
  const here = useIsHere(page)
  const title = say(page.title)
  return (
    <Link href={page.path} className={style.railLink} aria-current={here ? 'page' : undefined} {...(narrow ? { 'data-hint': title } : {})} {...(onFollow ? { onClick: onFollow } : {})}>
      <page.icon size={18} stroke={1.6} aria-hidden="true" />
      <span className={narrow ? 'visually-hidden' : undefined}>{title}</span>
    </Link>
  )
}

/** The four of the phone and the rest behind “more”. */
export function BottomBar() {
  const t = useWords(shellWords)
  const p = useWords(partWords)
  const { rail, more } = useMenu()
  const [opened, setOpened] = useState(false)
  const four = [...rail.filter(({ phone }) => phone), ...rail.filter(({ phone }) => !phone)].slice(0, 4)
  const rest = [...rail, ...more].filter((page) => !four.includes(page))
  return (
    <nav className={`${style.bottom} no-print`} aria-label={t.modules}>
      {four.map((page) => <BottomLink key={page.path} page={page} />)}
      <UnstyledButton className={style.bottomLink} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened(true)}><IconDots size={20} aria-hidden="true" /><span>{t.more}</span></UnstyledButton>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="bottom" size="auto" title={t.modules} closeButtonProps={{ 'aria-label': p.close }}>
        <ul className={style.moreList}>{rest.map((page) => <li key={page.path}><RailLink page={page} narrow={false} onFollow={() => setOpened(false)} /></li>)}</ul>
      </Drawer>
    </nav>
  )
}

function BottomLink({ page }: { page: Page }) {
  const say = useText()
  const here = useIsHere(page)
  return <Link href={page.path} className={style.bottomLink} aria-current={here ? 'page' : undefined}><page.icon size={20} stroke={1.6} aria-hidden="true" /><span>{say(page.title)}</span></Link>
}

function useIsHere({ path }: Page): boolean {
  const [at] = useLocation()
  return path === '/' ? at === '/' : at === path || at.startsWith(`${path}/`)
}
