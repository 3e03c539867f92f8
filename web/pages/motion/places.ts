import { useMemo } from 'react'
import { useCall, useCan, useMembership, useText, useWords, type Output } from '../../parts/index.ts'
import { meetingStates } from '../../../src/shared/meetings.ts'
import { motionWords } from '../../words/motions.ts'

type Option = { value: string; label: string }

/** Where a motion can be deliberated: in writing, at a meeting of its task that is called and not over, or at one that whoever looks can call. */
export function usePlaces({ task, may }: Pick<Output<'getMotion'>, 'task' | 'may'>): readonly Option[] {
  const t = useWords(motionWords)
  const say = useText()
  const team = useCan()('analyst')
  const own = useMembership().membership?.organisation
  const enabled = may['openDeliberation']?.allowed === true || may['changeForm']?.allowed === true
  const meetings = useCall('listMeetings', {}, { enabled }).data
  const mechanisms = useCall('listMechanisms', {}, { enabled }).data
  return useMemo(() => {
    const called = (meetings ?? []).filter((one) => one.task === task && (one.state === 'planned' || one.state === 'sitting'))
    const callable = (mechanisms ?? []).filter((one) => one.task === task && one.state === 'running' && (team || one.convenor.name === own))
    const fresh = callable.flatMap(({ mechanism, title, occurrences }) => {
      const coming = occurrences.find(({ state }) => state === 'coming')
      return coming && coming.meeting === null ? [{ value: `call ${mechanism} ${coming.day}`, label: t.atNew(title, coming.day) }] : []
    })
    return [{ value: inWriting, label: t.inWriting }, ...called.map(({ meeting, title, day, state }) => ({ value: `meeting ${meeting}`, label: t.atCalled(title, day, say(meetingStates[state])) })), ...fresh]
  }, [t, say, team, own, meetings, mechanisms, task])
}

const inWriting = 'writing'

/** A place as the event takes it; in writing is none. */
export function heldAtOf(value: unknown): object | undefined {
  const [kind, first, day] = String(value).split(' ')
  if (kind === 'meeting') return { meeting: Number(first) }
  return kind === 'call' ? { mechanism: Number(first), day } : undefined
}
