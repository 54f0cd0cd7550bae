import type { ServiceField } from '../../src-main/core/model/service-field.ts'
import { type ServiceFieldMessage, serviceFieldMessages } from '../../src-main/core/model/service-field-messages.ts'
import type { WantedFields } from '../../src-main/core/profile/profile.ts'
import type { StrategyView } from '../../src-main/core/service/connected-site.ts'
import type { FieldValue, FieldValues } from '../../src-main/core/service/service-facts.ts'
import { type FieldForm, type FieldIntent, type WantedValue, intentOfValue, typedValue } from './field-form.ts'

/** What a set-up says of a provider, by whatever protocol it speaks. */
export interface WantedProvider {
  readonly strategyId: number | undefined
  readonly displayName: string
  readonly enabled: boolean | undefined
  readonly showOnLoginPage: boolean | undefined
  readonly fields: WantedFields
}

/** Where a provider stands in the set-up, and with what its controls begin their ids. */
export interface ProviderPlace<W extends WantedProvider> {
  readonly prefix: 'saml' | 'oauth'
  readonly read: () => W | undefined
  readonly write: (wanted: W | undefined) => void
  /** Providers of the site that can be edited here. */
  readonly strategies: () => readonly StrategyView[]
}

/** What the controls need that every provider has. */
export interface ProviderForm extends FieldForm {
  /** Begins the ids of the controls. */
  readonly prefix: string
  readonly wanted: WantedProvider | undefined
  readonly strategies: readonly StrategyView[]
  readonly displayName: string
  readonly isProviderGone: boolean
  readonly providerMessage: string
  readonly nameMessage: string
  chooseNew(): void
  /** Nothing of it stays in the set-up. */
  leaveOut(): void
  chooseExisting(strategy: StrategyView): void
  typeName(displayName: string): void
  chooseEnabled(enabled: boolean | undefined): void
  chooseShown(showOnLoginPage: boolean | undefined): void
}

/** The part of the set-up that is about one provider: a new one or one of the site, saved as one goes. */
export abstract class ToldState<W extends WantedProvider> implements ProviderForm {
  readonly #place: ProviderPlace<W>
  #touched = $state.raw<readonly string[]>([])
  #isPressed = $state(false)
  /** A box without a name is not saved: the set-up takes none. */
  #isNameEmpty = $state(false)

  constructor(place: ProviderPlace<W>) {
    this.#place = place
  }

  /** What the set-up begins with when a provider is chosen; undefined when something has to be filled in first. */
  protected abstract begun(first: WantedProvider): W | undefined

  /** What is missing of what only this protocol has: id of its control. */
  protected abstract get ownFault(): string | undefined

  get prefix(): string {
    return this.#place.prefix
  }

  get wanted(): W | undefined {
    return this.#place.read()
  }

  get strategies(): readonly StrategyView[] {
    return this.#place.strategies()
  }

  /** Number of the provider by which a sign-in would prove the set-up: the chosen one, else the one of the set-up when the site has it. */
  providerToProve(chosenId: number | undefined): number | undefined {
    const { strategies, strategy, wanted } = this
    const chosen = strategies.find(({ id }) => id === chosenId)
    const named = strategies.find(({ label }) => wanted?.strategyId === undefined && label === wanted?.displayName)
    return (chosen ?? strategy ?? named ?? strategies[0])?.id
  }

  get displayName(): string {
    return this.#isNameEmpty ? '' : (this.wanted?.displayName ?? '')
  }

  /** The provider of the site that is edited; absent for a new one, and while none is chosen. */
  get strategy(): StrategyView | undefined {
    return this.strategies.find(({ id }) => id === this.wanted?.strategyId)
  }

  /** The site has no such provider any more. */
  get isProviderGone(): boolean {
    return this.wanted?.strategyId !== undefined && this.strategy === undefined
  }

