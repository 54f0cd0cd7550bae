import type { Problem } from '../../src-main/core/errors.ts'
import type { ScimView } from '../../src-main/core/scim/scim-views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import type { ProviderAtSite } from './provisioning-state.svelte.ts'

/** Ids of the controls on the page. */
export const tokenControls = { token: 'scim-token', end: 'scim-token-end' } as const

/** The SCIM token on its way into the keychain, and out of it to the clipboard. The window never sees one that is kept. */
export class ScimTokenState {
  readonly keeping: Operation<'scim.keep-token'>
  readonly forgetting: Operation<'scim.forget-token'>
  readonly copying: Operation<'scim.copy-token'>
  readonly #provider: () => ProviderAtSite | undefined
  readonly #onView: (view: ScimView) => void
  #value = $state('')
  #message = $state('')
  #notice = $state('')
  #end = $state('')
  #endMessage = $state('')

  /** `onView`: what is known of SCIM has changed with the token. */
  constructor(engine: Engine, provider: () => ProviderAtSite | undefined, onView: (view: ScimView) => void) {
    this.keeping = new Operation(engine, 'scim.keep-token')
    this.forgetting = new Operation(engine, 'scim.forget-token')
    this.copying = new Operation(engine, 'scim.copy-token')
    this.#provider = provider
    this.#onView = onView
  }

  /** As typed; empty again as soon as it is kept. */
  get value(): string {
    return this.#value
  }

  get message(): string {
    return this.#message
  }

  /** What became of the last deed, as a sentence; empty when there is nothing to say. */
  get notice(): string {
    return this.#notice
  }

  get problem(): Problem | undefined {
    return this.keeping.problem ?? this.forgetting.problem ?? this.copying.problem
  }

  get isBusy(): boolean {
    return this.keeping.isRunning || this.forgetting.isRunning || this.copying.isRunning
  }

  /** The new end, `2027-11-22`, as its control writes it. */
  get end(): string {
    return this.#end
  }

  get endMessage(): string {
    return this.#endMessage
  }

  type(value: string): void {
    this.#value = value
    this.#message = ''
  }

  typeEnd(end: string): void {
    this.#end = end
    this.#endMessage = ''
  }

  /** Answers the id of the control to fill first; undefined once it is kept, or could not be. */
  async keepTyped(): Promise<string | undefined> {
    if (this.#value.trim() === '') {
      this.#message = 'Paste the token first. Files.com shows it in the settings of the provider.'
      return tokenControls.token
    }
    await this.#keep({ kind: 'typed', value: this.#value })
    return undefined
  }

  async keepFromSite(): Promise<void> {
    await this.#keep({ kind: 'from-site' })
  }

  async drop(): Promise<void> {
    const provider = this.#begin()
    if (provider === undefined) return
    const ended = await this.forgetting.run({ ...provider })
    if (ended.status !== 'done') return
    this.#notice = 'The token is forgotten here. Files.com and Entra ID go on using theirs.'
    this.#onView(ended.value)
  }

  async copy(): Promise<void> {
    const provider = this.#begin()
    if (provider === undefined) return
    const ended = await this.copying.run({ ...provider })
    if (ended.status === 'done') this.#notice = 'The token is on the clipboard. Paste it into “Secret Token” in Entra ID.'
  }

  /** The new end, when it is a day to come; undefined when it has to be corrected. */
  takeEnd(todayMs: number = Date.now()): string | undefined {
    const endMs = Date.parse(this.#end)
    if (Number.isNaN(endMs)) this.#endMessage = 'Enter the day on which the token shall end.'
    else if (endMs <= todayMs) this.#endMessage = 'This day is over: a token that has ended is refused.'
    else return this.#end
    return undefined
  }

  /** What was typed does not outlive the screen. */
  leave(): void {
    this.#value = ''
    this.#message = ''
  }

  /** Another provider, or another site. */
  forget(): void {
    this.leave()
    for (const operation of [this.keeping, this.forgetting, this.copying]) operation.reset()
    this.#notice = ''
    this.#end = ''
    this.#endMessage = ''
  }

  async #keep(token: { readonly kind: 'typed'; readonly value: string } | { readonly kind: 'from-site' }): Promise<void> {
    const provider = this.#begin()
    if (provider === undefined) return
    const ended = await this.keeping.run({ ...provider, token })
    if (ended.status !== 'done') return
    this.#value = ''
    this.#notice =
      ended.value.keychainProblem === undefined
        ? 'The token is kept.'
        : 'The token is held until the application closes: the keychain could not take it.'
    this.#onView(ended.value)
  }

  #begin(): ProviderAtSite | undefined {
    this.#notice = ''
    this.#message = ''
    for (const operation of [this.keeping, this.forgetting, this.copying]) operation.reset()
    return this.#provider()
  }
}
