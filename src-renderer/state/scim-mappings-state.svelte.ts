import type { MappingCheck } from '../../src-main/core/scim/scim-views.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { Operation } from './operation.svelte.ts'

/** Attribute mappings as Entra ID exports them, against what Files.com documents. */
export class ScimMappingsState {
  readonly check: Operation<'scim.mappings'>
  #fileName = $state('')
  #message = $state('')

  constructor(engine: Engine) {
    this.check = new Operation(engine, 'scim.mappings')
  }

  get result(): MappingCheck | undefined {
    return this.check.value
  }

  /** Empty: none was chosen. */
  get fileName(): string {
    return this.#fileName
  }

  /** Why the file could not be opened; empty when nothing is in the way. */
  get message(): string {
    return this.#message
  }

  async takeFile(file: File): Promise<void> {
    const bytes = await bytesOfFile(file)
    this.#message = bytes === undefined ? unreadableFileText(file) : ''
    if (bytes === undefined) return
    this.#fileName = file.name
    await this.check.run({ name: file.name, bytes })
  }

  /** Another provider: its application has mappings of its own. */
  forget(): void {
    this.check.reset()
    this.#fileName = ''
    this.#message = ''
  }
}
