import { throwIfCancelled } from '../../core/cancel.ts'
import { entraClouds } from '../../core/entra/entra-cloud.ts'
import type { DiscoveryAnswer, OpenIdPort, TokenAnswer, TokenRequest } from '../../core/oauth/oauth-ports.ts'
import { refusedClient, refusedSecret, refusedTenantName } from './judge-client.ts'
import { microsoftRefusal, type MicrosoftRefusal } from './microsoft-refusal.ts'
import { type PracticeRegistration, practiceRegistration, unknownTenantId } from './practice-registration.ts'
import type { PracticeTenant } from './practice-tenant.ts'

/**
 * Answers for the practice tenant as Microsoft’s sign-in host would, inside this process; every other address goes on to `next`. Mistakes
 * answer with Microsoft’s errors: another client id, another secret, one that ended, another made-up tenant, another cloud.
 */
export function withPracticeOpenId(next: OpenIdPort, tenant: PracticeTenant): OpenIdPort {
  const registration = practiceRegistration()
  const known: ReadonlySet<string> = new Set([tenant.names.tenantId, registration.domain])
  // A made-up number is nothing to ask Microsoft about.
  const madeUp: ReadonlySet<string> = new Set([...known, registration.clientId, tenant.names.applicationId, unknownTenantId()])
  return {
    async discover(url, signal) {
      const asked = askedTenant(url)
      if (asked === undefined || !madeUp.has(asked.tenant)) return next.discover(url, signal)
      throwIfCancelled(signal)
      return asked.host === LOGIN_HOST && known.has(asked.tenant) ? found(url, tenant.names.tenantId) : refusedTenant(url, asked.tenant)
    },
    async requestToken(request, signal) {
      const asked = askedTenant(request.tokenEndpoint)
      if (asked === undefined || !madeUp.has(asked.tenant)) return next.requestToken(request, signal)
      throwIfCancelled(signal)
      return judge(asked.tenant, request, registration)
    }
  }
}

const LOGIN_HOST = 'login.microsoftonline.com'
const LOGIN_HOSTS: ReadonlySet<string> = new Set(entraClouds.map(({ loginHost }) => loginHost))

function askedTenant(url: string): { readonly host: string; readonly tenant: string } | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname } = new URL(url)
  const tenant = pathname.split('/')[1]?.toLowerCase()
  return protocol === 'https:' && LOGIN_HOSTS.has(host) && tenant !== undefined ? { host, tenant } : undefined
}

function found(url: string, tenantId: string): DiscoveryAnswer {
  const base = `https://${LOGIN_HOST}/${tenantId}`
  return {
    kind: 'found',
    url,
    document: {
      issuer: `${base}/v2.0`,
      tokenEndpoint: `${base}/oauth2/v2.0/token`,
      authorizationEndpoint: `${base}/oauth2/v2.0/authorize`,
      authenticationMethods: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      tenantRegionScope: 'EU',
      cloudInstanceName: 'microsoftonline.com'
    }
  }
}

function refusedTenant(url: string, tenant: string): DiscoveryAnswer {
  const { status, code, description, correlationId } = microsoftRefusal(400, 'invalid_tenant', 90002, `Tenant '${tenant}' was not found.`)
  const body = JSON.stringify({
    error: 'invalid_tenant',
    error_description: description,
    error_codes: [code],
    correlation_id: correlationId
  })
  return { kind: 'refused', url, status, body }
}

/** In Microsoft’s order: the tenant, the application in it, and its secret. */
function judge(tenant: string, { clientId, clientSecret }: TokenRequest, registration: PracticeRegistration): TokenAnswer {
  const refusal =
    refusedTenantName(tenant, registration) ?? refusedClient(clientId, registration) ?? refusedSecret(clientSecret.reveal(), registration)
  return refusal === undefined ? { kind: 'accepted', tokenType: 'bearer', expiresInSeconds: 3599 } : refusedToken(refusal)
}

function refusedToken({ status, error, description, correlationId }: MicrosoftRefusal): TokenAnswer {
  return { kind: 'refused', status, error, description, correlationId }
}
