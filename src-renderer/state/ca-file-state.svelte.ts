import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import type { DirectoryFormState } from './directory-form-state.svelte.ts'
import { Operation } from './operation.svelte.ts'

/** Turns a chosen CA file into the PEM text that the form holds; Windows hands out binary ones. */
export class CaFileState {
  readonly #form: DirectoryFormState
  readonly #convert: Operation<'certificate.read'>
  #message = $state('')

  constructor(engine: Engine, form: DirectoryFormState) {
    this.#form = form
    this.#convert = new Operation(engine, 'certificate.read')
  }

  /** Why the last file was not taken, in one sentence; empty when it was. */
  get message(): string {
    return this.#message
  }

  get problem(): Problem | undefined {
    return this.#convert.problem
  }

  async choose(file: File): Promise<void> {
    this.#message = ''
    this.#convert.reset()
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) {
      this.#message = unreadableFileText(file)
      return
    }
    const text = new TextDecoder().decode(bytes)
    if (text.includes('-----BEGIN ')) {
      this.#form.setCaFile(file.name, text)
      return
    }
    const ended = await this.#convert.run({ kind: 'file', name: file.name, bytes })
    if (ended.status === 'done') this.#form.setCaFile(file.name, ended.value.chains.map(({ pem }) => pem).join('\n'))
  }

  remove(): void {
    this.#message = ''
    this.#convert.reset()
    this.#form.setCaFile('', '')
  }
}
