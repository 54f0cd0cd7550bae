import { MAIL_DOMAIN } from '../company/make-people.ts'
import { otherTenantNames, practiceGuid, practiceTenantNames } from './practice-tenant-names.ts'

/** The app registration for OAuth in the practice tenant. Its secrets open nothing anywhere: the same text in every copy of this application. */
export interface PracticeRegistration {
  /** In small letters. */
  readonly tenantId: string
  /** Leads to the same tenant. */
  readonly domain: string
  readonly clientId: string
  readonly clientSecret: string
  /** Was made before, and ended. */
  readonly endedSecret: string
  /** `2027-04-02`. */
  readonly secretEndsOn: string
}

/** `now`: milliseconds since 1970. */
export function practiceRegistration(now: () => number = Date.now): PracticeRegistration {
  return {
    tenantId: practiceTenantNames().tenantId,
    domain: MAIL_DOMAIN,
    clientId: practiceGuid('tenant/registration'),
    clientSecret: 'pra8Q~practice.only.opens.nothing.at.all',
    endedSecret: 'old7Q~practice.only.ended.some.time.ago',
    secretEndsOn: new Date(now() + 200 * DAY_MS).toISOString().slice(0, 10)
  }
}

/** Of another company that Microsoft does not know: for typing errors. */
export function unknownTenantId(): string {
  return otherTenantNames().tenantId
}

const DAY_MS = 86_400_000
