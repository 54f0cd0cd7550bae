import { isGuid } from '../entra/tenant.ts'
import { parseWebAddress } from '../entra/web-address.ts'

/** The tenant’s id, in small letters, in `https://login.microsoftonline.com/ID/v2.0`; `undefined`: it names none, as that of `common` does. */
export function tenantOfIssuer(issuer: string): string | undefined {
  const id = parseWebAddress(issuer)?.segments[0] ?? ''
  return isGuid(id) ? id.toLowerCase() : undefined
}
