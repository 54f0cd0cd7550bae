import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { Operation } from './operation.svelte.ts'

/** One certificate of the chain held against a fingerprint or a second file. */
export class ComparisonState {
  readonly compare: Operation<'certificate.compare'>
  #text = $state('')
  #fileName = $state('')
  #message = $state('')

  constructor(engine: Engine) {
    this.compare = new Operation(engine, 'certificate.compare')
  }

  get text(): string {
    return this.#text
  }

  /** Name of the second file when that was compared last; else empty. */
  get fileName(): string {
    return this.#fileName
  }

  /** Why nothing can be compared yet; empty when nothing is in the way. */
  get message(): string {
    return this.#message
  }

  type(text: string): void {
    this.#text = text
    this.#fileName = ''
    this.#message = ''
    this.compare.reset()
  }

  withFingerprint(fingerprintSha256: string): void {
    if (this.#text.trim() === '') {
      this.#message = 'Paste the fingerprint that you were given first.'
      return
    }
    const text = this.#text
    // People paste either the fingerprint or the whole certificate into the same box.
    const other = text.includes('-----BEGIN') ? { kind: 'text' as const, text } : { kind: 'fingerprint' as const, text: text.trim() }
    void this.compare.run({ fingerprintSha256, other })
  }

  async withFile(fingerprintSha256: string, file: File): Promise<void> {
    this.#text = ''
    this.#fileName = file.name
    this.#message = ''
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) this.#message = unreadableFileText(file)
    else await this.compare.run({ fingerprintSha256, other: { kind: 'file', name: file.name, bytes } })
  }

  forget(): void {
    this.compare.reset()
    this.#text = ''
    this.#fileName = ''
    this.#message = ''
  }
}
