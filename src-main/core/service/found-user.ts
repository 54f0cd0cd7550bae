import { fieldValueText } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import { judgeAdministrator } from './judge-administrator.ts'
import type { StrategyFacts, UserFacts } from './service-facts.ts'

/** A user of the site as they are chosen from a list: who it is, and how they sign in now. */
export interface FoundUser {
  readonly username: string
  readonly name: string | undefined
  /** `Password`, `Single sign-on`, ... */
  readonly method: string
  /** Label of the provider by which they sign in; absent for every other method. */
  readonly provider: string | undefined
  readonly isDisabled: boolean
  readonly isAdministrator: boolean
  /** Whether this person alone would keep the front door open. */
  readonly isBreakGlass: boolean
}

export interface FoundUsers {
  readonly users: readonly FoundUser[]
  /** There are others that fit as well. */
  readonly hasMore: boolean
}

export function foundUser(user: UserFacts, strategies: readonly Pick<StrategyFacts, 'id' | 'label'>[], now: Date): FoundUser {
  const { username, name, authenticationMethod, ssoStrategyId } = user
  return {
    username,
    name: name?.trim() === '' ? undefined : name,
    method: authenticationMethod === '' ? 'Not told' : fieldValueText(serviceField('user', 'authentication_method'), authenticationMethod),
    provider: authenticationMethod === 'sso' ? providerText(ssoStrategyId, strategies) : undefined,
    isDisabled: user.disabled === true,
    isAdministrator: user.siteAdmin === true,
    isBreakGlass: judgeAdministrator(user, now).isBreakGlass
  }
}

function providerText(id: number | undefined, strategies: readonly Pick<StrategyFacts, 'id' | 'label'>[]): string | undefined {
  if (id === undefined) return undefined
  return strategies.find((strategy) => strategy.id === id)?.label ?? `number ${String(id)}`
}
