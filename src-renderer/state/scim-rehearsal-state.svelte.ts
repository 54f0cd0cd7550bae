import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { ScimExchange, ScimView } from '../../src-main/core/scim/scim-views.ts'
import type { Engine } from '../bridge.ts'
import { LadderState } from './ladder-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import type { ProviderAtSite } from './provisioning-state.svelte.ts'
import { ReportExport } from './report-export.svelte.ts'
import { ScimPasswordState } from './scim-password-state.svelte.ts'

type Input = OperationInput<'scim.rehearse'>
export type RehearsalTarget = Input['target']['kind']
/** By what another server is shown who asks. */
export type RehearsalProof = 'token' | 'basic'

/** Ids of the controls on the page. */
export const rehearsalControls = {
  consent: 'rehearse-consent',
  url: 'rehearse-url',
  token: 'rehearse-token',
  username: 'rehearse-username',
  password: 'rehearse-password',
  siteUsername: 'rehearse-site-username',
  sitePassword: 'rehearse-site-password',
  site: 'rehearse-site'
} as const

/** What a run was asked, to tell when its results no longer fit. Tokens and passwords are not kept for this. */
interface Asked {
  readonly key: string
  readonly atMs: number
}

/** This application plays Entra ID against a SCIM server: its own, that of the site, or another one. */
export class ScimRehearsalState {
  readonly ladder = new LadderState()
  readonly rehearse: Operation<'scim.rehearse'>
  readonly reportExport: ReportExport
  /** User name and password for the endpoint of the site, where it takes no token. */
  readonly ofSite: ScimPasswordState
  /** The same for another server: what is typed for one is never sent to the other. */
  readonly ofServer: ScimPasswordState
  readonly #provider: () => ProviderAtSite | undefined
  readonly #scim: () => ScimView | undefined
  #proof = $state.raw<RehearsalProof>('token')
  #target = $state.raw<RehearsalTarget>('built-in')
  #hasConsent = $state(false)
  #url = $state('')
  #token = $state('')
  #tokenVersion = $state(0)
  #writes = $state(false)
  #asked = $state.raw<Asked>()
  #message = $state.raw<{ readonly control: string; readonly text: string }>()

