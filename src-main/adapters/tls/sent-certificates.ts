import type { TLSSocket } from 'node:tls'

/**
 * The certificates in DER, in the order in which the server sent them, leaf first, strangers included.
 * Call it once per connection: Node takes the list apart while reading it (see test/integration/tls/captured-chain.test.ts).
 * `getPeerCertificate(true)` is no substitute: it sorts, drops what does not belong to the chain, and adds what the
 * trusted list knows.
 */
export function sentCertificates(socket: TLSSocket): readonly Uint8Array[] {
  const ders: Uint8Array[] = []
  for (let certificate = socket.getPeerX509Certificate(); certificate !== undefined; certificate = certificate.issuerCertificate) {
    ders.push(new Uint8Array(certificate.raw))
  }
  return ders
}
