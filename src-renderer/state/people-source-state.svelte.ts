import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { ChosenFile, PreviewRunView, PreviewSettings, PreviewTarget } from '../../src-main/contract/views.ts'
import { directoryFormMessages, directorySettings, hasErrors } from '../../src-main/core/model/directory-form.ts'
import { type ServerType, usualUsernameField } from '../../src-main/core/model/directory-settings.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import type { DirectoryFormState } from './directory-form-state.svelte.ts'
import { LdapPasswordState } from './ldap-password-state.svelte.ts'
import { Operation, type OperationState } from './operation.svelte.ts'
import type { PreviewRulesForm } from './preview-filters-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

export type PeopleKind = OperationInput<'preview.read'>['people']['kind'] | 'entra'
export type UsersKind = OperationInput<'preview.read'>['users']['kind']
type Chosen = Extract<ChosenFile, { kind: 'chosen' }>
/** The password is with the directory that needs one. */
type PeopleInput = OperationInput<'preview.read'>['people'] | { readonly kind: 'entra'; readonly fileId: string }

/** The dialog of the system: the main process that shows it keeps the paths. */
interface Choosing<What> {
  readonly problem: Problem | undefined
  run(input: { readonly what: What }): Promise<OperationState<ChosenFile>>
}

/** Something without which nothing can be read, and the control that gives it. */
export interface Missing {
  readonly control: string
  readonly text: string
}

/** Where people come from and what they are compared with. Whatever was not chosen yet follows from what there is. */
export class PeopleSourceState<What extends 'ldif' | 'users' | 'entra' = 'ldif' | 'users' | 'entra'> {
  /** Begins the ids of the controls. */
  readonly prefix: string
  readonly settings: Operation<'preview.settings'>
  readonly choosing: Choosing<What>
  readonly runs: Operation<'preview.runs'>
  readonly password = new LdapPasswordState()
  readonly #sites: SiteState
  readonly #form: DirectoryFormState
  #known = $state.raw<PreviewSettings>()
  #earlier = $state.raw<readonly PreviewRunView[]>([])
  #target = $state(0)
  #people = $state.raw<PeopleKind>()
  #users = $state.raw<UsersKind>()
  #ldif = $state.raw<Chosen>()
  #serverType = $state.raw<ServerType>('active-directory')
  #entra = $state.raw<Chosen>()
  #usersFile = $state.raw<Chosen>()
  #runId = $state('')

  constructor(prefix: string, engine: Engine, choosing: Choosing<What>, sites: SiteState, form: DirectoryFormState) {
    this.prefix = prefix
    this.settings = new Operation(engine, 'preview.settings')
    this.choosing = choosing
    this.runs = new Operation(engine, 'preview.runs')
    this.#sites = sites
    this.#form = form
  }

  /** Host of the connected site; empty: no site may be asked. */
  get site(): string {
    return this.#sites.overview === undefined ? '' : this.#sites.chosen
  }

  /** The settings read last, also while they are read again. */
  get known(): PreviewSettings | undefined {
    return this.#known
  }

  get targets(): readonly PreviewTarget[] {
    return this.#known?.targets ?? []
  }

