import { actorTypes, governanceTasks, keysOf, layers, type ActorType, type GovernanceTask } from '../../src/shared/vocabulary.ts'
import { ActorBadge, Loaded, PageHead, useCall, useText, useWords, type Output } from '../parts/index.ts'
import { charterWords } from '../words/charter.ts'
import style from './charter.module.css'

type Charter = Output<'getCharter'>

/** Five tasks by five actor types: centre or support, and the duty. */
export default function CharterPage() {
  const t = useWords(charterWords)
  const query = useCall('getCharter', {})
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Loaded query={query}>{(charter) => <Matrix charter={charter} />}</Loaded>
    </>
  )
}

function Matrix({ charter }: { charter: Charter }) {
  const t = useWords(charterWords)
  const types = keysOf(actorTypes)
  return (
    <>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.title}>
        <table className={style.matrix}>
          <thead><tr><th scope="col">{t.task}</th>{types.map((type) => <th key={type} scope="col"><ActorBadge type={type} /></th>)}</tr></thead>
          <tbody>{keysOf(governanceTasks).map((task) => <TaskRow key={task} charter={charter} task={task} types={types} />)}</tbody>
        </table>
      </div>
      <p className="muted small" style={{ marginTop: '0.75rem' }}>{t.version(charter.version)}</p>
    </>
  )
}

function TaskRow({ charter: { assignments }, task, types }: { charter: Charter; task: GovernanceTask; types: readonly ActorType[] }) {
  const t = useWords(charterWords)
  const say = useText()
  const row = assignments.filter((item) => item.task === task)
  const layer = row[0]?.layer
  return (
    <tr>
      <th scope="row"><span className="muted">{task}</span> {say(governanceTasks[task])}{layer && <span className={style.layer}>{say(layers[layer])}</span>}</th>
      {types.map((type) => {
        const item = row.find((assignment) => assignment.actorType === type)
        return <td key={type} data-part={item?.part}>{item ? <><span className={style.part}>{item.part === 'centre' ? t.centre : t.support}</span><span>{say(item.duty)}</span></> : t.none}</td>
      })}
    </tr>
  )
}
