import { AppError } from '../../shared/errors.ts'

/** What an event gives, undefined where it is refused in words; any other error is a fault of the rules. */
export function refusedOr(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
