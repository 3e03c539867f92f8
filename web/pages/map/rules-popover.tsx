import { Button, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Thresholds } from '../../../src/shared/contract/clusters.ts'
import { Loaded, StateBadge, useCall, useText, useWords, type Output } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import { settingsWords } from '../../words/settings.ts'
import { useWritten } from '../settings/threshold-field.tsx'
import style from './map.module.css'

/** How states are judged, with the thresholds of this cluster. */
export function RulesPopover() {
  const t = useWords(chainWords)
  return (
    <Popover position="bottom-end" width={460} shadow="md" trapFocus withRoles>
      <Popover.Target><Button size="compact-sm" variant="subtle" leftSection={<IconInfoCircle size={15} />}>{t.rules}</Button></Popover.Target>
      <Popover.Dropdown mah="70vh" maw="94vw" style={{ overflowY: 'auto' }} aria-label={t.rulesTitle}><Rules /></Popover.Dropdown>
    </Popover>
  )
}

function Rules() {
  const t = useWords(chainWords)
  const rules = useCall('listRules', {}, { staleTime: Number.POSITIVE_INFINITY })
  const cluster = useCall('getCluster', {})
  return (
    <>
      <h2 className={style.rulesTitle}>{t.rulesTitle}</h2>
      <Loaded query={rules}>{(list) => <ul className={style.rules}>{list.map((rule) => <RuleItem key={rule.id} rule={rule} thresholds={cluster.data?.thresholds} />)}</ul>}</Loaded>
      <p><Link href="/settings">{t.rulesMore}</Link></p>
    </>
  )
}

function RuleItem({ rule, thresholds }: { rule: Output<'listRules'>[number]; thresholds: Thresholds | undefined }) {
  const say = useText()
  const words = useWords(settingsWords)
  const written = useWritten()
  const used = thresholds ? (Object.keys(thresholds) as (keyof Thresholds)[]).filter((key) => rule.uses.includes(key)) : []
  return (
    <li>
      <h3 className="row"><StateBadge state={rule.state} short />{say(rule.title)}</h3>
      <p>{say(rule.text)}</p>
      {thresholds && used.length > 0 && <p className="muted small">{used.map((key) => `${words[key]} ${written(key, thresholds[key])}`).join(' · ')}</p>}
    </li>
  )
}
