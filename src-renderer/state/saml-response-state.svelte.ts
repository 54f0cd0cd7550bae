import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { momentOfThisComputer } from '../lib/moment-of-this-computer.ts'
import { LadderState } from './ladder-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { ReportExport } from './report-export.svelte.ts'

type Input = OperationInput<'saml.response'>
export type TrustKind = Input['trust']['kind']

/** What a response can be judged by at this moment. */
export interface TrustOffer {
  /** The inspection of what Entra ID gave; absent: there is none. */
  readonly inspectionId: string | undefined
  /** Host of the connected site; empty: none. */
  readonly site: string
  readonly strategyIds: readonly number[]
}

/** A response as somebody holds it, what it is judged by, and what was found. */
export class SamlResponseState {
  readonly read: Operation<'saml.response'>
  readonly ladder = new LadderState()
  readonly reportExport: ReportExport
  readonly #offer: () => TrustOffer
  #text = $state('')
  #file = $state.raw<Extract<Input['content'], { kind: 'file' }>>()
  #trust = $state.raw<TrustKind>()
  #strategyId = $state<number>()
  #fingerprint = $state('')
  #hasMoment = $state(false)
  #moment = $state('')
  #message = $state.raw<{ readonly control: string; readonly text: string }>()
  #asked = $state.raw<{ readonly input: Input; readonly atMs: number }>()
  readonly #given = $derived(this.#gather())

  constructor(engine: Engine, offer: () => TrustOffer) {
    this.read = new Operation(engine, 'saml.response')
    this.reportExport = new ReportExport(engine, 'saml')
    this.#offer = offer
  }

  get offer(): TrustOffer {
    return this.#offer()
  }

  get text(): string {
    return this.#text
  }

  get fileName(): string {
    return this.#file?.name ?? ''
  }

  /** The chosen way to judge; until one is chosen, the best that there is. */
  get trust(): TrustKind {
    if (this.#trust !== undefined) return this.#trust
    const { inspectionId, strategyIds } = this.#offer()
    if (inspectionId !== undefined) return 'inspection'
    return strategyIds.length > 0 ? 'provider' : 'fingerprint'
  }

  get strategyId(): number | undefined {
    const { strategyIds } = this.#offer()
    return this.#strategyId !== undefined && strategyIds.includes(this.#strategyId) ? this.#strategyId : strategyIds[0]
  }

  get fingerprint(): string {
    return this.#fingerprint
  }

  /** Judged at a given moment, and not at the present one. */
  get hasMoment(): boolean {
    return this.#hasMoment
  }

  /** Of this computer’s clock, as its control writes it: `2026-11-21T14:02`. */
  get moment(): string {
    return this.#moment
  }

  get startedAtMs(): number | undefined {
    return this.#asked?.atMs
  }

  /** What was asked is no longer what stands in the form. */
  get isStale(): boolean {
    const asked = this.#asked
    if (asked === undefined) return false
    const { content, ...rest } = asked.input
    const { content: now, ...others } = this.#given
    return !isSameContent(content, now) || JSON.stringify(rest) !== JSON.stringify(others)
  }

  messageFor(control: string): string {
    return this.#message?.control === control ? this.#message.text : ''
  }

  /** What is typed takes the place of a file. */
  typeText(text: string): void {
    this.#text = text
    this.#file = undefined
    this.#message = undefined
  }

  async take(file: File): Promise<void> {
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) {
      this.#message = { control: CONTENT, text: unreadableFileText(file) }
      return
    }
    this.#file = { kind: 'file', name: file.name, bytes }
    this.#text = ''
    this.#message = undefined
  }

  removeFile(): void {
    this.#file = undefined
  }

  chooseTrust(trust: TrustKind): void {
    this.#trust = trust
    this.#message = undefined
  }

  chooseStrategy(id: number): void {
    this.#strategyId = id
  }

  typeFingerprint(text: string): void {
    this.#fingerprint = text
    this.#message = undefined
  }

  chooseHasMoment(hasMoment: boolean): void {
    this.#hasMoment = hasMoment
    this.#message = undefined
  }

  typeMoment(moment: string): void {
    this.#moment = moment
    this.#message = undefined
  }

  /** Answers the id of the control to fill first; undefined when reading has begun. */
  start(): string | undefined {
    this.#message = this.#missing()
    if (this.#message !== undefined) return this.#message.control
    const input = this.#given
    this.#asked = { input, atMs: Date.now() }
    this.ladder.clear()
    this.reportExport.forget()
    void this.#run(input)
    return undefined
  }

  /** The response and what was found in it leave the window; by what it is judged stays. */
  clear(): void {
    this.read.reset()
    this.ladder.clear()
    this.reportExport.forget()
    this.#text = ''
    this.#file = undefined
    this.#message = undefined
    this.#asked = undefined
  }

  /** There is something to clear. */
  get isFilled(): boolean {
    return this.#text !== '' || this.#file !== undefined || this.#asked !== undefined
  }

  cancel(): void {
    this.read.cancel()
    this.ladder.stop()
  }

  async #run(input: Input): Promise<void> {
    const ended = await this.read.run(input, (event) => this.ladder.accept(event))
    if (ended.status === 'failed') this.ladder.stop()
    if (ended.status !== 'done') return
    this.ladder.finish(ended.value.report.results)
    this.reportExport.offer(ended.value.reportId)
  }

  #missing(): { readonly control: string; readonly text: string } | undefined {
    if (this.#file === undefined && this.#text.trim() === '')
      return { control: CONTENT, text: 'Paste the response, or choose a file that holds it.' }
    if (this.trust === 'inspection' && this.#offer().inspectionId === undefined)
      return { control: 'response-trust-inspection', text: 'Nothing of Entra ID was inspected yet: step 2 of “Connect” does that.' }
    if (this.trust === 'provider' && this.strategyId === undefined)
      return { control: 'response-trust-provider', text: 'No connected site has a provider to judge by.' }
    if (this.trust === 'fingerprint' && this.#fingerprint.trim() === '')
      return { control: 'response-fingerprint', text: 'Enter the SHA-256 fingerprint of the certificate that may sign.' }
    if (this.#hasMoment && momentOfThisComputer(this.#moment) === '')
      return { control: 'response-moment', text: 'Enter day and time, or choose “now”.' }
    return undefined
  }

  #gather(): Input {
    return {
      content: this.#file ?? { kind: 'text', text: this.#text },
      trust: this.#gatherTrust(),
      at: this.#hasMoment ? momentOfThisComputer(this.#moment) : ''
    }
  }

  #gatherTrust(): Input['trust'] {
    const { inspectionId, site } = this.#offer()
    switch (this.trust) {
      case 'inspection':
        return { kind: 'inspection', inspectionId: inspectionId ?? '' }
      case 'provider':
        return { kind: 'provider', site, strategyId: this.strategyId ?? 0 }
      case 'fingerprint':
        return { kind: 'fingerprint', text: this.#fingerprint.trim() }
    }
  }
}

/** Id of the box for the response. */
const CONTENT = 'response-text'

function isSameContent(one: Input['content'], other: Input['content']): boolean {
  return one === other || (one.kind === 'text' && other.kind === 'text' && one.text === other.text)
}
