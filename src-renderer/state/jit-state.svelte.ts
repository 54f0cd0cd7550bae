import type { GroupMapping, JitView } from '../../src-main/core/jit/jit-views.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { Operation } from './operation.svelte.ts'
import type { ProfileState } from './profile-state.svelte.ts'
import type { ProviderAtSite } from './provisioning-state.svelte.ts'

/** What a first sign-in does, and names for groups that it has named by their ids. */
export class JitState {
  readonly read: Operation<'jit.read'>
  readonly map: Operation<'groups.map'>
  readonly #provider: () => ProviderAtSite | undefined
  readonly #profile: ProfileState
  #view = $state.raw<JitView>()
  #fileName = $state('')
  #message = $state('')

  constructor(engine: Engine, provider: () => ProviderAtSite | undefined, profile: ProfileState) {
    this.read = new Operation(engine, 'jit.read')
    this.map = new Operation(engine, 'groups.map')
    this.#provider = provider
    this.#profile = profile
  }

  /** What was read last; it stays while it is read again, or could not be. */
  get view(): JitView | undefined {
    return this.#view
  }

  get mapping(): GroupMapping | undefined {
    return this.map.value
  }

  /** Of the file with names; empty: none was chosen. */
  get fileName(): string {
    return this.#fileName
  }

  /** Why the file could not be opened; empty when nothing is in the way. */
  get message(): string {
    return this.#message
  }

  async load(): Promise<void> {
    const provider = this.#provider()
    if (provider === undefined) return
    const ended = await this.read.run({ ...provider })
    if (ended.status === 'done') this.#view = ended.value
  }

  async takeFile(file: File): Promise<void> {
    const site = this.#provider()?.site
    if (site === undefined) return
    const bytes = await bytesOfFile(file)
    this.#message = bytes === undefined ? unreadableFileText(file) : ''
    if (bytes === undefined) return
    this.#fileName = file.name
    await this.map.run({ site, name: file.name, bytes })
  }

  /** The new names become part of the set-up. Those of other groups that are planned already stay. */
  planRenames(): void {
    const renames = this.mapping?.groups ?? []
    if (renames.length > 0) this.#profile.renameGroups(renames)
  }

  /** Another site, or another provider. */
  forget(): void {
    this.read.reset()
    this.map.reset()
    this.#view = undefined
    this.#fileName = ''
    this.#message = ''
  }
}
