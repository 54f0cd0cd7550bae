import type { StrategyFacts } from '../../service/service-facts.ts'
import { isScimOn, scimMethod } from '../../model/scim-method.ts'

export interface ScimProviders {
  readonly isOn: boolean
  /** The latest end of their tokens, ISO 8601; absent: the site does not say, or one of them has no end. */
  readonly tokenEndsAt: string | undefined
  /** All of them take a user name and a password: none has a token. */
  readonly isByPassword: boolean
}

/** The providers of a site that Entra ID may ask by SCIM: by SAML only, and with a way to authenticate. */
export function scimProviders(strategies: readonly StrategyFacts[]): ScimProviders {
  const on = strategies.filter(hasScim)
  // Somebody who signs in by user name and password has no token; the date of an earlier one may still stand there.
  const ends = on.map(({ scimTokenExpiresAt, fields }) => (scimMethod(fields) === 'token' ? scimTokenExpiresAt : undefined))
  return {
    isOn: on.length > 0,
    isByPassword: on.length > 0 && on.every(({ fields }) => scimMethod(fields) === 'basic'),
    tokenEndsAt: ends.includes(undefined)
      ? undefined
      : ends.filter((end) => end !== undefined).toSorted((one, other) => Date.parse(other) - Date.parse(one))[0]
  }
}

function hasScim({ enabled, protocol, fields }: StrategyFacts): boolean {
  return enabled && protocol === 'saml' && isScimOn(fields)
}
