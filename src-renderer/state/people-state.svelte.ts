import type { ConnectedSite, FoundUser } from '../../src-main/contract/views.ts'
import {
  type WantedUserMessage,
  isSameUser,
  newUserMessage,
  usualSignIn,
  wantedUserMessages,
  withMethod
} from '../../src-main/core/model/wanted-users.ts'
import type { TextMessage } from '../../src-main/core/model/connection-text-rules.ts'
import type { WantedUser } from '../../src-main/core/profile/profile.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import { PresentSignIns } from './present-sign-ins.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'

type SignIn = Omit<WantedUser, 'username'>

/** Whose way of signing in the profile manages, and finding them on the site. */
export class PeopleState {
  readonly finding: Operation<'users.find'>
  /** How the people of the list sign in now. */
  readonly present: PresentSignIns
  readonly #profile: ProfileState
  readonly #site: () => ConnectedSite | undefined
  readonly #pauseMs: number
  #text = $state('')
  #found = $state.raw<{ readonly text: string; readonly users: readonly FoundUser[]; readonly hasMore: boolean }>(NOTHING)
  #next = $state.raw<SignIn>()
  #refusal = $state.raw<TextMessage>()
  #notice = $state('')
  #most = $state(ROWS)
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `pauseMs`: how long the typing rests before the site is asked. */
  constructor(engine: Engine, profile: ProfileState, site: () => ConnectedSite | undefined, pauseMs = 250) {
    this.#profile = profile
    this.#site = site
    this.#pauseMs = pauseMs
    this.finding = new Operation(engine, 'users.find')
    this.present = new PresentSignIns(engine, () => site()?.site)
  }

  get users(): readonly WantedUser[] {
    return this.#profile.users
  }

  /** The people with a row; the rest waits for `showMore`. */
  get shown(): readonly WantedUser[] {
    return this.users.slice(0, this.#most)
  }

  get text(): string {
    return this.#text
  }

  /** Users whose name begins as it is typed; while the next answer is on its way, those of the last one who still fit. */
  get matches(): readonly FoundUser[] {
    const typed = this.#text.trim()
    const { text, users } = this.#found
    return text === typed ? users : users.filter(({ username }) => username.toLowerCase().startsWith(typed.toLowerCase()))
  }

  /** What the search has to say, in one sentence; empty while there is nothing to say. */
  get searchNote(): string {
    const { text, users, hasMore } = this.#found
    if (text === '') return ''
    if (users.length === 0) return `No user name begins with “${text}”.`
    if (hasMore) return `The first ${users.length} are shown. Type more of the name to see the others.`
    return users.length === 1 ? 'One user fits.' : `${users.length} users fit.`
  }

  /** Why nobody was added. */
  get refusal(): TextMessage | undefined {
    return this.#refusal
  }

  /** Who was added or taken out last. */
  get notice(): string {
    return this.#notice
  }

  /** How whoever is added next shall sign in. */
  get next(): SignIn {
    return this.#next ?? usualSignIn(this.#signInSite)
  }

  get strategies(): ConnectedSite['strategies'] {
    return this.#site()?.strategies ?? []
  }

  /** Id of the control to correct first. */
  get firstFaultyField(): string | undefined {
    for (const [index, user] of this.users.entries()) {
      const faulty = this.messagesOf(user).find(({ severity }) => severity === 'error')
      if (faulty !== undefined) return `person-${index}-${faulty.field}`
    }
    return undefined
  }

  messagesOf(user: WantedUser): readonly WantedUserMessage[] {
    return wantedUserMessages(user, this.users, this.#signInSite)
  }

  type(text: string): void {
    this.#text = text
    this.#refusal = undefined
    clearTimeout(this.#timer)
    if (text.trim() === '') this.#forgetSearch()
    else this.#timer = setTimeout(() => void this.#find(text.trim()), this.#pauseMs)
  }

  chooseMethod(authenticationMethod: string): void {
    this.#next = withMethod(this.next, authenticationMethod, this.#signInSite)
  }

  chooseProvider(ssoStrategyId: number | undefined): void {
    this.#next = { ...this.next, ssoStrategyId }
  }

  /** Whoever is typed, as they are spelled on the site when that is known. */
  addTyped(): void {
    const typed = this.#text.trim()
    const match = this.matches.find(({ username }) => isSameUser(username, typed))
    if (match === undefined) this.#add(typed)
    else this.add(match)
  }

  add(user: FoundUser): void {
    if (this.#add(user.username)) this.present.learn(user.username, user)
  }

  remove(username: string): void {
    this.#profile.setUsers(this.users.filter((user) => user.username !== username))
    this.#notice = `${username} is out of the list. On the site they stay as they are.`
  }

  change(username: string, change: (user: WantedUser) => WantedUser): void {
    this.#profile.setUsers(this.users.map((user) => (user.username === username ? change(user) : user)))
  }

  changeMethod(username: string, authenticationMethod: string): void {
    this.change(username, (user) => withMethod(user, authenticationMethod, this.#signInSite))
  }

  showMore(): void {
    this.#most += ROWS
  }

  /** What is wrong has a row. */
  press(): void {
    const faulty = this.users.findIndex((user) => this.messagesOf(user).some(({ severity }) => severity === 'error'))
    this.#most = Math.max(this.#most, faulty + 1)
  }

  /** Asks the site how whoever is in the list signs in now. */
  async readPresent(): Promise<void> {
    await this.present.read(() => this.users.map(({ username }) => username))
  }

  /** Something was changed at the site: what was read of people is old. */
  outdate(): void {
    this.present.forget()
  }

  /** Another site. */
  forget(): void {
    clearTimeout(this.#timer)
    this.outdate()
    this.#forgetSearch()
    this.#text = ''
    this.#next = undefined
    this.#refusal = undefined
    this.#notice = ''
    this.#most = ROWS
  }

  get #signInSite() {
    const site = this.#site()
    return { strategies: site?.strategies ?? [], administrators: site?.administrators ?? [] }
  }

  #add(username: string): boolean {
    this.#refusal = newUserMessage(username, this.users)
    if (this.#refusal !== undefined) return false
    // On top, where it is seen: the list may be long.
    this.#profile.setUsers([{ username, ...this.next }, ...this.users])
    this.#notice = `${username} is in the list.`
    this.type('')
    return true
  }

  async #find(text: string): Promise<void> {
    const site = this.#site()?.site
    if (site === undefined) return
    const ended = await this.finding.run({ site, text: text.slice(0, MOST_TEXT) })
    if (ended.status === 'failed') this.#found = NOTHING
    if (ended.status !== 'done') return
    this.#found = { text, ...ended.value }
    // The site answers again.
    if (this.present.reading.problem === undefined) return
    this.present.reading.reset()
    void this.readPresent()
  }

  #forgetSearch(): void {
    this.finding.reset()
    this.#found = NOTHING
  }
}

const NOTHING = { text: '', users: [], hasMore: false } as const
/** Rows at a time: each has controls of its own. */
const ROWS = 50
/** What the search takes. */
const MOST_TEXT = 200
