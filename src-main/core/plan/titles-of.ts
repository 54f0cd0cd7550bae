import type { PlannedChange } from './plan.ts'

/** `anna, omar and 3 more`: whom or what changes are about, for a sentence. */
export function titlesOf(changes: readonly PlannedChange[]): string {
  const shown = changes.slice(0, MOST_TITLES).map(({ title }) => title.replace(/^User /, ''))
  const more = changes.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${String(more)} more` : shown.join(', ')
}

const MOST_TITLES = 5
