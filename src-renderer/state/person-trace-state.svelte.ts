import type { WantedUser } from '../../src-main/core/profile/profile.ts'
import { isSameUser } from '../../src-main/core/model/wanted-users.ts'
import type { PersonTrace } from '../../src-main/core/trace/person-trace.ts'
import type { Engine } from '../bridge.ts'
import { LdapPasswordState } from './ldap-password-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'

/** “What is wrong with Anna?”: one person at a time, looked for in every place. */
export class PersonTraceState {
  readonly asked: Operation<'trace.person'>
  readonly password = new LdapPasswordState()
  readonly #profile: ProfileState
  #name = $state('')
  #isPressed = $state(false)
  #asksDirectory = $state(true)
  #doing = $state('')
  #askedName = $state('')
  /** Until its result is taken over, which is a moment after it has arrived. */
  #asking = $state.raw<object>()
  /** Kept while another question is on its way, and after one that failed. */
  #trace = $state.raw<PersonTrace>()
  #wasOutdated = false
  readonly #isSiteOutdated: () => boolean

  constructor(engine: Engine, profile: ProfileState, isSiteOutdated: () => boolean) {
    this.asked = new Operation(engine, 'trace.person')
    this.#profile = profile
    this.#isSiteOutdated = isSiteOutdated
  }

  get name(): string {
    return this.#name
  }

  /** Whom the last question is about. */
  get askedName(): string {
    return this.#askedName
  }

  /** Why nobody can be looked for; shown once the button was pressed. */
  get message(): string {
    return this.#isPressed && this.#name.trim() === '' ? 'Enter a user name, a mail address, a user principal name or a full name.' : ''
  }

  get asksDirectory(): boolean {
    return this.#asksDirectory
  }

  get isRunning(): boolean {
    return this.#asking !== undefined
  }

  /** What is being read. */
  get doing(): string {
    return this.#doing
  }

  get trace(): PersonTrace | undefined {
    return this.#trace
  }

  /** A plan was applied to the site after it was read. */
  get isOutdated(): boolean {
    return this.#trace !== undefined && this.#isSiteOutdated() && !this.#wasOutdated
  }

  type(name: string): void {
    this.#name = name.slice(0, MOST_NAME)
  }

  chooseDirectory(asksDirectory: boolean): void {
    this.#asksDirectory = asksDirectory
  }

  /** `identityId`: a table of names that was read before; empty: none. Answers the control to fill in first. */
  start(site: string, identityId: string): string | undefined {
    const name = this.#name.trim()
    this.#isPressed = name === ''
    if (name === '') return 'person-name'
    void this.#ask(site, name, identityId)
    return undefined
  }

  cancel(): void {
    this.asked.cancel()
    this.#asking = undefined
  }

  /** What the plan of the set-up does with this user already. */
  isPlanned(wanted: WantedUser): boolean {
    const user = this.#userOf(wanted)
    return user !== undefined && JSON.stringify(merged(user, wanted)) === JSON.stringify(merged(user, user))
  }

  /** Into the people of the set-up: what the repair does not name stays as it was. */
  plan(wanted: WantedUser): void {
    const user = this.#userOf(wanted)
    const users = this.#profile.users
    if (user === undefined) this.#profile.setUsers([wanted, ...users])
    else this.#profile.setUsers(users.map((each) => (each === user ? merged(each, wanted) : each)))
  }

  /** Another site. */
  forget(): void {
    this.asked.reset()
    this.#asking = undefined
    this.password.forget()
    this.#trace = undefined
    this.#askedName = ''
    this.#isPressed = false
  }

  #userOf({ username }: WantedUser): WantedUser | undefined {
    return this.#profile.users.find((user) => isSameUser(user.username, username))
  }

  async #ask(site: string, name: string, identityId: string): Promise<void> {
    // Of another person nothing stays: their causes under this name would mislead.
    if (name !== this.#askedName) this.#trace = undefined
    const asking = {}
    this.#asking = asking
    this.#askedName = name
    this.#doing = ''
    const wasOutdated = this.#isSiteOutdated()
    const directory = this.#asksDirectory ? ({ kind: 'set-up', ldapPassword: this.password.value } as const) : ({ kind: 'none' } as const)
    const ended = await this.asked.run({ site, name, directory, identityId }, ({ doing }) => (this.#doing = doing))
    if (this.#asking !== asking) return
    this.#asking = undefined
    if (ended.status !== 'done') return
    this.#trace = ended.value
    this.#wasOutdated = wasOutdated
  }
}

/** What the main process takes. */
const MOST_NAME = 500

/** What the one wants besides what the other wants already. */
function merged(user: WantedUser, wanted: WantedUser): WantedUser {
  return {
    username: user.username,
    authenticationMethod: wanted.authenticationMethod ?? user.authenticationMethod,
    ssoStrategyId: wanted.ssoStrategyId ?? user.ssoStrategyId,
    clear2fa: wanted.clear2fa || user.clear2fa,
    newUsername: wanted.newUsername ?? user.newUsername,
    newEmail: wanted.newEmail ?? user.newEmail
  }
}
