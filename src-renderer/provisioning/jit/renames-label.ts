import { wholeNumber } from '../../lib/format-time.ts'

/** What the button says that leads from a mapping to the plan. */
export function renamesLabel(count: number): string {
  return count === 1 ? 'Put 1 rename into the plan' : `Put ${wholeNumber(count)} renames into the plan`
}
