/** A list of group names with `*`, separated by commas or lines, as it stands in a field. Nothing matches an empty list. */
export function groupPatterns(list: string | null): GroupPatterns {
  const patterns = (list ?? '')
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(patternOf)
  return { isEmpty: patterns.length === 0, match: (name) => patterns.some((pattern) => pattern.test(name)) }
}

export interface GroupPatterns {
  readonly isEmpty: boolean
  match(groupName: string): boolean
}

function patternOf(name: string): RegExp {
  return new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'iu')
}
