import { useCall } from '../../parts/index.ts'
import { bodyOf, type Scenario } from './scenario.ts'

/** The answer to a scenario; none is asked while nothing is taken away. The same question has the same answer, so it is kept a while. */
export function useAnswer(scenario: Scenario | null) {
  const asked = scenario ?? { remove: [], days: null }
  return useCall('runStress', { body: bodyOf(asked) }, { enabled: asked.remove.length > 0, staleTime: 60_000 })
}
