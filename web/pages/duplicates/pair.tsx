import { formatDate, formatPercent } from '../../../src/shared/format.ts'
import { actorTypes, type ActorType } from '../../../src/shared/vocabulary.ts'
import { duplicateWords } from '../../words/duplicates.ts'
import { predicateTitle, useCall, useLanguage, useText, useWords, Value, type Output } from '../../parts/index.ts'
import type { Question } from './answers.ts'
import style from './duplicates.module.css'

type Side = Record<string, unknown>
const fields = ['name', 'shortName', 'formerNames', 'englishName', 'creditCode', 'stockCode', 'code', 'actorType', 'region', 'city', 'country', 'address', 'industry', 'established'] as const

/** The two records side by side: what differs in ink, what agrees muted. */
export function Pair({ question }: { question: Question }) {
  const t = useWords(duplicateWords)
  const say = useText()
  const { left, right } = question
  const lines = useLines(left, right)
  return (
    <table className={style.pair}>
      <thead><tr><th scope="col"><span className="visually-hidden">{t.field}</span></th><th scope="col">{t.left}</th><th scope="col">{t.right}</th></tr></thead>
      <tbody>
        {lines.map(({ field, a, b, differs }) => (
          <tr key={field} data-differs={differs || undefined} data-agrees={a === b || undefined} data-name={field === 'name' || undefined}>
            <th scope="row">{say(predicateTitle('organisation', field))}<span className="visually-hidden"> {a !== null && b !== null && (differs ? t.differs : t.agrees)}</span></th>
            <td><Value at={`organisation:${String(left['id'])}:${field}`} bare>{a}</Value></td>
            <td><Value at={`organisation:${String(right['id'])}:${field}`} bare>{b}</Value></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The fields that at least one of the two has, as they are shown. A missing value differs from nothing. */
function useLines(left: Side, right: Side) {
  const say = useText()
  const one = useOrganisation(left)
  const other = useOrganisation(right)
  return fields.flatMap((field) => {
    const a = shownOf(left, field, one, say)
    const b = shownOf(right, field, other, say)
    return a === null && b === null ? [] : [{ field, a, b, differs: a !== null && b !== null && a !== b }]
  })
}

/** Names of places come from the registry; the card itself knows their codes only. */
function useOrganisation(side: Side): Output<'getOrganisation'> | undefined {
  return useCall('getOrganisation', { params: { organisation: Number(side['id']) } }, { staleTime: 300_000 }).data
}

function shownOf(side: Side, field: (typeof fields)[number], page: Output<'getOrganisation'> | undefined, say: ReturnType<typeof useText>): string | null {
  const value = side[field]
  if (value === null || value === undefined || value === '') return null
  if (field === 'actorType') return say(actorTypes[value as ActorType])
  if (field === 'city') return page?.city ?? String(value)
  if (field === 'region') return page?.region ?? String(value)
  return field === 'established' ? formatDate(String(value)) : Array.isArray(value) ? value.join('；') : String(value)
}

/** The score and its reasons as words; what speaks against says so. */
export function Reasons({ question }: { question: Question }) {
  const t = useWords(duplicateWords)
  const { lang } = useLanguage()
  return (
    <section className={style.reasons} aria-label={t.reasons}>
      <p><strong>{t.score(formatPercent(question.score, 0))}</strong> <span className="muted small">{t.asked(formatDate(question.askedAt))}</span></p>
      <ul>
        {question.reasons.map((reason) => (
          <li key={reason.key} data-against={reason.weight < 0 || undefined}>
            <span aria-hidden="true">{reason.weight < 0 ? '−' : '＋'}</span><span className="visually-hidden">{reason.weight < 0 ? t.speaksAgainst : t.speaksFor}</span> {reason[lang]}
          </li>
        ))}
      </ul>
    </section>
  )
}
