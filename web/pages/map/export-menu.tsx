import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { addressOf, useClusterId, useLanguage, useWords, type Input } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'

type Query = NonNullable<Input<'exportChain'>['query']>

/** Saves what the map shows, with its filters, as a picture, a graph or a sheet. */
export function ExportMenu({ query }: { query: Query }) {
  const t = useWords(chainWords)
  const cluster = useClusterId()
  const { lang } = useLanguage()
  const formats = [['svg', t.exportSvg], ['xlsx', t.exportXlsx], ['graphml', 'GraphML'], ['gexf', 'GEXF'], ['json', 'JSON']] as const
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button leftSection={<IconDownload size={16} />} rightSection={<IconChevronDown size={14} />}>{t.export}</Button></Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, label]) => <Menu.Item key={format} component="a" download href={addressOf('exportChain', { params: { cluster, format }, query: { ...query, lang } })}>{label}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )
}
