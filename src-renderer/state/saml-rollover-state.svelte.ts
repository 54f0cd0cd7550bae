import type { OperationInput, OperationOutput } from '../../src-main/contract/operations.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import { SamlDocumentState, isSameDocument } from './saml-document-state.svelte.ts'

type Input = OperationInput<'saml.rollover'>
export type RolloverMode = Input['mode']
export type RolloverModeView = OperationOutput<'saml.rollover'>['modes'][number]

/** The providers by which the old key may be known. */
export interface RolloverOffer {
  /** Host of the connected site; empty: none. */
  readonly site: string
  readonly strategyIds: readonly number[]
}

/** Old key, new key, and how Files.com was told: what would happen when. */
export class SamlRolloverState {
  readonly rehearse: Operation<'saml.rollover'>
  readonly old = new SamlDocumentState('rollover-old')
  readonly next = new SamlDocumentState('rollover-next')
  readonly #offer: () => RolloverOffer
  #isProvider = $state<boolean>()
  #strategyId = $state<number>()
  #mode = $state.raw<RolloverMode>('url')
  #asked = $state.raw<{ readonly input: Input; readonly atMs: number }>()
  #message = $state('')
  readonly #given = $derived(this.#gather())

  constructor(engine: Engine, offer: () => RolloverOffer) {
    this.rehearse = new Operation(engine, 'saml.rollover')
    this.#offer = offer
  }

  get offer(): RolloverOffer {
    return this.#offer()
  }

  /** The old key is the one that a provider of the site stores. */
  get isOldOfProvider(): boolean {
    return this.#isProvider ?? this.#offer().strategyIds.length > 0
  }

  get strategyId(): number | undefined {
    const { strategyIds } = this.#offer()
    return this.#strategyId !== undefined && strategyIds.includes(this.#strategyId) ? this.#strategyId : strategyIds[0]
  }

  get mode(): RolloverMode {
    return this.#mode
  }

  get rehearsedAtMs(): number | undefined {
    return this.#asked?.atMs
  }

  /** Why the old key cannot be taken from a provider; empty when nothing is in the way. */
  get message(): string {
    return this.#message
  }

  /** The mode that is in force comes first. */
  get modes(): readonly RolloverModeView[] {
    const modes = this.rehearse.value?.modes ?? []
    return [...modes.filter(({ isInForce }) => isInForce), ...modes.filter(({ isInForce }) => !isInForce)]
  }

  get isStale(): boolean {
    const asked = this.#asked?.input
    if (asked === undefined) return false
    const now = this.#given
    return now === undefined || !isSameDocument(now.next, asked.next) || now.mode !== asked.mode || !isSameOld(now.old, asked.old)
  }

  chooseOldOfProvider(isProvider: boolean): void {
    this.#isProvider = isProvider
    this.#message = ''
  }

  chooseStrategy(id: number): void {
    this.#strategyId = id
  }

  chooseMode(mode: RolloverMode): void {
    this.#mode = mode
  }

  /** Answers the id of the control to fill first; undefined when the rehearsal has begun. */
  start(): string | undefined {
    this.#message = ''
    const missing = (this.isOldOfProvider ? this.#missingProvider() : this.old.press()) ?? this.next.press()
    const input = this.#given
    if (missing !== undefined || input === undefined) return missing
    this.#asked = { input, atMs: Date.now() }
    void this.rehearse.run(input)
    return undefined
  }

  cancel(): void {
    this.rehearse.cancel()
  }

  #missingProvider(): string | undefined {
    if (this.strategyId !== undefined) return undefined
    this.#message = 'No connected site has a provider. Give the old metadata or certificate instead.'
    return 'rollover-old-provider'
  }

  #gather(): Input | undefined {
    const strategyId = this.strategyId
    const provider = strategyId === undefined ? undefined : { kind: 'provider' as const, site: this.#offer().site, strategyId }
    const old = this.isOldOfProvider ? provider : this.old.given
    const next = this.next.given
    return old === undefined || next === undefined ? undefined : { old, next, mode: this.#mode }
  }
}

function isSameOld(one: Input['old'], other: Input['old']): boolean {
  if (one.kind === 'provider') return other.kind === 'provider' && one.site === other.site && one.strategyId === other.strategyId
  return other.kind !== 'provider' && isSameDocument(one, other)
}
