import { isIP } from 'node:net'
import { asciiHostName } from '../../core/model/ascii-host-name.ts'

/** A host as the network needs it: an address without brackets, or a name in its ASCII form without a final dot. */
export type HostName =
  { readonly kind: 'address'; readonly address: string; readonly family: 4 | 6 } | { readonly kind: 'name'; readonly name: string }

/** Never fails: a text that is no sensible name stays as it is, and the name server will not know it. */
export function parseHost(text: string): HostName {
  const typed = text.trim()
  const address = typed.startsWith('[') && typed.endsWith(']') ? typed.slice(1, -1) : typed
  const family = isIP(address)
  if (family === 4 || family === 6) return { kind: 'address', address, family }
  return { kind: 'name', name: asciiHostName(typed) ?? typed }
}

/** What `net.connect`, certificates and SNI know the host by. */
export function hostText(host: HostName): string {
  return host.kind === 'address' ? host.address : host.name
}
