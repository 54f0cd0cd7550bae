import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { IdentityProgress, IdentityRow, IdentityView } from '../../src-main/core/identity/identity-views.ts'
import type { Engine } from '../bridge.ts'
import type { DirectoryFormState } from './directory-form-state.svelte.ts'
import { IdentityRowsState } from './identity-rows-state.svelte.ts'
import { IdentityRulesState } from './identity-rules-state.svelte.ts'
import { IdentitySourceState } from './identity-source-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import type { Missing } from './people-source-state.svelte.ts'
import { PersonTraceState } from './person-trace-state.svelte.ts'
import { RowsExportState } from './rows-export-state.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

export type IdentityPart = 'everybody' | 'person'
type IdentityStage = 'source' | 'reading' | 'result'
type ReadInput = OperationInput<'identity.read'>

/** Who would be called what: everybody in a table, and one person in every place. The rows stay in the main process. */
export class IdentityState {
  readonly source: IdentitySourceState
  readonly rules: IdentityRulesState
  readonly rows: IdentityRowsState
  readonly exporting: RowsExportState<OperationInput<'identity.export'>>
  readonly person: PersonTraceState
  readonly read: Operation<'identity.read'>
  readonly judge: Operation<'identity.judge'>
  readonly #engine: Engine
  readonly #sites: SiteState
  readonly #setup: SetupState
  #part = $state.raw<IdentityPart>('everybody')
  #view = $state.raw<IdentityView>()
  #progress = $state.raw<IdentityProgress>()
  #readWith = $state.raw<ReadInput>()
  /** Until its result is taken over, which is a moment after it has arrived. */
  #reading = $state.raw<object>()
  #isChoosing = $state(false)
  #isPressed = $state(false)
  #wasOutdated = false

  constructor(engine: Engine, sites: SiteState, setup: SetupState, directoryForm: DirectoryFormState) {
    this.#engine = engine
    this.#sites = sites
    this.#setup = setup
    this.source = new IdentitySourceState(engine, sites, directoryForm)
    this.rules = new IdentityRulesState(() => ({
      strategies: sites.overview?.strategies ?? [],
      ldap: this.source.rules,
      isLdapOn: this.source.target?.managedBy.kind === 'strategy' && this.source.target.isOn,
      isDirectory: this.source.isDirectory
    }))
    this.rows = new IdentityRowsState(engine)
    this.exporting = new RowsExportState(new Operation(engine, 'identity.export'))
    this.person = new PersonTraceState(engine, setup.profile, () => sites.isOutdated)
    this.read = new Operation(engine, 'identity.read')
    this.judge = new Operation(engine, 'identity.judge')
  }

  get part(): IdentityPart {
    return this.#part
  }

