import { Link } from 'wouter'
import { actorTypes } from '../../../src/shared/vocabulary.ts'
import { useText, useWords, type Output } from '../../parts/index.ts'
import { charterWords } from '../../words/charter.ts'
import { motionWords } from '../../words/motions.ts'
import style from '../governance/governance.module.css'

/** The rows of the task as the charter would have them, where the motion changes it. */
export function Amendment({ motion: { amendment } }: { motion: Output<'getMotion'> }) {
  const t = useWords(motionWords)
  const c = useWords(charterWords)
  const say = useText()
  if (amendment === null) return null
  return (
    <section className={style.block}>
      <h2>{t.amendment}</h2>
      <div className="plain-box" tabIndex={0} role="region" aria-label={t.amendment}>
        <table className="plain"><tbody>{amendment.map(({ actorType, part, duty, post, postId, organisations }) => (
          <tr key={[actorType, part, postId ?? '', ...(organisations ?? [])].join(' ')}>
            <th scope="row">{postId === undefined ? say(actorTypes[actorType]) : <Link href={`/posts/${postId}`}>{post ? say(post) : `#${postId}`}</Link>}{organisations && ` · ${c.named(organisations.length)}`}</th>
            <td className="nowrap">{part === 'centre' ? c.centre : c.support}</td><td>{say(duty)}</td>
          </tr>
        ))}</tbody></table>
      </div>
    </section>
  )
}
