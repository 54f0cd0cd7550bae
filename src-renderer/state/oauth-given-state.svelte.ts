import type { OauthTest } from '../../src-main/core/oauth/oauth-views.ts'
import { type OauthForm, type OauthFormMessage, emptyOauthForm, oauthFormMessages } from '../../src-main/core/model/oauth-form.ts'
import type { StartedPracticeSite } from '../../src-main/contract/views.ts'
import type { Engine } from '../bridge.ts'
import { now } from '../lib/moment-of-this-computer.ts'
import { LadderState } from './ladder-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { ReportExport } from './report-export.svelte.ts'

/** What the next start finds again: everything but the secret. */
export type OauthGiven = OauthForm

export type OauthField = OauthFormMessage['field']

/** What the practice tenant gives. Its secret never leaves the main process. */
export type PracticeRegistration = NonNullable<StartedPracticeSite['oauth']>

/** Ids of the controls on the page. */
export const oauthControls: Readonly<Record<OauthField, string>> = {
  displayName: 'oauth-display-name',
  cloud: 'oauth-cloud',
  tenantId: 'oauth-tenant',
  clientId: 'oauth-client',
  clientSecret: 'oauth-secret',
  secretEndsOn: 'oauth-ends'
}

/** What a run was asked, to tell when its results no longer fit the form. */
interface Asked {
  readonly form: OauthForm
  /** Counts the changes of the secret, which itself is not kept for this. */
  readonly secretVersion: number
  readonly atMs: number
}

/** What Entra ID gave for OAuth, and the ladder that asks Microsoft about it. The secret is held until it was tested, and never kept. */
export class OauthGivenState {
  readonly ladder = new LadderState()
  readonly test: Operation<'oauth.test'>
  readonly reportExport: ReportExport
  readonly #onChange: () => void
  #form = $state.raw<OauthForm>(emptyOauthForm)
  #secret = $state('')
  #secretVersion = $state(0)
  #isSecretCleared = $state(false)
  #touched = $state.raw<readonly OauthField[]>([])
  #isPressed = $state(false)
  #practice = $state.raw<PracticeRegistration>()
  #asked = $state.raw<Asked>()
  readonly #messages = $derived(oauthFormMessages(this.#form, this.#secret, now()))

  /** `onChange`: something is to be kept for the next start. */
  constructor(engine: Engine, onChange: () => void) {
    this.test = new Operation(engine, 'oauth.test')
    this.reportExport = new ReportExport(engine, 'oauth')
    this.#onChange = onChange
  }

  /** The tenant of practice leads nowhere after the end of practice. */
  get toKeep(): OauthGiven {
    return this.isPracticeTenant ? emptyOauthForm : this.#form
  }

  restore(given: OauthGiven): void {
    this.#form = given
  }

  get form(): OauthForm {
    return this.#form
  }

  get secret(): string {
    return this.#secret
  }

  /** Leaving the screen has emptied the box. */
  get isSecretCleared(): boolean {
    return this.#isSecretCleared
  }

  /** What stands in the form is the registration of practice, whose secret need not be typed. */
  get isPracticeTenant(): boolean {
    return this.#practice !== undefined && this.#form.tenantId.trim() === this.#practice.tenantId
  }

  /** Both ids are there: a set-up can name them. */
  get hasIds(): boolean {
    return this.#form.tenantId.trim() !== '' && this.#form.clientId.trim() !== ''
  }

  get isEntered(): boolean {
    return this.#form.tenantId.trim() !== '' || this.#form.clientId.trim() !== '' || this.#secret !== ''
  }

  get result(): OauthTest | undefined {
    return this.test.value
  }

  get startedAtMs(): number | undefined {
    return this.#asked?.atMs
  }

