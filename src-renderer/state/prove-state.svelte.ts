import type { SignInEvent, SignInProof } from '../../src-main/core/saml/saml-views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** A real sign-in that is waited for, and what an error page says when it ends elsewhere. */
export class ProveState {
  readonly prove: Operation<'saml.prove'>
  readonly explain: Operation<'saml.explain-error'>
  #openedUrl = $state('')
  #since = $state('')
  #waitedMs = $state(0)
  #readings = $state(0)
  #passedOver = $state.raw<readonly string[]>([])
  #text = $state('')
  #message = $state('')

  constructor(engine: Engine) {
    this.prove = new Operation(engine, 'saml.prove')
    this.explain = new Operation(engine, 'saml.explain-error')
  }

  get proof(): SignInProof | undefined {
    return this.prove.value
  }

  /** The page that the browser was asked to open; empty until it was. */
  get openedUrl(): string {
    return this.#openedUrl
  }

  /** ISO 8601; empty until the waiting began. */
  get since(): string {
    return this.#since
  }

  get waitedMs(): number {
    return this.#waitedMs
  }

  /** How often the events of the site were read. */
  get readings(): number {
    return this.#readings
  }

  /** Why events that came were not the one. */
  get passedOver(): readonly string[] {
    return this.#passedOver
  }

  /** Of an error page, as pasted. */
  get text(): string {
    return this.#text
  }

  get message(): string {
    return this.#message
  }

  /** `areEntered`: what was handed off for this provider had been entered before. */
  async start(site: string, strategyId: number, areEntered = false): Promise<void> {
    this.#forgetWaiting()
    await this.prove.run({ site, strategyId, ...(areEntered ? { areEntered } : {}) }, (event) => this.#accept(event))
  }

  cancel(): void {
    this.prove.cancel()
  }

  typeText(text: string): void {
    this.#text = text
    this.#message = ''
  }

  /** False when there is nothing to explain yet. */
  explainText(): boolean {
    const text = this.#text.trim()
    this.#message = text === '' ? 'Paste the text of the error page first, with its AADSTS number.' : ''
    if (text === '') return false
    void this.explain.run({ text: text.slice(0, MOST_CHARACTERS) })
    return true
  }

  /** Another site was chosen. */
  forget(): void {
    this.prove.reset()
    this.#forgetWaiting()
  }

  #accept(event: SignInEvent): void {
    switch (event.type) {
      case 'waiting-since':
        this.#since = event.at
        this.#openedUrl = event.openedUrl
        break
      case 'waiting':
        this.#waitedMs = event.waitedMs
        this.#readings = event.readings
        break
      case 'passed-over':
        this.#passedOver = [...this.#passedOver, event.because]
        break
    }
  }

  #forgetWaiting(): void {
    this.#openedUrl = ''
    this.#since = ''
    this.#waitedMs = 0
    this.#readings = 0
    this.#passedOver = []
  }
}

/** No error page is that long, and the main process takes no more. */
const MOST_CHARACTERS = 20_000
