import type { OperationInput } from '../../src-main/contract/operations.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'

export type SamlDocument = OperationInput<'saml.inspect'>['document']

/** What somebody has in hand: an address, a document, or a certificate alone. */
export type SamlDocumentKind = 'url' | 'xml' | 'certificate'

interface GivenFile {
  readonly kind: 'file'
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Metadata or a certificate as somebody gives it. What is given in one way stays while another is looked at. */
export class SamlDocumentState {
  /** Begins the ids of its controls. */
  readonly id: string
  readonly #onTyped: () => void
  #kind = $state.raw<SamlDocumentKind>('url')
  #url = $state('')
  #insist = $state(false)
  #text = $state('')
  #xmlFile = $state.raw<GivenFile>()
  #certificate = $state.raw<GivenFile>()
  #message = $state('')
  readonly #given = $derived(this.#gather())

  /** `onTyped`: an address was typed that is to be found again. */
  constructor(id: string, onTyped: () => void = () => undefined) {
    this.id = id
    this.#onTyped = onTyped
  }

  get kind(): SamlDocumentKind {
    return this.#kind
  }

  get url(): string {
    return this.#url
  }

  /** Also an address that is no Microsoft host. */
  get insist(): boolean {
    return this.#insist
  }

  get text(): string {
    return this.#text
  }

  /** Name of the file that is in hand for the chosen way; empty: none. */
  get fileName(): string {
    const file = this.#kind === 'certificate' ? this.#certificate : this.#xmlFile
    return file?.name ?? ''
  }

  /** Why nothing can be read yet; empty when nothing is in the way. */
  get message(): string {
    return this.#message
  }

  /** The document as it travels. Absent: nothing is given yet. */
  get given(): SamlDocument | undefined {
    return this.#given
  }

  choose(kind: SamlDocumentKind): void {
    this.#kind = kind
    this.#message = ''
  }

  typeUrl(url: string): void {
    this.#url = url
    this.#message = ''
    this.#onTyped()
  }

  chooseInsist(insist: boolean): void {
    this.#insist = insist
  }

  /** What is typed takes the place of a file. */
  typeText(text: string): void {
    this.#text = text
    this.#xmlFile = undefined
    this.#message = ''
  }

  removeFile(): void {
    if (this.#kind === 'certificate') this.#certificate = undefined
    else this.#xmlFile = undefined
  }

  /** True when the file is in hand. */
  async take(file: File): Promise<boolean> {
    if (this.#kind === 'url') this.choose('xml')
    const bytes = await bytesOfFile(file)
    this.#message = bytes === undefined ? unreadableFileText(file) : ''
    if (bytes === undefined) return false
    this.#put({ kind: 'file', name: file.name, bytes })
    return true
  }

  /** A certificate that came as text. */
  takeCertificate(name: string, pem: string): void {
    this.#kind = 'certificate'
    this.#put({ kind: 'file', name, bytes: new Uint8Array(new TextEncoder().encode(pem)) })
  }

  /** Answers the id of the control to fill first; undefined when something is given. */
  press(): string | undefined {
    if (this.#given !== undefined) return undefined
    this.#message = missing[this.#kind]
    return `${this.id}-${this.#kind}`
  }

  #put(file: GivenFile): void {
    if (this.#kind === 'certificate') this.#certificate = file
    else {
      this.#xmlFile = file
      this.#text = ''
    }
  }

  #gather(): SamlDocument | undefined {
    switch (this.#kind) {
      case 'url':
        return this.#url.trim() === '' ? undefined : { kind: 'url', url: this.#url.trim(), insist: this.#insist }
      case 'xml':
        return this.#xmlFile ?? (this.#text.trim() === '' ? undefined : { kind: 'text', text: this.#text })
      case 'certificate':
        return this.#certificate
    }
  }
}

const missing: Readonly<Record<SamlDocumentKind, string>> = {
  url: 'Enter the address that Entra ID calls “App Federation Metadata Url”.',
  xml: 'Choose the metadata file, or paste what is in it.',
  certificate: 'Choose the certificate file that Entra ID gave you.'
}

/** The same file chosen twice is not the same: it may have changed. */
export function isSameDocument(one: SamlDocument | undefined, other: SamlDocument | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  if (one.kind === 'url') return other.kind === 'url' && one.url === other.url && one.insist === other.insist
  if (one.kind === 'text') return other.kind === 'text' && one.text === other.text
  return other.kind === 'file' && one.bytes === other.bytes
}
