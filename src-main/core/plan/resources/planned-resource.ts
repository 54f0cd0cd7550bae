import type { Problem } from '../../errors.ts'
import type { ServiceField } from '../../model/service-field.ts'
import type { Profile } from '../../profile/profile.ts'
import type { Result } from '../../result.ts'
import type { Neighbour, PlannedChange, ReadState, ResourceKind } from '../plan.ts'
import type { StrategyWrites, WantedResource } from '../wanted.ts'

/** Everything that planning has to know of one kind of resource. A new kind is one file with one of these, and a line in `registry.ts`. */
export interface PlannedResource {
  readonly kind: ResourceKind
  /** For messages: `the LDAP settings of the site`. */
  readonly name: string
  /** In the order of the web form, which is the order of plan, request and hand-off. */
  readonly fields: readonly ServiceField[]
  /** How a change gets into effect: sent by us, or entered by a person. `fields` are the ones that change; `beside` is there when the thing is made. */
  way(writes: StrategyWrites, fields: PlannedChange['fields'], beside: readonly Neighbour[] | undefined): PlannedChange['way']
  /** What the profile wants of this kind; absent things are no part of it. */
  wanted(profile: Profile, state: ReadState): Result<readonly WantedResource[], Problem>
  /** How to get to the web form: menu names, in the order of clicking, from the site's first page. */
  readonly formPath: readonly string[]
  /** The same to make one; absent where nothing is made. */
  newFormPath?(change: PlannedChange): readonly string[]
}
