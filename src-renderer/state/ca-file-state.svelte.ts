import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { Operation } from './operation.svelte.ts'

/** A form that holds a CA file. */
export interface CaFileTarget {
  /** Empty texts: none. */
  setCaFile(fileName: string, pem: string): void
}

/** Turns a chosen CA file into the PEM text that a form holds; Windows hands out binary ones. */
export class CaFileState {
  readonly #form: CaFileTarget
  readonly #convert: Operation<'certificate.read'>
  #message = $state('')

  constructor(engine: Engine, form: CaFileTarget) {
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
