import { Link } from 'wouter'
import { formatCount } from '../../../src/shared/format.ts'
import { riskTitle } from '../../../src/shared/risk-title.ts'
import { nodeKinds, riskGrades, riskStatuses, stages } from '../../../src/shared/vocabulary.ts'
import { StateBadge, useCan, useLanguage, useText, useWords, Value, predicateTitle, type Output } from '../../parts/index.ts'
import { nodeWords } from '../../words/node.ts'
import { NodeHistory } from './node-history.tsx'
import { NodeLinks } from './node-links.tsx'
import { NodeOrigins } from './node-origins.tsx'
import { NodeSuppliers } from './node-suppliers.tsx'
import style from './node.module.css'

export type NodePage = Output<'getNode'>

/** What is known of a node, for the panel and for the page. */
export function NodeView({ node, onGo }: { node: NodePage; /** Beside the map another node opens in place. */ onGo?: ((id: number) => void) | undefined }) {
  const t = useWords(nodeWords)
  return (
    <>
      <StateAndWhy node={node} />
      <NodeSuppliers node={node} />
      <NodeOrigins node={node} />
      <NodeLinks title={t.inputs} node={node} list={node.inputsList} relation="inputs" onGo={onGo} />
      <NodeLinks title={t.dependants} node={node} list={node.dependantsList} relation="users" onGo={onGo} />
      {node.kindsList.length > 0 && <NodeLinks title={t.kinds} node={node} list={node.kindsList} relation="kinds" onGo={onGo} />}
      {node.parentsList.length > 0 && <NodeLinks title={t.parents} node={node} list={node.parentsList} relation="parents" onGo={onGo} />}
      <Facts node={node} />
      <Risks node={node} />
      <NodeHistory history={node.history} />
    </>
  )
}

function StateAndWhy({ node }: { node: NodePage }) {
  const t = useWords(nodeWords)
  const { lang } = useLanguage()
  return (
    <section className={style.section}>
      <h2 className="visually-hidden">{t.state}</h2>
      <p className={style.state}><Value at={`node:${node.id}:state`} mark={node.marks['state']}><StateBadge state={node.state} /></Value></p>
      {node.reasons.length === 0 ? <p className="muted">{t.noReason}</p> : (
        <ul className={style.reasons}>{node.reasons.map((reason) => <li key={`${reason.rule} ${reason[lang]}`}>{reason[lang]}</li>)}</ul>
      )}
    </section>
  )
}

type FieldKey = 'code' | 'kind' | 'stage' | 'stageName' | 'group' | 'stockDays' | 'substitutionDays' | 'hsCode' | 'description' | 'note'

function Facts({ node }: { node: NodePage }) {
  const t = useWords(nodeWords)
  const say = useText()
  const { lang } = useLanguage()
  const days = (value: number | null) => (value === null ? null : `${formatCount(value)} ${lang === 'zh' ? '天' : value === 1 ? 'day' : 'days'}`)
  const rows: readonly (readonly [FieldKey, string | null])[] = [
    ['kind', node.kind && say(nodeKinds[node.kind])],
    node.stageName ? ['stageName', node.stageName] : ['stage', node.stage && `${say(stages[node.stage])}${node.stageInferred ? ` · ${t.stageInferred}` : ''}`],
    ['group', node.group], ['stockDays', days(node.stockDays)], ['substitutionDays', days(node.substitutionDays)], ['code', node.code], ['hsCode', node.hsCode],
    ...(node.description ? [['description', node.description] as const] : []), ...(node.note ? [['note', node.note] as const] : []),
  ]
  return (
    <section className={style.section}>
      <h2>{t.facts}</h2>
      <dl className={style.facts}>
        {rows.map(([key, value]) => (
          <div key={key}><dt>{say(predicateTitle('node', key))}</dt><dd><Value at={`node:${node.id}:${key}`} mark={key === 'stage' && node.stageInferred ? { ...node.marks[key], inferred: true } : node.marks[key]}>{value}</Value></dd></div>
        ))}
      </dl>
    </section>
  )
}

function Risks({ node }: { node: NodePage }) {
  const t = useWords(nodeWords)
  const can = useCan()
  const say = useText()
  return (
    <section className={style.section}>
      <h2>{t.risks}</h2>
      {can('member') && <p><Link href={`/motions/new?node=${node.id}`}>{t.move}</Link></p>}
      {node.risks.length === 0 ? <p className="muted">{t.noRisks}</p> : (
        <ul className={style.list}>
          {node.risks.map(({ risk, kind, status, grade }) => (
            <li key={risk}><Link href={`/risks?risk=${risk}`}>{say(riskTitle(node.name, kind))}</Link><span className="muted">{[say(riskStatuses[status]), grade && say(riskGrades[grade])].filter(Boolean).join(' · ')}</span></li>
          ))}
        </ul>
      )}
    </section>
  )
}
