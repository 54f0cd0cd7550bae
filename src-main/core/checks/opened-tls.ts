import type { TlsOpened } from '../model/tls-facts.ts'
import type { HostProbes } from './probes.ts'

/** The look at a server whose TLS opened. Checks that call this need `ldap.tls-opens`, so anything else is a bug in their `needs`. */
export async function openedTls(probes: HostProbes): Promise<TlsOpened> {
  const look = await probes.tls()
  if (look.kind !== 'opened') throw new TypeError('This check must wait for ldap.tls-opens')
  return look
}

export const NO_TLS = 'Security is “none”: there is no certificate to judge.'
