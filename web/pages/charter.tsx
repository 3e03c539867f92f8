import { Link } from 'wouter'
import { isGeneral } from '../../src/shared/charter.ts'
import { formatDate } from '../../src/shared/format.ts'
import { actorTypes, governanceTasks, keysOf, layers, type ActorType, type GovernanceTask } from '../../src/shared/vocabulary.ts'
import { ActorBadge, Loaded, PageHead, useCall, useText, useWords, type Output } from '../parts/index.ts'
import { charterWords } from '../words/charter.ts'
import style from './charter.module.css'

type Charter = Output<'getCharter'>
type Row = Charter['assignments'][number]

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
      <p className="muted small" style={{ marginTop: '0.75rem' }}>{charter.motion === null ? t.version(charter.version) : t.decided(charter.version, formatDate(charter.adoptedAt), charter.motion)}</p>
      <Differences charter={charter} />
    </>
  )
}

function TaskRow({ charter: { assignments, posts }, task, types }: { charter: Charter; task: GovernanceTask; types: readonly ActorType[] }) {
  const t = useWords(charterWords)
  const say = useText()
  const row = assignments.filter((item) => item.task === task)
  const layer = row[0]?.layer
  const holdersOf = ({ postId }: Row) => posts.find(({ post }) => post === postId)?.holders ?? []
  return (
    <tr>
      <th scope="row"><span className="muted">{task}</span> {say(governanceTasks[task])}{layer && <span className={style.layer}>{say(layers[layer])}</span>}</th>
      {types.map((type) => {
        const own = row.filter((assignment) => assignment.actorType === type)
        const general = own.find(isGeneral)
        return <td key={type} data-part={general?.part}>{own.length === 0 ? t.none : own.map((item) => <Part key={keyOf(item)} item={item} holders={holdersOf(item)} />)}</td>
      })}
    </tr>
  )
}

const keyOf = ({ part, actorType, organisations, postId }: Row): string => [part, actorType, ...(organisations ?? []), postId ?? ''].join(' ')

type PartProps = { item: Row; holders: Charter['posts'][number]['holders'] }

/** What one row says: centre or support, of all of the type, of those that are named, or of who holds a post today; and the duty. */
function Part({ item: { part, duty, organisations, post, postId, chamber }, holders }: PartProps) {
  const t = useWords(charterWords)
  const say = useText()
  const who = postId === undefined && (post ? say(post) : organisations && t.named(organisations.length))
  return (
    <div>
      <span className={style.part}>{part === 'centre' ? t.centre : t.support}{who && ` · ${who}`}{chamber !== undefined && chamber !== post?.zh && ` · ${t.chamber(chamber)}`}</span>
      {postId !== undefined && <p className={style.post}><Link href={`/posts/${postId}`}>{post ? say(post) : `#${postId}`}</Link>{t.heldBy(holders.map(({ name }) => name).join('、') || t.vacant)}</p>}
      <span>{say(duty)}</span>
    </div>
  )
}

/** How this charter differs from the one that ships. */
function Differences({ charter: { differences } }: { charter: Charter }) {
  const t = useWords(charterWords)
  const say = useText()
  if (differences.length === 0) return <p className="muted small">{t.asShipped}</p>
  const words = (item: Row | null): string => (item === null ? '—' : `${item.part === 'centre' ? t.centre : t.support}：${say(item.duty)}`)
  return (
    <section className="section">
      <h2>{t.differences}</h2>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.differences}>
        <table className="plain">
          <thead><tr><th scope="col">{t.task}</th><th scope="col">{t.actorType}</th><th scope="col">{t.shipped}</th><th scope="col">{t.stands}</th></tr></thead>
          <tbody>{differences.map(({ task, before, after }) => {
            const item = (after ?? before)!
            return <tr key={`${task} ${keyOf(item)}`}><th scope="row">{task} {say(governanceTasks[task])}</th><td>{say(actorTypes[item.actorType])}{item.post && ` · ${say(item.post)}`}{item.organisations && ` · ${t.named(item.organisations.length)}`}</td><td>{words(before)}</td><td>{words(after)}</td></tr>
          })}</tbody>
        </table>
      </div>
    </section>
  )
}