  /** What was asked is no longer what stands in the form. */
  get isStale(): boolean {
    const asked = this.#asked
    if (asked === undefined) return false
    // Nobody was asked about the name, and nobody answered.
    const isOther = fields.some((field) => isJudgedBy(field) && asked.form[field] !== this.#form[field])
    return isOther || asked.secretVersion !== this.#secretVersion
  }

  /** The message to show at a field now, the error before the advice. */
  messageFor(field: OauthField): OauthFormMessage | undefined {
    // Microsoft is not asked about the name: testing without one is no mistake.
    const isJudged = this.#touched.includes(field) || (this.#isPressed && field !== 'displayName')
    if (!isJudged) return undefined
    // The secret of practice is not typed, and one that was cleared was there.
    if (field === 'clientSecret' && this.#secret === '' && (this.isPracticeTenant || this.#isSecretCleared)) return undefined
    const messages = this.#messages.filter((message) => message.field === field)
    return messages.find(({ severity }) => severity === 'error') ?? messages[0]
  }

  type(changes: Partial<OauthForm>): void {
    this.#form = { ...this.#form, ...changes }
    this.#onChange()
  }

  typeSecret(secret: string): void {
    this.#secret = secret
    this.#secretVersion += 1
    this.#isSecretCleared = false
  }

  /** Leaving a box, or pasting into it, shows what is wrong with it. */
  touch(control: string): void {
    const field = fields.find((each) => oauthControls[each] === control)
    if (field !== undefined && !this.#touched.includes(field)) this.#touched = [...this.#touched, field]
  }

  /** Answers the id of the control to correct first; undefined when the test has begun. */
  start(): string | undefined {
    this.#isPressed = true
    const faulty = fields.find((field) => this.#isInTheWay(field))
    if (faulty !== undefined) return oauthControls[faulty]
    this.#asked = { form: this.#form, secretVersion: this.#secretVersion, atMs: Date.now() }
    this.ladder.clear()
    this.reportExport.forget()
    void this.#run(this.#form, this.#secret)
    return undefined
  }

  cancel(): void {
    this.test.cancel()
    this.ladder.stop()
  }

  /** The registration of practice, tested at once. */
  usePractice(practice: PracticeRegistration): void {
    const { tenantId, clientId, secretEndsOn } = practice
    this.#practice = practice
    this.#secret = ''
    this.#secretVersion += 1
    this.#isSecretCleared = false
    const displayName = this.#form.displayName.trim() || 'Microsoft Entra ID'
    this.type({ cloud: 'global', displayName, tenantId, clientId, secretEndsOn })
    this.start()
  }

  /** The test found the number behind what was entered. */
  useTenantOfResult(): void {
    const tenantId = this.result?.tenantId
    if (tenantId !== undefined) this.type({ tenantId })
  }

  /** Another screen is shown. A secret that was tested has done its work. */
  leave(): void {
    if (this.#asked === undefined || this.#secret === '') return
    this.#secret = ''
    this.#isSecretCleared = true
  }

  /** Microsoft is asked neither about the name nor about the date, and without a secret about the tenant alone. */
  #isInTheWay(field: OauthField): boolean {
    const isAsked = field === 'tenantId' || field === 'clientId' || (field === 'clientSecret' && this.#secret !== '')
    if (!isAsked) return false
    return this.#messages.some((message) => message.field === field && message.severity === 'error')
  }

  async #run(form: OauthForm, clientSecret: string): Promise<void> {
    const ended = await this.test.run({ form, clientSecret }, (event) => this.ladder.accept(event))
    if (ended.status === 'failed') this.ladder.stop()
    if (ended.status !== 'done') return
    this.ladder.finish(ended.value.report.results)
    this.reportExport.offer(ended.value.reportId)
  }
}

/** In the order of the form. */
const fields = ['displayName', 'cloud', 'tenantId', 'clientId', 'clientSecret', 'secretEndsOn'] as const satisfies readonly OauthField[]

/** What the answer of the test goes by; the secret is told by its version. */
function isJudgedBy(field: OauthField): field is Exclude<keyof OauthForm, 'displayName'> {
  return field !== 'displayName' && field !== 'clientSecret'
}
