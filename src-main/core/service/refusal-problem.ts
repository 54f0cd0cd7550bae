import { type Problem, problem } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { ServiceFailure } from './service-failure.ts'
import type { ServiceAction } from './service-problem.ts'

type Refusal = Extract<ServiceFailure, { kind: 'refused' }>

/** The documented types of errors (`family/name`) as our problems; first the names that say more than their family. */
export function refusalProblem(failure: Refusal, about: ServiceAction, evidence: readonly EvidenceItem[]): Problem {
  const { host, action } = about
  const who = about.who ?? 'the user of this key'
  const what = about.what ?? 'such record'
  const { status, type } = failure
  switch (type) {
    case 'not-found/site-not-found':
    case 'site-configuration/no-account-for-site':
      return problem('service.site.not-found', { host }, evidence)
    case 'service-unavailable/site-disabled':
      return problem('service.site.not-in-use', { host, text: failure.message || type }, evidence)
    case 'not-authenticated/locked-out':
      return problem('service.access.locked-out', { who }, evidence)
    case 'not-authorized/api-key-is-disabled':
      return problem('service.key.disabled', { host }, evidence)
    case 'not-authorized/site-admin-required':
    case 'not-authorized/user-id-without-site-admin':
      return problem('service.key.not-site-admin', { who }, evidence)
    case 'not-authorized/insufficient-permission-for-site':
    case 'not-authenticated/lockout-region-mismatch':
      return problem('service.access.address-not-allowed', { host }, evidence)
    case 'not-authenticated/additional-authentication-required':
    case 'not-authenticated/two-factor-authentication-error':
    case 'not-authorized/two-factor-authentication-required':
    case 'not-authorized/reauthentication-failed':
    case 'not-authorized/reauthentication-failed-final':
    case 'not-authorized/reauthentication-needed-action':
    case 'bad-request/reauthentication-needed-fields':
      return problem('service.access.two-factor-wanted', { action }, evidence)
    case 'bad-request/method-not-allowed':
      return notTaken(failure, about, evidence)
    default:
      break
  }
  const limit = LIMITED_KEY.exec(type)?.[1]
  if (limit !== undefined) return problem('service.key.limited', { permissions: limit.replaceAll('-', ' ') }, evidence)
  switch (familyOf(type, status)) {
    case 'site-configuration':
      return problem('service.site.not-in-use', { host, text: failure.message || type }, evidence)
    case 'not-authenticated':
      return problem('service.key.refused', { host }, evidence)
    case 'not-found':
      // A record that is missing has a type of its own; the bare family, just after the record was read, means that nothing takes the change.
      return about.isWrite === true && type === 'not-found'
        ? notTaken(failure, about, evidence)
        : problem('service.record.not-found', { what }, evidence)
    case 'rate-limited':
      return problem('service.busy.rate-limited', { host, tries: failure.tries ?? 1 }, evidence)
    case 'service-unavailable':
      return problem('service.busy.unavailable', { host, status }, evidence)
    case 'bad-request':
    case 'processing-failure':
      if (about.isWrite !== true) return notAllowed(failure, about, evidence)
      return problem('service.write.invalid', { what: about.what ?? 'the settings', details: detailsOf(failure) }, evidence)
    default:
      return notAllowed(failure, about, evidence)
  }
}

/** `not-authorized/api-key-only-for-desktop-app`, `.../api-key-is-path-restricted`. */
const LIMITED_KEY = /^not-authorized\/api-key-(?:is-)?((?:only-for-|path-).+)$/

/** The status decides where the type does not. */
function familyOf(type: string, status: number): string {
  const [family = ''] = type.split('/')
  if (FAMILIES.has(family)) return family
  if (status === 401) return 'not-authenticated'
  if (status === 404) return 'not-found'
  if (status === 422) return 'processing-failure'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'service-unavailable'
  return ''
}

const FAMILIES: ReadonlySet<string> = new Set([
  'bad-request',
  'not-authenticated',
  'not-authorized',
  'not-found',
  'processing-failure',
  'rate-limited',
  'service-unavailable',
  'site-configuration'
])

function notTaken(failure: Refusal, about: ServiceAction, evidence: readonly EvidenceItem[]): Problem {
  return about.isWrite === true
    ? problem('service.write.not-taken', { what: about.what ?? 'these settings' }, evidence)
    : notAllowed(failure, about, evidence)
}

function notAllowed(failure: Refusal, { action }: ServiceAction, evidence: readonly EvidenceItem[]): Problem {
  return problem('service.access.not-allowed', { action, type: failure.type || `HTTP ${String(failure.status)}` }, evidence)
}

function detailsOf({ details, message, type }: Refusal): string {
  const said = details.length > 0 ? details.join('; ') : message || type
  return said.replace(/\.+$/, '')
}
