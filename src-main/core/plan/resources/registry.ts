import type { ResourceKind } from '../plan.ts'
import type { PlannedResource } from './planned-resource.ts'
import { group } from './group.ts'
import { siteLdap } from './site-ldap.ts'
import { ssoStrategy } from './sso-strategy.ts'
import { user } from './user.ts'

/** Every kind of resource that can be planned. */
export const plannedResources: readonly PlannedResource[] = [siteLdap, ssoStrategy, user, group]

export function plannedResource(kind: ResourceKind): PlannedResource {
  const found = plannedResources.find((resource) => resource.kind === kind)
  if (found === undefined) throw new TypeError(`No planned resource of the kind ${kind}`)
  return found
}
