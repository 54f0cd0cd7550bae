import { isPasswordMethod } from '../plan/order-changes.ts'
import { comparableUsername } from '../plan/username.ts'
import type { WantedUser } from '../profile/profile.ts'
import type { AdministratorView, StrategyView } from '../service/connected-site.ts'
import type { TextMessage } from './connection-text-rules.ts'
import { serviceField } from './service-fields.ts'

/** What is to be said about one person of the list. */
export interface WantedUserMessage extends TextMessage {
  readonly field: 'authenticationMethod' | 'ssoStrategyId' | 'clear2fa'
}

export interface SignInSite {
  readonly strategies: readonly Pick<StrategyView, 'id' | 'label' | 'enabled'>[]
  readonly administrators: readonly Pick<AdministratorView, 'username' | 'isBreakGlass'>[]
}

/** How somebody who is added shall sign in unless something else is chosen: the first provider that is on, else a password. */
export function usualSignIn({ strategies }: Pick<SignInSite, 'strategies'>): Omit<WantedUser, 'username'> {
  const provider = strategies.find(({ enabled }) => enabled) ?? strategies[0]
  return {
    authenticationMethod: provider === undefined ? 'password' : 'sso',
    ssoStrategyId: provider?.id,
    clear2fa: false,
    newUsername: undefined,
    newEmail: undefined
  }
}

/** Another method: only single sign-on has a provider and removes second factors. */
export function withMethod<T extends Omit<WantedUser, 'username'>>(
  wanted: T,
  authenticationMethod: string,
  { strategies }: Pick<SignInSite, 'strategies'>
): T {
  if (authenticationMethod !== 'sso') return { ...wanted, authenticationMethod, ssoStrategyId: undefined, clear2fa: false }
  const [only, another] = strategies
  return { ...wanted, authenticationMethod, ssoStrategyId: wanted.ssoStrategyId ?? (another === undefined ? only?.id : undefined) }
}

/** All messages about one person of the list, errors first. `users` is the whole list: who stays behind depends on everybody who goes. */
export function wantedUserMessages(user: WantedUser, users: readonly WantedUser[], site: SignInSite): readonly WantedUserMessage[] {
  const provider = site.strategies.find(({ id }) => id === user.ssoStrategyId)
  const messages: WantedUserMessage[] = []
  if (user.authenticationMethod === 'sso') {
    if (user.ssoStrategyId === undefined) messages.push(error('ssoStrategyId', 'Choose the provider by which this person signs in.'))
    else if (provider === undefined)
      messages.push(advice('ssoStrategyId', `The site showed no provider with the number ${String(user.ssoStrategyId)} when it was read.`))
    else if (!provider.enabled) messages.push(advice('ssoStrategyId', `“${provider.label}” is switched off: nobody signs in by it now.`))
  }
  messages.push(...frontDoorMessages(user, users, site))
  if (user.authenticationMethod === 'none') messages.push(advice('authenticationMethod', 'This person cannot sign in any more.'))
  if (user.clear2fa) messages.push(advice('clear2fa', 'Removed second factors do not come back by an undo: the person sets them up again.'))
  return messages
}

/** Why a user name cannot be added to the list; `undefined`: it can. */
export function newUserMessage(typed: string, users: readonly WantedUser[]): TextMessage | undefined {
  const username = typed.trim()
  if (username === '') return { severity: 'error', text: 'Enter the user name of the person.' }
  if (/[\r\n\t]/.test(username)) return { severity: 'error', text: 'One user name at a time.' }
  return users.some((user) => isSameUser(user.username, username))
    ? { severity: 'error', text: `${username} is in the list already.` }
    : undefined
}

/** Capitals and the way in which accents are encoded do not make another person. */
export function isSameUser(one: string, other: string): boolean {
  return comparableUsername(one) === comparableUsername(other)
}

/** The methods that the service knows, and the one of a profile that it may know as well; the empty one leaves it as it is. */
export function methodChoices(chosen: string): readonly { readonly value: string; readonly label: string }[] {
  const type = serviceField('user', 'authentication_method')?.type
  const known = type?.kind === 'choice' ? type.choices : []
  return known.some(({ value }) => value === chosen) ? known : [...known, { value: chosen, label: chosen === '' ? 'As it is' : chosen }]
}

/** Whoever takes away the password of the last administrator who has one locks everybody out with the next fault of the provider. */
function frontDoorMessages(user: WantedUser, users: readonly WantedUser[], { administrators }: SignInSite): readonly WantedUserMessage[] {
  const keepers = administrators.filter(({ isBreakGlass }) => isBreakGlass)
  const keeper = keepers.find(({ username }) => isSameUser(username, user.username))
  if (keeper === undefined || staysWithPassword(user)) return []
  const staying = keepers.filter(
    ({ username }) => !users.some((other) => isSameUser(other.username, username) && !staysWithPassword(other))
  )
  const [first] = staying
  if (first !== undefined)
    return [
      advice(
        'authenticationMethod',
        `${keeper.username} is an administrator who keeps the front door open when single sign-on fails. ${first.username}${staying.length === 1 ? ' alone' : ''} still would.`
      )
    ]
  const who = keepers.length === 1 ? `${keeper.username} alone keeps` : 'These administrators keep'
  return [
    advice(
      'authenticationMethod',
      `${who} the front door open when single sign-on fails. Without a password nobody is proved to get in, and the plan is not applied.`
    )
  ]
}

/** Whose method is left as it is keeps the password, as far as one is there. */
function staysWithPassword({ authenticationMethod }: WantedUser): boolean {
  return authenticationMethod === undefined || isPasswordMethod(authenticationMethod)
}

function error(field: WantedUserMessage['field'], text: string): WantedUserMessage {
  return { field, severity: 'error', text }
}

function advice(field: WantedUserMessage['field'], text: string): WantedUserMessage {
  return { field, severity: 'advice', text }
}
