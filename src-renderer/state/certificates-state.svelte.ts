import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { ComparisonState } from './comparison-state.svelte.ts'
import { Operation } from './operation.svelte.ts'

export type SourceKind = 'file' | 'text' | 'server'

/** Where the certificate comes from, what was read, and what is done with it. */
export class CertificatesState {
  readonly read: Operation<'certificate.read'>
  readonly save: Operation<'certificate.save'>
  readonly comparison: ComparisonState
  #kind = $state.raw<SourceKind>('file')
  #text = $state('')
  #address = $state('')
  #serverName = $state('')
  #startTls = $state(false)
  #fileName = $state('')
  #message = $state('')
  #readAtMs = $state<number>()

  constructor(engine: Engine) {
    this.read = new Operation(engine, 'certificate.read')
    this.save = new Operation(engine, 'certificate.save')
    this.comparison = new ComparisonState(engine)
  }

  get kind(): SourceKind {
    return this.#kind
  }

  get text(): string {
    return this.#text
  }

  get address(): string {
    return this.#address
  }

  get serverName(): string {
    return this.#serverName
  }

  get startTls(): boolean {
    return this.#startTls
  }

  /** Name of the file chosen last. */
  get fileName(): string {
    return this.#fileName
  }

  /** Why nothing can be read yet; empty when nothing is in the way. */
  get message(): string {
    return this.#message
  }

  get readAtMs(): number | undefined {
    return this.#readAtMs
  }

  /** Where the last saved chain went, as a sentence. */
  get saveNotice(): string {
    return this.save.value?.kind === 'saved' ? `Saved to ${this.save.value.path}` : ''
  }

  choose(kind: SourceKind): void {
    this.#kind = kind
    this.#message = ''
  }

  typeText(text: string): void {
    this.#text = text
    this.#message = ''
  }

  typeAddress(address: string): void {
    this.#address = address
    this.#message = ''
  }

  typeServerName(serverName: string): void {
    this.#serverName = serverName
  }

  chooseStartTls(startTls: boolean): void {
    this.#startTls = startTls
  }

  async readFile(file: File): Promise<void> {
    this.choose('file')
    this.#fileName = file.name
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) this.#message = unreadableFileText(file)
    else await this.#run({ kind: 'file', name: file.name, bytes })
  }

  /** Reads what was pasted or the server that was named. False when something is missing first. */
  readTyped(): boolean {
    if (this.#kind === 'server') {
      if (this.#address.trim() === '') return this.#ask('Enter the server and its port, for example dc1.corp.example:636.')
      void this.#run({ kind: 'server', address: this.#address.trim(), startTls: this.#startTls, serverName: this.#serverName.trim() })
      return true
    }
    if (this.#text.trim() === '') return this.#ask('Paste a certificate first: the lines from BEGIN CERTIFICATE to END CERTIFICATE.')
    void this.#run({ kind: 'text', text: this.#text })
    return true
  }

  saveChain(suggestedName: string, pem: string): void {
    void this.save.run({ suggestedName, pem })
  }

  async #run(source: OperationInput<'certificate.read'>): Promise<void> {
    this.#message = ''
    this.comparison.forget()
    this.save.reset()
    this.#readAtMs = Date.now()
    await this.read.run(source)
  }

  #ask(message: string): false {
    this.#message = message
    return false
  }
}
