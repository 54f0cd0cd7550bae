import type { CancelSignal } from '../../core/cancel.ts'
import type { PlannedChange } from '../../core/plan/plan.ts'
import { groupState } from '../../core/plan/resources/group.ts'
import { siteLdapState } from '../../core/plan/resources/site-ldap.ts'
import { strategyState } from '../../core/plan/resources/sso-strategy.ts'
import { userState } from '../../core/plan/resources/user.ts'
import { assertNever, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { FieldValues } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'

/** The one thing that a change is about, as the service holds it now. Throws `Cancelled`. */
export async function readResource(
  reader: FilesReader,
  { resource, targetId = 0 }: Pick<PlannedChange, 'resource' | 'targetId'>,
  signal: CancelSignal
): Promise<Result<FieldValues, ServiceFailure>> {
  switch (resource) {
    case 'site-ldap': {
      const site = await reader.site(signal)
      return site.ok ? succeed(siteLdapState(site.value, reader.address.host).fields) : site
    }
    case 'sso-strategy': {
      const strategy = await reader.strategy(targetId, signal)
      return strategy.ok ? succeed(strategyState(strategy.value).fields) : strategy
    }
    case 'user': {
      const user = await reader.user(targetId, signal)
      return user.ok ? succeed(userState(user.value).fields) : user
    }
    case 'group': {
      const group = await reader.group(targetId, signal)
      return group.ok ? succeed(groupState(group.value).fields) : group
    }
    default:
      return assertNever(resource)
  }
}
