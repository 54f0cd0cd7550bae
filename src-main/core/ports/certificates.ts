import type { CertificateFileFailure } from '../model/certificate-file-failure.ts'
import type { ChainFacts, ChainTrust } from '../model/certificate.ts'
import type { Result } from '../result.ts'

export interface CertificatePort {
  /** The certificates in a file's bytes or a pasted text, as chains; the chain of the first certificate comes first. */
  read(content: Uint8Array | string, fileName?: string): Promise<Result<readonly ChainFacts[], CertificateFileFailure>>
  /** Whether the authorities this computer trusts, and the public ones, vouch for the chain. */
  trust(chain: ChainFacts): Promise<{ readonly here: ListedTrust; readonly publicly: ListedTrust }>
}

/** `list` names the list of authorities: `the certificate store of this computer (140 authorities)`. */
export type ListedTrust = ChainTrust & { readonly list: string }
