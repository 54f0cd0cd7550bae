import { parseDn } from '../model/distinguished-name.ts'

/** Of these entries the ones whose own name is most like the wanted entry's, best first: a slip of the pen comes out on top. */
export function closestNames(dns: readonly string[], wanted: string, most: number): readonly string[] {
  const name = ownName(wanted)
  return dns
    .map((dn) => ({ dn, distance: editDistance(ownName(dn), name) }))
    .sort((a, b) => a.distance - b.distance || a.dn.localeCompare(b.dn))
    .slice(0, most)
    .map(({ dn }) => dn)
}

/** The step of `dn` right below `parent`: what is missing there. `dn` itself when they do not fit together. */
export function stepBelow(dn: string, parent: string): string {
  const steps = parseDn(dn)
  const above = parseDn(parent)
  const step = steps?.[steps.length - (above?.length ?? 0) - 1]
  return step === undefined ? dn : step.map(({ type, value }) => `${type}=${value}`).join('+')
}

function ownName(dn: string): string {
  const [first] = parseDn(dn) ?? []
  return (first === undefined ? dn : first.map(({ type, value }) => `${type}=${value}`).join('+')).toLowerCase()
}

/** Levenshtein's distance with one row. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
