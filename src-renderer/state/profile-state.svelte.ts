import type { Profile, ProfileView } from '../../src-main/contract/views.ts'
import type { DirectoryForm } from '../../src-main/core/model/directory-form.ts'
import type { ServiceField } from '../../src-main/core/model/service-field.ts'
import { type ServiceFieldMessage, serviceFieldMessages } from '../../src-main/core/model/service-field-messages.ts'
import { withLdapBlock } from '../../src-main/core/model/with-ldap-block.ts'
import type { FieldValues } from '../../src-main/core/service/service-facts.ts'
import type {
  ProfileDirectory,
  SafetyLimits,
  WantedFields,
  WantedGroup,
  WantedOauth,
  WantedSaml,
  WantedUser
} from '../../src-main/core/profile/profile.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { type FieldForm, type FieldIntent, type WantedValue, intentOfValue, typedValue } from './field-form.ts'
import { Operation } from './operation.svelte.ts'
import { ProfileKeeper } from './profile-keeper.svelte.ts'
import { profileToSave } from './profile-to-save.ts'
import { type SetupTarget, fieldsOfTarget, wantedOf, withWanted } from './setup-target.ts'

const NOBODY: readonly WantedUser[] = []

/** What the chosen site shall look like, edited field by field and saved as one goes. It holds no secret. */
export class ProfileState implements FieldForm {
  readonly read: Operation<'profile.read'>
  readonly importing: Operation<'profile.import'>
  readonly exporting: Operation<'profile.export'>
  readonly takingOver: Operation<'profile.from-form'>
  readonly keeper: ProfileKeeper
  #site = ''
  #profile = $state.raw<Profile>()
  #source = $state.raw<ProfileView['source']>('kept')
  #notes = $state.raw<readonly string[]>([])
  #notice = $state('')
  #target = $state.raw<SetupTarget>({ kind: 'site-ldap' })
  #touched = $state.raw<readonly string[]>([])
  #isPressed = $state(false)
  #adoptions = $state(0)
  readonly #heldBy: (target: SetupTarget) => FieldValues
  readonly #messages = $derived(this.#judge())

  /** `heldBy` tells what the site holds: a field that is left as it is keeps that value, and counts with it. */
  constructor(engine: Engine, heldBy: (target: SetupTarget) => FieldValues, keeper: ProfileKeeper = new ProfileKeeper(engine)) {
    this.#heldBy = heldBy
    this.read = new Operation(engine, 'profile.read')
    this.importing = new Operation(engine, 'profile.import')
    this.exporting = new Operation(engine, 'profile.export')
    this.takingOver = new Operation(engine, 'profile.from-form')
    this.keeper = keeper
  }

  get profile(): Profile | undefined {
    return this.#profile
  }

  get source(): ProfileView['source'] {
    return this.#source
  }

  /** What an import, a migration or taking over has changed. */
  get notes(): readonly string[] {
    return this.#notes
  }

  /** What became of the last import, export or taking over, as a sentence. */
  get notice(): string {
    return this.#notice
  }

  get target(): SetupTarget {
    return this.#target
  }

