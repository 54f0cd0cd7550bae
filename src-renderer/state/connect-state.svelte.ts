import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { ConnectedSite } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

export type ConnectField = 'site-address' | 'site-key'

/** The form that connects a site. The key is held until it was taken, and never longer. */
export class ConnectState {
  readonly connect: Operation<'site.connect'>
  readonly practice: Operation<'practice.site'>
  readonly #onConnected: (site: ConnectedSite, isPractice: boolean) => void
  #address = $state('')
  #key = $state('')
  #keepKey = $state(true)
  #probeWrites = $state(false)
  #isPressed = $state(false)
  #connecting = $state.raw<'form' | 'practice' | { readonly site: string }>('form')
  #practiceAddress = ''

  constructor(engine: Engine, onConnected: (site: ConnectedSite, isPractice: boolean) => void) {
    this.connect = new Operation(engine, 'site.connect')
    this.practice = new Operation(engine, 'practice.site')
    this.#onConnected = onConnected
  }

  get address(): string {
    return this.#address
  }

  get key(): string {
    return this.#key
  }

  get keepKey(): boolean {
    return this.#keepKey
  }

  get probeWrites(): boolean {
    return this.#probeWrites
  }

  get isRunning(): boolean {
    return this.connect.isRunning || this.practice.isRunning
  }

  get isStartingPractice(): boolean {
    return this.isRunning && this.#connecting === 'practice'
  }

  /** Why the last attempt gave nothing; of practice also why its service did not start. */
  get problem(): Problem | undefined {
    return this.connect.problem ?? this.practice.problem
  }

  /** The sentence of the practice site; empty while it was not started. */
  get practiceSentence(): string {
    return this.practice.value?.sentence ?? ''
  }

  /** Whether the attempt that runs, or ran last, was for this remembered site. */
  isFor(site: string): boolean {
    return typeof this.#connecting === 'object' && this.#connecting.site === site
  }

  get isFromForm(): boolean {
    return this.#connecting === 'form'
  }

  typeAddress(address: string): void {
    this.#address = address
  }

  typeKey(key: string): void {
    this.#key = key
  }

  chooseKeepKey(keepKey: boolean): void {
    this.#keepKey = keepKey
  }

  chooseProbeWrites(probeWrites: boolean): void {
    this.#probeWrites = probeWrites
  }

  messageFor(field: ConnectField): { readonly severity: 'error'; readonly text: string } | undefined {
    if (!this.#isPressed) return undefined
    if (field === 'site-address' && this.#address.trim() === '')
      return { severity: 'error', text: 'Enter the address of the site, for example acme.' }
    if (field === 'site-key' && this.#key.trim() === '') return { severity: 'error', text: 'Enter an API key of the site.' }
    return undefined
  }

  /** Answers the field to fill first; undefined when connecting has begun. */
  start(canKeepKeys: boolean): ConnectField | undefined {
    this.#isPressed = true
    const empty = (['site-address', 'site-key'] as const).find((field) => this.messageFor(field) !== undefined)
    if (empty !== undefined) return empty
    this.#connecting = 'form'
    this.practice.reset()
    const key = { kind: 'typed' as const, value: this.#key.trim() }
    void this.#run({ address: this.#address.trim(), key, keepKey: this.#keepKey && canKeepKeys, probeWrites: this.#probeWrites }, false)
    return undefined
  }

  /** Connects with the key that this computer holds. */
  async startStored(site: string): Promise<void> {
    this.#connecting = { site }
    this.practice.reset()
    // `keepKey` would store a key that was to be held in memory only.
    await this.#run({ address: site, key: { kind: 'stored' }, keepKey: false, probeWrites: false }, false)
  }

  /** Starts the practice service inside this application and connects to it. */
  async startPractice(): Promise<void> {
    this.#connecting = 'practice'
    this.connect.reset()
    const started = await this.practice.run({})
    if (started.status !== 'done') return
    this.#practiceAddress = started.value.address
    await this.#runPractice(false)
  }

  /** Sends the one change without any field, for the site that is connected already. */
  async probe(site: ConnectedSite, isPractice: boolean): Promise<void> {
    if (isPractice) {
      this.#connecting = 'practice'
      await this.#runPractice(true)
    } else {
      this.#connecting = { site: site.site }
      await this.#run({ address: site.origin, key: { kind: 'stored' }, keepKey: false, probeWrites: true }, false)
    }
  }

  cancel(): void {
    this.connect.cancel()
    this.practice.cancel()
  }

  /** For a site that is not in the list yet. */
  prefill(address: string): void {
    this.#address = address
    this.connect.reset()
    this.#connecting = 'form'
  }

  /** Another screen: what went wrong last is no longer news. */
  clearProblem(): void {
    if (this.connect.state.status === 'failed') this.connect.reset()
    if (this.practice.state.status === 'failed') this.practice.reset()
  }

  async #runPractice(probeWrites: boolean): Promise<void> {
    await this.#run({ address: this.#practiceAddress, key: { kind: 'practice' }, keepKey: false, probeWrites }, true)
  }

  async #run(input: OperationInput<'site.connect'>, isPractice: boolean): Promise<void> {
    const ended = await this.connect.run(input)
    if (ended.status !== 'done') return
    if (input.key.kind === 'typed') this.#clearForm()
    this.#onConnected(ended.value, isPractice)
  }

  #clearForm(): void {
    this.#address = ''
    this.#key = ''
    this.#probeWrites = false
    this.#isPressed = false
  }
}
