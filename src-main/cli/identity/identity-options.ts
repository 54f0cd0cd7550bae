import { identityClasses, type IdentityClass, type IdentityRules, type NamingWay } from '../../core/identity/identity-views.ts'
import { namingWays } from '../../core/identity/person-names.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { PreviewSourceOptions } from '../preview/preview-source-options.ts'

/** Where people and users come from, and by what they are named. */
export interface IdentityOptions extends Omit<PreviewSourceOptions, 'newUsers' | 'groups'> {
  readonly entraUsers?: string | undefined
  readonly nameId: IdentityRules['nameId']
  readonly scimUserName: IdentityRules['scimUserName']
  readonly ways?: string | undefined
  readonly provider?: string | undefined
  readonly class?: string | undefined
  readonly search?: string | undefined
  readonly all?: true | undefined
  readonly format: 'text' | 'json' | 'csv' | 'html'
  readonly out?: string | undefined
}

export interface TypedIdentity {
  /** Absent: as profile and site have it. */
  readonly ways: readonly NamingWay[] | undefined
  readonly strategyId: number | undefined
  readonly classes: readonly IdentityClass[]
}

/** The error is one message a line, each beginning with the option it is about. */
export function typedIdentity({
  ways,
  provider,
  class: classes,
  entraUsers,
  ldif,
  run,
  host
}: IdentityOptions): Result<TypedIdentity, readonly string[]> {
  const wantedWays = ways === undefined ? succeed(undefined) : listOf('--ways', ways, namingWays)
  const wantedClasses = classes === undefined ? succeed([]) : listOf('--class', classes, identityClasses)
  const number = provider?.trim()
  const isNumber = number === undefined || /^[1-9]\d{0,8}$/.test(number)
  const wrong = [
    ...(wantedWays.ok ? [] : [wantedWays.error]),
    ...(wantedClasses.ok ? [] : [wantedClasses.error]),
    ...(isNumber ? [] : [`--provider: “${number}” is no id of a single sign-on provider.`]),
    ...(entraUsers !== undefined && (ldif ?? run ?? host) !== undefined
      ? ['--entra-users names the people already: leave out --ldif, --run and --host.']
      : [])
  ]
  if (!wantedWays.ok || !wantedClasses.ok || wrong.length > 0) return fail(wrong)
  return succeed({ ways: wantedWays.value, strategyId: number === undefined ? undefined : Number(number), classes: wantedClasses.value })
}

function listOf<T extends string>(option: string, typed: string, known: readonly T[]): Result<readonly T[], string> {
  const words = typed.split(',').map((word) => word.trim().toLowerCase())
  const odd = words.find((word) => !known.some((one) => one === word))
  if (odd !== undefined) return fail(`${option}: “${odd}” is none of ${known.join(', ')}.`)
  return succeed(known.filter((one) => words.includes(one)))
}
