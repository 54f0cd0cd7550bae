/** `TLS 1.3` for the TLS library's `TLSv1.3`. */
export function tlsVersionText(version: string): string {
  return version === 'TLSv1' ? 'TLS 1.0' : version.replace('TLSv', 'TLS ')
}
