import type { CertificatePort } from '../../core/ports/certificates.ts'
import { succeed } from '../../core/result.ts'
import { buildChains } from './build-chains.ts'
import { publicRoots, type RootList } from './public-roots.ts'
import { readCertificates } from './read-certificates.ts'
import { systemRoots } from './system-roots.ts'
import { trustOf } from './trust-of.ts'

/** Reads certificates and judges their chains on Node; `now` gives milliseconds since 1970. */
export function createCertificates(now: () => number = Date.now): CertificatePort {
  return {
    async read(content, fileName) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      const file = readCertificates(bytes, fileName === undefined ? {} : { fileName })
      return file.ok ? succeed(firstOfFileFirst(file.value.certificates[0]?.fingerprintSha256, buildChains(file.value.certificates))) : file
    },
    async trust(chain) {
      const moment = new Date(now())
      const judged = ({ pems, source }: RootList) => ({ ...trustOf(chain, pems, moment), list: source })
      return { here: judged(systemRoots()), publicly: judged(publicRoots()) }
    }
  }
}

/** People expect the certificate they exported to be on top, whatever else is in the file. */
function firstOfFileFirst<C extends { readonly certificates: readonly { readonly fingerprintSha256: string }[] }>(
  fingerprint: string | undefined,
  chains: readonly C[]
): readonly C[] {
  const holds = (chain: C) => chain.certificates.some((certificate) => certificate.fingerprintSha256 === fingerprint)
  return [...chains.filter(holds), ...chains.filter((chain) => !holds(chain))]
}