  /** Id of the control to correct first. */
  get firstFaulty(): string | undefined {
    if (this.wanted === undefined) return `${this.prefix}-provider-new`
    if (this.#nameProblem !== '') return `${this.prefix}-name`
    return this.ownFault ?? this.#messages.find(({ severity }) => severity === 'error')?.field
  }

  get providerMessage(): string {
    return this.#isPressed && this.wanted === undefined ? 'Choose whether a new provider is made or one of the site is edited.' : ''
  }

  get nameMessage(): string {
    return this.#isPressed || this.#touched.includes(`${this.prefix}-name`) ? this.#nameProblem : ''
  }

  press(): void {
    this.#isPressed = true
  }

  chooseNew(): void {
    this.#begin({ strategyId: undefined, displayName: 'Microsoft Entra ID', enabled: true, showOnLoginPage: true })
  }

  chooseExisting({ id, label }: StrategyView): void {
    this.#begin({ strategyId: id, displayName: label, enabled: undefined, showOnLoginPage: undefined })
  }

  /** It is no part of the set-up any more; the site keeps what it has. */
  leaveOut(): void {
    this.#place.write(undefined)
    this.forgetMarks()
  }

  typeName(displayName: string): void {
    this.#isNameEmpty = displayName.trim() === ''
    this.touch(`${this.prefix}-name`)
    if (!this.#isNameEmpty) this.change({ displayName })
  }

  chooseEnabled(enabled: boolean | undefined): void {
    this.change({ enabled })
  }

  chooseShown(showOnLoginPage: boolean | undefined): void {
    this.change({ showOnLoginPage })
  }

  intentOf(field: string): FieldIntent {
    return intentOfValue(this.#fields[field])
  }

  type(field: ServiceField, text: string): void {
    if (text === '') this.leave([field.name])
    else this.want(field.name, typedValue(field, text))
  }

  want(field: string, value: WantedValue): void {
    this.change({ fields: { ...this.#fields, [field]: value } })
  }

  empty(field: string): void {
    this.want(field, '')
  }

  leave(fields: readonly string[]): void {
    this.change({ fields: Object.fromEntries(Object.entries(this.#fields).filter(([name]) => !fields.includes(name))) })
  }

  touch(field: string): void {
    this.#touched = [...this.#touched, field]
  }

  messageFor(field: string): ServiceFieldMessage | undefined {
    if (!this.#isPressed && !this.#touched.includes(field)) return undefined
    const messages = this.#messages.filter((message) => message.field === field)
    return messages.find(({ severity }) => severity === 'error') ?? messages[0]
  }

  heldValue(field: string): FieldValue {
    return this.#held[field]
  }

  protected get isPressed(): boolean {
    return this.#isPressed
  }

  protected change(changes: Partial<W> | Partial<WantedProvider>): void {
    const wanted = this.wanted
    if (wanted !== undefined) this.#place.write({ ...wanted, ...changes })
  }

  protected forgetMarks(): void {
    this.#touched = []
    this.#isPressed = false
    this.#isNameEmpty = false
  }

  get #fields(): WantedFields {
    return this.wanted?.fields ?? {}
  }

  get #held(): FieldValues {
    return this.strategy?.fields ?? {}
  }

  get #nameProblem(): string {
    return this.wanted !== undefined && this.displayName.trim() === '' ? 'Enter the name that the button on the sign-in page shows.' : ''
  }

  /** What the managed fields make wrong; what the site holds already is not this form's to complain about. */
  get #messages(): readonly ServiceFieldMessage[] {
    return serviceFieldMessages('sso-strategy', { ...this.#held, ...this.#fields }).filter(({ field }) => this.#fields[field] !== undefined)
  }

  /** What was chosen for one provider is kept for the other. */
  #begin(first: Omit<WantedProvider, 'fields'>): void {
    const wanted = this.begun({ ...first, fields: this.#fields })
    if (wanted === undefined) return
    this.#place.write(wanted)
    this.forgetMarks()
  }
}
