import { rootCertificates } from 'node:tls'

/** A list of trusted authorities and where it was found. */
export interface RootList {
  readonly pems: readonly string[]
  /** For evidence: `the public authorities that come with Node.js 24.21.0 (144)`. */
  readonly source: string
}

/** The authorities that Mozilla trusts, as Node.js carries them: what a cloud service normally has. */
export function publicRoots(): RootList {
  return {
    pems: rootCertificates,
    source: `the public authorities that come with this application (${String(rootCertificates.length)}, Node.js ${process.versions.node})`
  }
}
