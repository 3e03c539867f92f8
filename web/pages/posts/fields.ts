import { useMemo } from 'react'
import { postKinds, singlePosts } from '../../../src/shared/posts.ts'
import { useCall, useText, useWords, type Field, type Filled, type Output } from '../../parts/index.ts'
import { postWords } from '../../words/posts.ts'

type Stands = Output<'getPost'>

/** What a post or a body is made of, filled with what stands. What it is follows from how it was set up and is not changed. */
export function usePostFields(stands?: Stands): readonly Field[] {
  const t = useWords(postWords)
  const say = useText()
  const others = useCall('listPosts', {}).data?.posts
  return useMemo(() => {
    const above = (others ?? []).filter(({ post, state }) => state === 'standing' && post !== stands?.post).map(({ post, title }) => ({ value: String(post), label: title }))
    const kind: Field = { key: 'kind', kind: 'choice', label: t.kind, options: Object.entries(postKinds).map(([value, label]) => ({ value, label: say(label) })), initial: 'chainChief' }
    const seats: Field = { key: 'seats', kind: 'text', label: t.seats, hint: t.seatsHint, initial: stands?.seats.map(({ title }) => title).join('\n') ?? '', shown: (values) => !singlePosts.includes((stands?.kind ?? values.kind) as Stands['kind']) }
    return [
      ...(stands ? [] : [kind]), { key: 'title', kind: 'line', label: t.name, required: true, initial: stands?.title ?? '' }, { key: 'text', kind: 'text', label: t.duty, initial: stands?.text ?? '' },
      { key: 'region', kind: 'region', label: t.region, initial: stands?.region ?? '' }, { key: 'above', kind: 'choice', label: t.aboveName, options: [{ value: '', label: t.noAbove }, ...above], initial: stands?.above ? String(stands.above.id) : '' }, seats,
    ]
  }, [t, say, others, stands])
}

/** What was filled in, as the API takes it: seats from their lines, what stands above by its number. */
export function postOf({ above, seats, ...rest }: Filled): Filled {
  return {
    ...rest, ...(above === undefined ? {} : { above: above === null ? null : Number(above) }),
    ...(typeof seats === 'string' ? { seats: seats.split('\n').map((line) => line.trim()).filter((line) => line !== '') } : {}),
  }
}
