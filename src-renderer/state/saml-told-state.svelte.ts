import type { StoredComparison } from '../../src-main/core/saml/saml-views.ts'
import type { SamlSource } from '../../src-main/core/saml/saml-source.ts'
import type { WantedSaml } from '../../src-main/core/profile/profile.ts'
import type { StrategyView } from '../../src-main/core/service/connected-site.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'
import { ToldState, type WantedProvider } from './told-state.svelte.ts'

/** What Files.com shall be told about Entra ID: a part of the set-up, saved with it as one goes. */
export class SamlToldState extends ToldState<WantedSaml> {
  readonly compare: Operation<'saml.stored'>
  #comparedFor = $state('')

  constructor(engine: Engine, profile: ProfileState, strategies: () => readonly StrategyView[]) {
    super({ prefix: 'saml', read: () => profile.saml, write: (saml) => profile.setSaml(saml), strategies })
    this.compare = new Operation(engine, 'saml.stored')
  }

  /** Whether the set-up has these very values. */
  isChosen(source: SamlSource | undefined): boolean {
    const chosen = this.wanted?.source
    return source !== undefined && chosen !== undefined && isSameSource(source, chosen)
  }

  get sourceMessage(): string {
    return this.isPressed ? this.#sourceProblem : ''
  }

  /** `undefined`: whatever is stored stays. */
  chooseSource(source: SamlSource | undefined): void {
    this.change({ source })
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
    this.forgetMarks()
  }

  protected override begun(first: WantedProvider): WantedSaml {
    return { ...first, source: this.wanted?.source }
  }

  protected override get ownFault(): string | undefined {
    return this.#sourceProblem === '' ? undefined : 'saml-source'
  }

  get #sourceProblem(): string {
    const isMissing = this.wanted !== undefined && this.wanted.source === undefined && this.wanted.strategyId === undefined
    return isMissing ? 'A new provider needs one of the three ways. Step 2 fills them.' : ''
  }

  #comparisonKey(inspectionId: string): string {
    return `${String(this.wanted?.strategyId)} ${inspectionId}`
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
