import { IconBuildings, IconHelp, IconHome2, type Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Access } from '../../src/shared/contract/endpoint.ts'
import type { Text } from '../../src/shared/vocabulary.ts'

export type PageProps = { params: Record<string, string | undefined> }

/** A page of a cluster. One line here gives it its route, its chunk, its place in the menus and in the search. */
export type Page = {
  /** Inside the cluster: `/nodes/:node`. The first match wins. */
  path: string
  title: Text
  icon: Icon
  load: () => Promise<{ default: ComponentType<PageProps> }>
  /** The least role that sees it; the server decides anyway what it may read. */
  access: Access
  /** `rail`: among the first nine of the menu; `more`: under its heading; `hidden`: reached from other pages. */
  place: 'rail' | 'more' | 'hidden'
  /** One of the four of a phone's bottom bar. */
  phone?: true
  /** Further words that find it in the search: pinyin, synonyms. */
  find?: string
}

export const pages: readonly Page[] = [
  { path: '/', title: { zh: '工作台', en: 'Workbench' }, icon: IconHome2, load: () => import('./workbench.tsx'), access: 'guest', place: 'rail', phone: true, find: 'gongzuotai home 首页' },
  { path: '/organisations', title: { zh: '主体库', en: 'Registry' }, icon: IconBuildings, load: () => import('./registry.tsx'), access: 'guest', place: 'rail', phone: true, find: 'zhutiku organisations 企业 名录' },
  { path: '/organisations/:organisation', title: { zh: '主体', en: 'Organisation' }, icon: IconBuildings, load: () => import('./organisation.tsx'), access: 'guest', place: 'hidden' },
  { path: '/help', title: { zh: '帮助', en: 'Help' }, icon: IconHelp, load: () => import('./help.tsx'), access: 'guest', place: 'more', find: 'bangzhu keys 键盘' },
]
