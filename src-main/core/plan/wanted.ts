import type { Problem } from '../errors.ts'
import type { Profile, WantedFields } from '../profile/profile.ts'
import { type Result, succeed } from '../result.ts'
import type { ReadState, ResourceKind } from './plan.ts'
import { plannedResources } from './resources/registry.ts'

/** What one resource shall look like. A field that is absent is not managed; `''` empties it. */
export interface WantedResource {
  /** As in the plan: `sso-strategy:12`. */
  readonly id: string
  readonly fields: WantedFields
  /** Write-only fields that shall be set. */
  readonly secrets: readonly string[]
  /** What a person enters and nobody can read back, by field. */
  readonly unseen?: Readonly<Record<string, string>>
  /** What is worth knowing beside the plan, as sentences. */
  readonly notes?: readonly string[]
  /** There only when the site does not have it and it shall be made; then `id` names no resource of the state. */
  readonly made?: { readonly resource: ResourceKind; readonly title: string }
}

/** Whether the site takes writes to single sign-on providers, as the probe found. */
export type StrategyWrites = 'accepted' | 'refused' | 'not-asked'

/**
 * What the profile wants of the things that the site has: `plan.profile.unknown-field`, `plan.profile.bad-value` or `plan.target.missing`
 * when it cannot be meant so. The first problem ends it: nothing is planned on half a profile.
 */
export function wantedFromProfile(profile: Profile, state: ReadState): Result<readonly WantedResource[], Problem> {
  const wanted: WantedResource[] = []
  for (const resource of plannedResources) {
    const found = resource.wanted(profile, state)
    if (!found.ok) return found
    wanted.push(...found.value)
  }
  return succeed(wanted)
}
