import type { StoredComparison } from '../../src-main/core/saml/saml-views.ts'
import type { SamlSource } from '../../src-main/core/saml/saml-source.ts'
import type { WantedFields, WantedSaml } from '../../src-main/core/profile/profile.ts'
import type { StrategyView } from '../../src-main/core/service/connected-site.ts'
import type { FieldValue, FieldValues } from '../../src-main/core/service/service-facts.ts'
import type { ServiceField } from '../../src-main/core/model/service-field.ts'
import { type ServiceFieldMessage, serviceFieldMessages } from '../../src-main/core/model/service-field-messages.ts'
import type { Engine } from '../bridge.ts'
import { type FieldForm, type FieldIntent, type WantedValue, intentOfValue, typedValue } from './field-form.ts'
import { Operation } from './operation.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'

/** What Files.com shall be told about Entra ID: a part of the set-up, saved with it as one goes. */
export class SamlToldState implements FieldForm {
  readonly compare: Operation<'saml.stored'>
  readonly #profile: ProfileState
  readonly #strategies: () => readonly StrategyView[]
  #comparedFor = $state('')
  #touched = $state.raw<readonly string[]>([])
  #isPressed = $state(false)
  /** A box without a name is not saved: the set-up takes none. */
  #isNameEmpty = $state(false)

  constructor(engine: Engine, profile: ProfileState, strategies: () => readonly StrategyView[]) {
    this.compare = new Operation(engine, 'saml.stored')
    this.#profile = profile
    this.#strategies = strategies
  }

  get wanted(): WantedSaml | undefined {
    return this.#profile.saml
  }

  get strategies(): readonly StrategyView[] {
    return this.#strategies()
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

  /** Whether the set-up has these very values. */
  isChosen(source: SamlSource | undefined): boolean {
    const chosen = this.wanted?.source
    return source !== undefined && chosen !== undefined && isSameSource(source, chosen)
  }

  /** Id of the control to correct first. */
  get firstFaulty(): string | undefined {
    if (this.wanted === undefined) return 'saml-provider-new'
    if (this.#nameProblem !== '') return 'saml-name'
    if (this.#sourceProblem !== '') return 'saml-source'
    return this.#messages.find(({ severity }) => severity === 'error')?.field
  }

  get providerMessage(): string {
    return this.#isPressed && this.wanted === undefined ? 'Choose whether a new provider is made or one of the site is edited.' : ''
  }

  get nameMessage(): string {
    return this.#isPressed || this.#touched.includes('saml-name') ? this.#nameProblem : ''
  }

  get sourceMessage(): string {
    return this.#isPressed ? this.#sourceProblem : ''
  }

  press(): void {
    this.#isPressed = true
  }

  chooseNew(): void {
    this.#begin(undefined, 'Microsoft Entra ID', { enabled: true, showOnLoginPage: true })
  }

  chooseExisting({ id, label }: StrategyView): void {
    this.#begin(id, label, { enabled: undefined, showOnLoginPage: undefined })
  }

  /** SAML is no part of the set-up any more; the site keeps what it has. */
  leaveOut(): void {
    this.#profile.setSaml(undefined)
    this.#forgetMarks()
  }

  typeName(displayName: string): void {
    this.#isNameEmpty = displayName.trim() === ''
    this.touch('saml-name')
    if (!this.#isNameEmpty) this.#change({ displayName })
  }

  /** `undefined`: whatever is stored stays. */
  chooseSource(source: SamlSource | undefined): void {
    this.#change({ source })
  }

  chooseEnabled(enabled: boolean | undefined): void {
    this.#change({ enabled })
  }

  chooseShown(showOnLoginPage: boolean | undefined): void {
    this.#change({ showOnLoginPage })
  }

  intentOf(field: string): FieldIntent {
    return intentOfValue(this.#fields[field])
  }

  type(field: ServiceField, text: string): void {
    if (text === '') this.leave([field.name])
    else this.want(field.name, typedValue(field, text))
  }

  want(field: string, value: WantedValue): void {
    this.#change({ fields: { ...this.#fields, [field]: value } })
  }

  empty(field: string): void {
    this.want(field, '')
  }

  leave(fields: readonly string[]): void {
    this.#change({ fields: Object.fromEntries(Object.entries(this.#fields).filter(([name]) => !fields.includes(name))) })
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

  /** The comparison of this provider with this inspection; absent until it was made. */
  comparison(inspectionId: string | undefined): StoredComparison | undefined {
    return this.isComparedWith(inspectionId) ? this.compare.value : undefined
  }

  isComparedWith(inspectionId: string | undefined): boolean {
    return inspectionId !== undefined && this.#comparedFor === this.#comparisonKey(inspectionId)
  }

  async compareWith(site: string, inspectionId: string): Promise<void> {
    const strategyId = this.wanted?.strategyId
    if (strategyId === undefined) return
    this.#comparedFor = this.#comparisonKey(inspectionId)
    await this.compare.run({ site, strategyId, inspectionId })
  }

  /** Another site was chosen. */
  forget(): void {
    this.compare.reset()
    this.#comparedFor = ''
    this.#forgetMarks()
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

  get #sourceProblem(): string {
    const isMissing = this.wanted !== undefined && this.wanted.source === undefined && this.wanted.strategyId === undefined
    return isMissing ? 'A new provider needs one of the three ways. Step 2 fills them.' : ''
  }

  /** What the managed fields make wrong; what the site holds already is not this form's to complain about. */
  get #messages(): readonly ServiceFieldMessage[] {
    return serviceFieldMessages('sso-strategy', { ...this.#held, ...this.#fields }).filter(({ field }) => this.#fields[field] !== undefined)
  }

  /** What was chosen for one provider is kept for the other. */
  #begin(strategyId: number | undefined, displayName: string, first: Pick<WantedSaml, 'enabled' | 'showOnLoginPage'>): void {
    const { source, fields } = this.wanted ?? { source: undefined, fields: {} }
    this.#profile.setSaml({ strategyId, displayName, source, fields, ...first })
    this.#forgetMarks()
  }

  #change(changes: Partial<WantedSaml>): void {
    if (this.wanted !== undefined) this.#profile.setSaml({ ...this.wanted, ...changes })
  }

  #comparisonKey(inspectionId: string): string {
    return `${String(this.wanted?.strategyId)} ${inspectionId}`
  }

  #forgetMarks(): void {
    this.#touched = []
    this.#isPressed = false
    this.#isNameEmpty = false
  }
}

function isSameSource(one: SamlSource, other: SamlSource): boolean {
  if (one.mode === 'url') return other.mode === 'url' && one.url === other.url
  if (one.mode === 'xml') return other.mode === 'xml' && one.xml === other.xml
  return (
    other.mode === 'fingerprint' &&
    one.sha256 === other.sha256 &&
    one.issuer === other.issuer &&
    one.signOnUrl === other.signOnUrl &&
    one.logoutUrl === other.logoutUrl
  )
}
