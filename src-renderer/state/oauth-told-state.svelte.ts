import { trimmedOauthForm } from '../../src-main/core/model/oauth-form.ts'
import type { WantedOauth } from '../../src-main/core/profile/profile.ts'
import type { StrategyView } from '../../src-main/core/service/connected-site.ts'
import type { OauthGivenState } from './oauth-given-state.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'
import { ToldState, type WantedProvider } from './told-state.svelte.ts'

type Credentials = Pick<WantedOauth, 'tenantId' | 'clientId' | 'secretEndsOn'>

/** What Files.com shall be told about an app registration: a part of the set-up, saved with it as one goes. It never holds the secret. */
export class OauthToldState extends ToldState<WantedOauth> {
  readonly #given: OauthGivenState

  constructor(profile: ProfileState, given: OauthGivenState, strategies: () => readonly StrategyView[]) {
    super({
      prefix: 'oauth',
      read: () => profile.oauth,
      write: (oauth) => profile.setOauth(oauth),
      strategies: () => strategies().filter(({ protocol }) => protocol === 'oauth')
    })
    this.#given = given
  }

  /** The set-up names tenant and client of every provider by OAuth: without them there is nothing to begin with. */
  get needsGiven(): boolean {
    return this.wanted === undefined && !this.#given.hasIds
  }

  override get firstFaulty(): string | undefined {
    return this.needsGiven ? 'oauth-to-given' : super.firstFaulty
  }

  /** The provider may hold credentials already: a new one does not. */
  get canLeaveCredentials(): boolean {
    return this.providerId !== undefined
  }

  /** Number of the provider that the set-up is about; undefined while the site has none of its name. */
  get providerId(): number | undefined {
    return this.wanted === undefined ? undefined : (this.wanted.strategyId ?? this.#namesake?.id)
  }

  /** What was entered about the registration has changed since the set-up took it over. */
  get isBehindGiven(): boolean {
    const { wanted } = this
    if (wanted === undefined || !this.#given.hasIds) return false
    const { tenantId, clientId, secretEndsOn } = this.#credentials
    return wanted.tenantId !== tenantId || wanted.clientId !== clientId || wanted.secretEndsOn !== secretEndsOn
  }

  /** Another site was chosen. */
  forget(): void {
    this.forgetMarks()
  }

  chooseCredentials(entersCredentials: boolean): void {
    this.change({ entersCredentials })
  }

  /** The set-up takes over what was entered about the registration. */
  takeGiven(): void {
    this.change(this.#credentials)
  }

  protected override begun({ displayName, ...first }: WantedProvider): WantedOauth | undefined {
    if (this.needsGiven) return undefined
    const isNew = first.strategyId === undefined
    const { tenantId, clientId, secretEndsOn } = this.#given.hasIds || this.wanted === undefined ? this.#credentials : this.wanted
    return {
      ...first,
      displayName: isNew ? this.#given.form.displayName.trim() || displayName : displayName,
      tenantId,
      clientId,
      secretEndsOn,
      entersCredentials: isNew
    }
  }

  protected override get ownFault(): string | undefined {
    return undefined
  }

  get #credentials(): Credentials {
    const { tenantId, clientId, secretEndsOn } = trimmedOauthForm(this.#given.form)
    return { tenantId, clientId, secretEndsOn: secretEndsOn === '' ? undefined : secretEndsOn }
  }

  /** A provider of the site that a new one of this name would be taken for. */
  get #namesake(): StrategyView | undefined {
    return this.strategies.find(({ label }) => label === this.wanted?.displayName)
  }
}