  /** How Files.com is told about Entra ID has a screen of its own; of those fields only what a profile manages all the same is shown here. */
  get serviceFields(): readonly ServiceField[] {
    return fieldsOfTarget(this.#target).filter(({ group, name }) => group !== 'saml' || this.fields[name] !== undefined)
  }

  get fields(): WantedFields {
    return this.#profile === undefined ? {} : wantedOf(this.#profile, this.#target)
  }

  get managedCount(): number {
    return Object.keys(this.fields).length
  }

  /** Whose way of signing in is managed. */
  get users(): readonly WantedUser[] {
    return this.#profile?.users ?? NOBODY
  }

  /** What Files.com is to be told about Microsoft Entra ID. */
  get saml(): WantedSaml | undefined {
    return this.#profile?.saml
  }

  /** The same by OAuth. */
  get oauth(): WantedOauth | undefined {
    return this.#profile?.oauth
  }

  /** How this computer reaches the directory, where that differs from what Files.com is told. */
  get directory(): ProfileDirectory | undefined {
    return this.#profile?.directory
  }

  /** The LDAP fields of the target as they will be. */
  get toldFields(): FieldValues {
    return { ...this.#heldBy(this.#target), ...this.fields }
  }

  /** Counts the profiles that came from elsewhere, so that what was half typed for the last one can be dropped. */
  get adoptions(): number {
    return this.#adoptions
  }

  get safety(): SafetyLimits | undefined {
    return this.#profile?.safety
  }

  get firstFaultyField(): string | undefined {
    return this.#messages.find(({ severity }) => severity === 'error')?.field
  }

  /** Another site; what was typed for the last one is saved at once. Nothing is read before `load`. */
  open(site: string): void {
    void this.keeper.flush()
    this.#site = site
    this.#profile = undefined
    this.#notes = []
    this.#notice = ''
    this.#target = { kind: 'site-ldap' }
    for (const operation of [this.read, this.importing, this.exporting, this.takingOver]) operation.reset()
  }

  /** Reads the profile when it is not there yet. */
  async load(): Promise<void> {
    if (this.#site === '' || this.#profile !== undefined || this.read.isRunning) return
    const ended = await this.read.run({ site: this.#site })
    if (ended.status === 'done') this.#adopt(ended.value)
  }

  choose(target: SetupTarget): void {
    this.#target = target
    this.#touched = []
    this.#isPressed = false
  }

  intentOf(field: string): FieldIntent {
    return intentOfValue(this.fields[field])
  }

  /** Text of a number field becomes a number as soon as it is one. An emptied box is left as it is: emptying the site is said, not guessed. */
  type(field: ServiceField, text: string): void {
    if (text === '') this.leave([field.name])
    else this.want(field.name, typedValue(field, text))
  }

  want(field: string, value: WantedValue): void {
    this.#change({ ...this.fields, [field]: value })
  }

  empty(field: string): void {
    this.want(field, '')
  }

  /** The fields are no longer managed. */
  leave(fields: readonly string[]): void {
    this.#change(Object.fromEntries(Object.entries(this.fields).filter(([name]) => !fields.includes(name))))
  }

  /** Leaving a box shows what is wrong with it. */
  touch(field: string): void {
    this.#touched = [...this.#touched, field]
  }

  press(): void {
    this.#isPressed = true
  }

  /** What the site holds of a field now. */
  heldValue(field: string): FieldValues[string] {
    return this.#heldBy(this.#target)[field]
  }

  /** The message to show at a field now, the error before the advice. */
  messageFor(field: string): ServiceFieldMessage | undefined {
    if (!this.#isPressed && !this.#touched.includes(field)) return undefined
    const messages = this.#messages.filter((message) => message.field === field)
    return messages.find(({ severity }) => severity === 'error') ?? messages[0]
  }

  limit(safety: Partial<SafetyLimits>): void {
    if (this.#profile === undefined) return
    this.#replace({ ...this.#profile, safety: { ...this.#profile.safety, ...safety } })
  }

  setUsers(users: readonly WantedUser[]): void {
    if (this.#profile !== undefined) this.#replace({ ...this.#profile, users })
  }

  setSaml(saml: WantedSaml | undefined): void {
    if (this.#profile !== undefined) this.#replace({ ...this.#profile, saml })
  }

  setOauth(oauth: WantedOauth | undefined): void {
    if (this.#profile !== undefined) this.#replace({ ...this.#profile, oauth })
  }

  /** Fields of one provider beside whatever else is managed of it; a section that speaks of the same provider wants nothing else. */
  wantOfProvider(id: number, fields: WantedFields): void {
    if (this.#profile !== undefined) this.#replace(withLdapBlock(this.#profile, { kind: 'sso-strategy', id }, fields))
  }

  /** Each group by its number; what is planned for other groups stays. */
  renameGroups(groups: readonly WantedGroup[]): void {
    if (this.#profile === undefined) return
    const others = this.#profile.groups.filter(
      ({ id, name }) => !groups.some((group) => (id === undefined ? group.name === name : group.id === id))
    )
    this.#replace({ ...this.#profile, groups: [...others, ...groups] })
  }

  setDirectory(directory: ProfileDirectory | undefined): void {
    if (this.#profile !== undefined) this.#replace({ ...this.#profile, directory })
  }

  async importFile(file: File): Promise<void> {
    this.#notice = ''
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) {
      this.#notice = unreadableFileText(file)
      return
    }
    const ended = await this.importing.run({ site: this.#site, fileName: file.name, bytes })
    if (ended.status !== 'done') return
    this.#adopt(ended.value)
    this.#replace(ended.value.profile)
    this.#notice = `${file.name} is in the form now, and saved.`
  }

  async export(): Promise<void> {
    this.#notice = ''
    if (!(await this.keeper.flush())) return
    const ended = await this.exporting.run({ site: this.#site })
    if (ended.status === 'done' && ended.value.kind === 'saved') this.#notice = `Saved to ${ended.value.path}, without passwords`
  }

  /** The settings of the Directory screen become those of the target. A strategy takes those that it has. */
  async takeOver(form: DirectoryForm): Promise<void> {
    this.#notice = ''
    if (!(await this.keeper.flush())) return
    const target = this.#target.kind === 'sso-strategy' ? this.#target : ({ kind: 'site-ldap' } as const)
    const ended = await this.takingOver.run({ site: this.#site, form, target })
    const before = this.#profile
    if (ended.status !== 'done' || before === undefined) return
    const { profile, notes } = ended.value
    this.#notes = notes
    this.#replace(this.#target.kind === 'people' ? { ...profile, siteLdap: before.siteLdap } : profile)
    this.#adoptions += 1
    // The practice site has a directory of its own, and the notes say so.
    this.#notice = notes.length === 0 ? 'The settings of the Directory screen are in the form now.' : ''
  }

  /** Of a field that is left as it is, only what the managed ones make wrong: what the site holds already is not this form's to complain about. */
  #judge(): readonly ServiceFieldMessage[] {
    const { kind } = this.#target
    if (kind === 'people') return []
    const held = this.#heldBy(this.#target)
    const already = serviceFieldMessages(kind, held)
    return serviceFieldMessages(kind, { ...held, ...this.fields }).filter(
      ({ field, text }) => this.fields[field] !== undefined || !already.some((message) => message.field === field && message.text === text)
    )
  }

  #adopt({ profile, source, notes }: ProfileView): void {
    this.#profile = profile
    this.#source = source
    this.#notes = notes
    this.#adoptions += 1
    this.#touched = []
    this.#isPressed = false
  }

  #change(fields: WantedFields): void {
    if (this.#profile !== undefined) this.#replace(withWanted(this.#profile, this.#target, fields))
  }

  #replace(profile: Profile): void {
    this.#profile = profile
    this.keeper.keep({ site: this.#site, profile: profileToSave(profile) })
  }
}