  get stage(): IdentityStage {
    if (this.#reading !== undefined) return 'reading'
    return this.#view !== undefined && !this.#isChoosing ? 'result' : 'source'
  }

  get view(): IdentityView | undefined {
    return this.#view
  }

  get progress(): IdentityProgress | undefined {
    return this.#progress
  }

  /** Whoever pressed too early is told what is missing. */
  get isPressed(): boolean {
    return this.#isPressed
  }

  /** A plan was applied to the site after it was read. */
  get isOutdated(): boolean {
    return this.#view !== undefined && this.#readWith?.users.kind === 'site' && this.#sites.isOutdated && !this.#wasOutdated
  }

  /** Another LDAP name of a directory, or the provider of a list of users, is read with them. */
  get needsReading(): boolean {
    const input = this.#readWith
    if (input === undefined || !this.rules.isPending) return false
    const { ldap, strategyId } = this.rules.form
    const isLdapOther = ldap !== undefined && ldap.usernameField.toLowerCase() !== input.rules.ldap?.usernameField.toLowerCase()
    return (input.people.kind !== 'entra' && isLdapOther) || (input.users.kind === 'file' && strategyId !== input.rules.strategyId)
  }

  /** The screen is shown: what the set-up says now is read, and which earlier previews there are. */
  visit(): void {
    if (this.stage !== 'reading') void this.#load()
  }

  /** Another site was chosen: nothing of the old one stays. */
  open(): void {
    this.read.reset()
    this.#reading = undefined
    this.#close()
    this.#readWith = undefined
    this.#isChoosing = false
    this.#isPressed = false
    this.#progress = undefined
    this.rules.forget()
    this.source.forget()
    this.person.forget()
  }

  show(part: IdentityPart): void {
    this.#part = part
  }

  /** From the table to everything about one person. */
  askAbout({ upn, mail, name, account }: IdentityRow): void {
    this.person.type([account?.username ?? '', upn, mail, name].find((text) => text !== '') ?? '')
    this.#part = 'person'
  }

  /** Answers the control to fill in first. */
  startPerson(): string | undefined {
    // After a plan the accounts in the table are the old ones, and would speak against what was just repaired.
    return this.person.start(this.source.site, this.isOutdated ? '' : (this.#view?.identityId ?? ''))
  }

  /** Answers what is missing; undefined once the reading has ended, whatever the end. */
  async start(): Promise<Missing | undefined> {
    const input = this.source.request(this.rules.form)
    this.#isPressed = input === undefined
    if (input === undefined) return this.source.missing[0]
    // Of another source nothing is kept: its numbers beside those of this one would mislead.
    if (!isSameSource(input, this.#readWith)) this.#close()
    await this.#read(input)
    return undefined
  }

  /** From the same source once more, by the rules as they stand in the boxes. What was read before stays until the new reading is whole. */
  async readAgain(): Promise<void> {
    if (this.#readWith !== undefined) await this.#read({ ...this.#readWith, rules: this.rules.form })
  }

  cancel(): void {
    this.read.cancel()
    this.#reading = undefined
  }

  /** The rules in the boxes decide from now on; nothing is read again where it need not be. */
  async apply(): Promise<void> {
    const view = this.#view
    if (view === undefined || this.judge.isRunning) return
    if (this.needsReading) return this.readAgain()
    const rules = this.rules.form
    const ended = await this.judge.run({ identityId: view.identityId, rules })
    if (ended.status !== 'done' || this.#view !== view) return
    this.#adopt(ended.value, rules)
    this.rows.replace(ended.value)
  }

  chooseSource(): void {
    this.#isChoosing = true
    this.read.reset()
    this.visit()
  }

  backToResult(): void {
    this.#isChoosing = false
  }

  async #load(): Promise<void> {
    await this.#setup.profile.keeper.flush()
    // A repair of one person goes into the profile.
    if (this.#sites.overview !== undefined) void this.#setup.profile.load()
    await this.source.load()
  }

  async #read(input: ReadInput): Promise<void> {
    const reading = {}
    this.#reading = reading
    this.#progress = undefined
    this.#isChoosing = false
    this.judge.reset()
    const wasOutdated = this.#sites.isOutdated
    const ended = await this.read.run(input, (progress) => (this.#progress = progress))
    if (this.#reading !== reading) return
    this.#reading = undefined
    if (ended.status !== 'done') return
    this.#readWith = input
    this.#wasOutdated = wasOutdated
    this.#adopt(ended.value, input.rules)
    this.rows.open(ended.value)
  }

  #adopt(view: IdentityView, rules: ReadInput['rules']): void {
    const earlier = this.#view
    this.#view = view
    this.rules.judgedBy(rules)
    this.exporting.forget()
    if (earlier !== undefined && earlier.identityId !== view.identityId) this.#letGo(earlier.identityId)
  }

  #close(): void {
    const view = this.#view
    this.#view = undefined
    this.judge.reset()
    this.rules.close()
    this.rows.close()
    this.exporting.forget()
    if (view !== undefined) this.#letGo(view.identityId)
  }

  /** The main process forgets the rows; nobody waits for it. */
  #letGo(identityId: string): void {
    void this.#engine.invoke({ id: crypto.randomUUID(), name: 'identity.close', input: { identityId } })
  }
}

/** Whether both read the same people and the same users, by whatever rules and with whatever password. */
function isSameSource(one: ReadInput, other: ReadInput | undefined): boolean {
  return other !== undefined && JSON.stringify(sourceOf(one)) === JSON.stringify(sourceOf(other))
}

function sourceOf({ people, users }: ReadInput): unknown {
  if (people.kind === 'set-up') return [people.kind, people.site, people.managedBy, users]
  return [people.kind === 'form' ? people.form : people, users]
}
