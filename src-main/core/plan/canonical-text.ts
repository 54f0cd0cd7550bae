import type { DigestPort } from '../ports/surroundings.ts'
import type { FieldValues } from '../service/service-facts.ts'
import { type Plan, type PlanDigest, type PlannedChange, type ReadState, parsePlanDigest } from './plan.ts'

/**
 * The one text of a value: JSON without spaces, keys in the order of their UTF-16 code units (as RFC 8785 has it), absent keys left out,
 * texts exactly as they are: not normalised, escaped as `JSON.stringify` does (control characters, quotes, backslashes, lone surrogates).
 * Throws for what JSON does not have: numbers without end, absent items of a list, functions.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number without end has no canonical text')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`No canonical text for ${typeof value}`)
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`)
  return `{${pairs.join(',')}}`
}

/** What is approved and what is done: everything in it that a person is shown about the changes is part of the digest. */
function planCanonicalText(plan: Pick<Plan, 'schemaVersion' | 'site' | 'baseline' | 'changes'>): string {
  const { schemaVersion, site, baseline, changes } = plan
  return canonicalText({ schemaVersion, site, baseline, changes })
}

/** Also tells whether a plan that was read from a file is whole: then it equals the digest written in it. */
export function planDigest(plan: Pick<Plan, 'schemaVersion' | 'site' | 'baseline' | 'changes'>, digest: DigestPort): PlanDigest {
  const found = parsePlanDigest(digest(planCanonicalText(plan)))
  if (found === undefined) throw new TypeError('The digest port answered no SHA-256 digest')
  return found
}

/** Digest of everything that the plan looked at, in whatever order it was read. */
export function stateBaseline(state: ReadState, digest: DigestPort): string {
  const resources = state.resources
    .map(({ id, fields }) => ({ id, fields }))
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
  return digest(canonicalText({ site: state.site, resources }))
}

/** Digest of one resource, as `PlannedChange.baseline` has it: compared once more right before the change is sent. */
export function resourceBaseline(id: PlannedChange['id'], fields: FieldValues, digest: DigestPort): string {
  return digest(canonicalText({ id, fields }))
}