  /** `scim`: what is known of SCIM of the provider. */
  constructor(engine: Engine, provider: () => ProviderAtSite | undefined, scim: () => ScimView | undefined) {
    this.rehearse = new Operation(engine, 'scim.rehearse')
    this.reportExport = new ReportExport(engine, 'scim')
    this.#provider = provider
    this.#scim = scim
    const change = (): void => void (this.#message = undefined)
    this.ofSite = new ScimPasswordState(() => scim()?.basicUsername ?? '', change)
    this.ofServer = new ScimPasswordState(() => '', change)
  }

  get target(): RehearsalTarget {
    return this.#target
  }

  /** Somebody has said that the site itself may be asked. */
  get hasConsent(): boolean {
    return this.#hasConsent
  }

  get url(): string {
    return this.#url
  }

  get token(): string {
    return this.#token
  }

  get proof(): RehearsalProof {
    return this.#proof
  }

  /** The provider of the site takes a user name and a password: it has no token. */
  get isSiteByPassword(): boolean {
    return this.#scim()?.authentication === 'basic'
  }

  /** A made-up user and group are made and removed as well. */
  get writes(): boolean {
    return this.#writes
  }

  /** What was asked and answered; empty until a run has ended. */
  get exchanges(): readonly ScimExchange[] {
    return this.rehearse.value?.exchanges ?? []
  }

  get startedAtMs(): number | undefined {
    return this.#asked?.atMs
  }

  /** What was asked is no longer what stands in the form. */
  get isStale(): boolean {
    return this.#asked !== undefined && this.#asked.key !== this.#key
  }

  messageFor(control: string): string {
    return this.#message?.control === control ? this.#message.text : ''
  }

  choose(target: RehearsalTarget): void {
    this.#target = target
    this.#message = undefined
  }

  consent(hasConsent: boolean): void {
    this.#hasConsent = hasConsent
    this.#message = undefined
  }

  typeUrl(url: string): void {
    this.#url = url
    this.#message = undefined
  }

  typeToken(token: string): void {
    this.#token = token
    this.#tokenVersion += 1
    this.#message = undefined
  }

  chooseProof(proof: RehearsalProof): void {
    this.#proof = proof
    this.#message = undefined
  }

  chooseWrites(writes: boolean): void {
    this.#writes = writes
  }

  /** Answers the id of the control to correct first; undefined when the rehearsal has begun. */
  start(): string | undefined {
    this.#message = this.#missing()
    if (this.#message !== undefined) return this.#message.control
    const input = this.#gather()
    if (input === undefined) return rehearsalControls.site
    this.#asked = { key: this.#key, atMs: Date.now() }
    this.ladder.clear()
    this.reportExport.forget()
    void this.#run(input)
    return undefined
  }

  cancel(): void {
    this.rehearse.cancel()
    this.ladder.stop()
  }

  /** Another screen is shown. A token or password that was tried has done its work. */
  leave(): void {
    if (this.#asked === undefined) return
    this.#token = ''
    this.ofServer.forgetPassword()
    this.ofSite.forgetPassword()
  }

  /** Another provider or site: nobody has said yes to that one, and what was found is about the old one. */
  forget(): void {
    this.rehearse.reset()
    this.ladder.clear()
    this.reportExport.forget()
    this.#asked = undefined
    this.#hasConsent = false
    this.ofSite.forget()
    this.#message = undefined
  }

  get #key(): string {
    const { site, strategyId } = this.#provider() ?? { site: '', strategyId: 0 }
    switch (this.#target) {
      case 'built-in':
        return 'built-in'
      case 'site':
        return `site ${site} ${String(strategyId)} ${this.isSiteByPassword ? this.ofSite.key : ''}`
      case 'endpoint':
        return `endpoint ${this.#url.trim()} ${this.#proof === 'token' ? String(this.#tokenVersion) : this.ofServer.key} ${String(this.#writes)}`
    }
  }

  #missing(): { readonly control: string; readonly text: string } | undefined {
    switch (this.#target) {
      case 'built-in':
        return undefined
      case 'site':
        if (this.#provider() === undefined)
          return { control: rehearsalControls.site, text: 'No connected site has a provider of Entra ID.' }
        if (this.isSiteByPassword) {
          const missing = this.ofSite.missing(rehearsalControls.siteUsername, rehearsalControls.sitePassword)
          if (missing !== undefined) return missing
        } else if (this.#scim()?.isTokenKept !== true)
          return { control: rehearsalControls.site, text: 'It needs the token of the provider: keep it in step 2 first.' }
        return this.#hasConsent
          ? undefined
          : { control: rehearsalControls.consent, text: 'Say first that the site itself may be asked. Only searches are sent to it.' }
      case 'endpoint':
        if (this.#url.trim() === '')
          return { control: rehearsalControls.url, text: 'Enter the address of the SCIM server, as in Entra ID.' }
        if (this.#proof === 'basic') return this.ofServer.missing(rehearsalControls.username, rehearsalControls.password)
        return this.#token.trim() === '' ? { control: rehearsalControls.token, text: 'Enter the token of that server.' } : undefined
    }
  }

  /** The server inside the application may always be written to; the site never. */
  #gather(): Input | undefined {
    switch (this.#target) {
      case 'built-in':
        return { target: { kind: 'built-in' }, write: true }
      case 'site': {
        const provider = this.#provider()
        if (provider === undefined) return undefined
        const proof = this.isSiteByPassword ? this.ofSite.proof : { kind: 'kept-token' as const }
        return { target: { kind: 'site', ...provider, proof }, write: false }
      }
      case 'endpoint':
        return {
          target: {
            kind: 'endpoint',
            url: this.#url.trim(),
            proof: this.#proof === 'basic' ? this.ofServer.proof : { kind: 'token', token: this.#token }
          },
          write: this.#writes
        }
    }
  }

  async #run(input: Input): Promise<void> {
    const ended = await this.rehearse.run(input, (event) => this.ladder.accept(event))
    if (ended.status === 'failed') this.ladder.stop()
    if (ended.status !== 'done') return
    this.ladder.finish(ended.value.report.results)
    this.reportExport.offer(ended.value.reportId)
  }
}
