import type { AadstsCode } from './aadsts/aadsts-code.ts'
import { applicationCodes } from './aadsts/application-codes.ts'
import { personCodes } from './aadsts/person-codes.ts'
import { tenantAndRequestCodes } from './aadsts/tenant-and-request-codes.ts'

/** Every error code of Microsoft Entra ID with advice of our own. Microsoft may change its codes: advice, never logic. */
export const aadstsCodes: readonly AadstsCode[] = [...applicationCodes, ...personCodes, ...tenantAndRequestCodes]

/** What we say to this code; `undefined`: the table does not have it. */
export function aadstsCode(code: number): AadstsCode | undefined {
  return aadstsCodes.find((known) => known.code === code)
}

/** Where Microsoft itself explains a code; it needs no sign-in. Only the global cloud is known to have this page. */
export function aadstsLookUpUrl(code: number): string {
  return `https://login.microsoftonline.com/error?code=${String(code)}`
}
