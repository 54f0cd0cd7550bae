import type { FilesService } from '../../core/service/files-service.ts'
import type { ServiceCaller } from './create-caller.ts'
import { apiKeyEndpoint } from './endpoints/api-key.ts'
import { externalEventsEndpoint } from './endpoints/external-events.ts'
import { groupUsersEndpoint } from './endpoints/group-users.ts'
import { groupsEndpoint } from './endpoints/groups.ts'
import { ipAddressesEndpoint } from './endpoints/ip-addresses.ts'
import { ownedEndpoints } from './endpoints/owned.ts'
import { scimLogsEndpoint } from './endpoints/scim-logs.ts'
import { settingsChangesEndpoint } from './endpoints/settings-changes.ts'
import { siteEndpoint } from './endpoints/site.ts'
import { ssoEventsEndpoint } from './endpoints/sso-events.ts'
import { ssoStrategiesEndpoint } from './endpoints/sso-strategies.ts'
import { usersEndpoint } from './endpoints/users.ts'

/** Every endpoint this application uses, over one caller. */
export function filesService(caller: ServiceCaller): FilesService {
  return {
    address: caller.address,
    serviceAheadMs: () => caller.serviceAheadMs(),
    ...apiKeyEndpoint(caller),
    ...siteEndpoint(caller),
    ...ssoStrategiesEndpoint(caller),
    ...usersEndpoint(caller),
    ...groupsEndpoint(caller),
    ...groupUsersEndpoint(caller),
    ...ownedEndpoints(caller),
    ...externalEventsEndpoint(caller),
    ...ssoEventsEndpoint(caller),
    ...scimLogsEndpoint(caller),
    ...settingsChangesEndpoint(caller),
    ...ipAddressesEndpoint(caller)
  }
}