  get target(): PreviewTarget | undefined {
    return this.targets[this.#target] ?? this.targets[0]
  }

  get targetIndex(): number {
    return this.target === undefined ? 0 : this.targets.indexOf(this.target)
  }

  get earlier(): readonly PreviewRunView[] {
    return this.#earlier
  }

  get people(): PeopleKind {
    if (this.#people !== undefined && (this.#people !== 'set-up' || this.target?.directory !== undefined)) return this.#people
    return this.target?.directory === undefined ? 'form' : 'set-up'
  }

  get users(): UsersKind {
    const usual = this.people === 'recorded' ? 'recorded' : this.site === '' ? 'none' : 'site'
    const chosen = this.#users ?? usual
    if (chosen === 'site' && this.site === '') return usual
    return chosen === 'recorded' && this.people !== 'recorded' ? usual : chosen
  }

  get ldif(): Chosen | undefined {
    return this.#ldif
  }

  /** Users as Entra ID exports them. */
  get entra(): Chosen | undefined {
    return this.#entra
  }

  get serverType(): ServerType {
    return this.#serverType
  }

  get usersFile(): Chosen | undefined {
    return this.#usersFile
  }

  get run(): PreviewRunView | undefined {
    return this.#earlier.find(({ runId }) => runId === this.#runId)
  }

  /** The password of the service account has to be typed on this screen. */
  get needsPassword(): boolean {
    if (this.people === 'set-up') return this.target?.hasPassword === false
    return this.people === 'form' && this.#form.password.kind === 'typed' && !hasErrors(directoryFormMessages(this.#form.values))
  }

  get passwordText(): string {
    if (this.people === 'set-up') return this.password.value
    return this.#form.password.kind === 'typed' ? this.#form.password.value : ''
  }

  /** How the directory is spelled for people: host, file, or the day of the run. */
  get directoryName(): string {
    switch (this.people) {
      case 'set-up':
        return this.target?.directory?.host ?? ''
      case 'form':
        return this.#form.values.host.trim()
      case 'ldif':
        return this.#ldif?.name ?? ''
      case 'recorded':
        return this.run?.directory ?? ''
      case 'entra':
        return this.#entra?.name ?? ''
    }
  }

  /** The rules before anybody tried others: those of the set-up, or the usual ones. */
  get rules(): PreviewRulesForm | undefined {
    const rules = this.target?.rules ?? this.#known?.rules
    if (rules === undefined) return undefined
    if (this.people === 'form') {
      const { usernameField, domain } = directorySettings(this.#form.values)
      const isNamed = this.#form.values.usernameField.trim() !== '' || this.target === undefined
      return { ...rules, usernameField: isNamed ? usernameField : rules.usernameField, domain: domain === '' ? rules.domain : domain }
    }
    if (this.people === 'recorded' && this.run !== undefined) return { ...rules, usernameField: this.run.usernameField }
    if (this.people === 'ldif' && this.target === undefined) return { ...rules, usernameField: usualUsernameField(this.#serverType) }
    return rules
  }

  /** What stands in the way of reading, in the order of the screen. */
  get missing(): readonly Missing[] {
    return [...this.#missingPeople(), ...this.#missingUsers()]
  }

  async load(): Promise<void> {
    const site = this.site
    void this.#loadRuns(site)
    const ended = await this.settings.run({ site })
    if (ended.status === 'done' && site === this.site) this.#known = ended.value
  }

  chooseTarget(index: number): void {
    this.#target = index
    this.password.forget()
  }

  choosePeople(people: PeopleKind): void {
    this.#people = people
  }

  chooseUsers(users: UsersKind): void {
    this.#users = users
  }

  chooseServerType(serverType: ServerType): void {
    this.#serverType = serverType
  }

  chooseRun(runId: string): void {
    this.#runId = runId
  }

  typePassword(text: string): void {
    if (this.people === 'set-up') this.password.type(text)
    else this.#form.typePassword(text)
  }

  /** By the system's own dialog. */
  async chooseFile(what: What): Promise<void> {
    const ended = await this.choosing.run({ what })
    if (ended.status !== 'done' || ended.value.kind !== 'chosen') return
    if (what === 'ldif') this.#ldif = ended.value
    else if (what === 'entra') this.#entra = ended.value
    else this.#usersFile = ended.value
  }

  /** Another site: files stay chosen, everything of the old site goes. */
  forget(): void {
    this.settings.reset()
    this.runs.reset()
    this.#known = undefined
    this.#earlier = []
    this.#target = 0
    this.#runId = ''
    this.#people = undefined
    this.#users = undefined
    this.password.forget()
  }

  async #loadRuns(site: string): Promise<void> {
    const ended = await this.runs.run({ site })
    if (ended.status !== 'done' || site !== this.site) return
    this.#earlier = ended.value
    if (this.run === undefined) this.#runId = ended.value[0]?.runId ?? ''
  }

  /** Undefined while something is missing. */
  protected get peopleInput(): PeopleInput | undefined {
    if (this.#missingPeople().length > 0) return undefined
    switch (this.people) {
      case 'set-up':
        return this.target === undefined
          ? undefined
          : { kind: 'set-up', managedBy: this.target.managedBy, ldapPassword: this.password.value }
      case 'form':
        return { kind: 'form', form: this.#form.values, password: this.#form.password }
      case 'ldif':
        return this.#ldif === undefined ? undefined : { kind: 'ldif', fileId: this.#ldif.fileId, serverType: this.#serverType }
      case 'recorded':
        return this.run === undefined ? undefined : { kind: 'recorded', runId: this.run.runId }
      case 'entra':
        return this.#entra === undefined ? undefined : { kind: 'entra', fileId: this.#entra.fileId }
    }
  }

  /** Undefined while something is missing. */
  protected get usersInput(): OperationInput<'preview.read'>['users'] | undefined {
    switch (this.users) {
      case 'site':
        return { kind: 'site', site: this.site }
      case 'file':
        return this.#usersFile === undefined ? undefined : { kind: 'file', fileId: this.#usersFile.fileId }
      case 'recorded':
        return { kind: 'recorded' }
      case 'none':
        return { kind: 'none' }
    }
  }

  #missingPeople(): readonly Missing[] {
    switch (this.people) {
      case 'set-up':
        return this.needsPassword && this.passwordText === ''
          ? [{ control: `${this.prefix}-password`, text: 'Type the password of the service account that reads the directory.' }]
          : []
      case 'form': {
        const faulty = directoryFormMessages(this.#form.values).find(({ severity }) => severity === 'error')
        if (faulty !== undefined)
          return [
            { control: `${this.prefix}-open-directory`, text: `Fill in the Directory screen first. The first thing there: ${faulty.text}` }
          ]
        return this.needsPassword && this.passwordText === ''
          ? [{ control: `${this.prefix}-password`, text: 'Type the password of the service account that reads the directory.' }]
          : []
      }
      case 'ldif':
        return this.#ldif === undefined
          ? [{ control: `${this.prefix}-choose-ldif`, text: 'Choose the LDIF file that holds the directory.' }]
          : []
      case 'recorded':
        return this.run === undefined
          ? [{ control: `${this.prefix}-people-recorded`, text: 'There is no earlier preview yet. Choose another source.' }]
          : []
      case 'entra':
        return this.#entra === undefined
          ? [{ control: `${this.prefix}-choose-entra`, text: 'Choose the CSV file of users that Entra ID exported.' }]
          : []
    }
  }

  #missingUsers(): readonly Missing[] {
    return this.users === 'file' && this.#usersFile === undefined
      ? [{ control: `${this.prefix}-choose-users`, text: 'Choose the JSON file with the users of the site.' }]
      : []
  }
}
