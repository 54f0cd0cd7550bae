import type { EntraCloud } from '../entra/entra-cloud.ts'

/** Where a tenant describes itself; `tenant` is its id or a domain of it. Source: learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
export function tenantDiscoveryUrl({ loginHost }: EntraCloud, tenant: string): string {
  return `https://${loginHost}/${tenant}/v2.0/.well-known/openid-configuration`
}

/** OpenID Connect Discovery 1.0, section 4.1: a final slash is taken away first. */
export function discoveryUrlOf(authority: string): string {
  return `${authority.replace(/\/$/, '')}/.well-known/openid-configuration`
}
