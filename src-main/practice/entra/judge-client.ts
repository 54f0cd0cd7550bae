import { microsoftRefusal, type MicrosoftRefusal } from './microsoft-refusal.ts'
import type { PracticeRegistration } from './practice-registration.ts'

/** Whether this is a name of the practice tenant, in any case: its number or its domain. */
export function refusedTenantName(tenant: string, { tenantId, domain }: PracticeRegistration): MicrosoftRefusal | undefined {
  return [tenantId, domain].includes(tenant.toLowerCase())
    ? undefined
    : microsoftRefusal(400, 'invalid_request', 90002, `Tenant '${tenant}' was not found.`)
}

/** Why no application of the tenant has this id; `undefined` when one has. */
export function refusedClient(clientId: string, registration: PracticeRegistration): MicrosoftRefusal | undefined {
  return clientId.toLowerCase() === registration.clientId
    ? undefined
    : microsoftRefusal(400, 'unauthorized_client', 700016, `Application '${clientId}' is not in the directory '${registration.tenantId}'.`)
}

/** Why a secret of the application is not taken; `undefined` when it is. */
export function refusedSecret(secret: string, { clientId, clientSecret, endedSecret }: PracticeRegistration): MicrosoftRefusal | undefined {
  switch (secret) {
    case clientSecret:
      return undefined
    case endedSecret:
      return microsoftRefusal(401, 'invalid_client', 7000222, `The client secrets of '${clientId}' have ended.`)
    default:
      return microsoftRefusal(
        401,
        'invalid_client',
        7000215,
        `The client secret of '${clientId}' is not valid: a value is wanted, not its id.`
      )
  }
}
