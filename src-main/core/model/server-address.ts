import { fail, succeed, type Result } from '../result.ts'
import { ipAddressBytes } from './ip-address.ts'

export interface ServerAddress {
  /** Without brackets. */
  readonly host: string
  readonly port: number
}

/** Reads `host`, `host:port`, `[ipv6]:port` or `ldaps://host:port`; the error is one sentence for people. */
export function parseServerAddress(typed: string, usualPort: number): Result<ServerAddress, string> {
  const address = typed
    .trim()
    .replace(/^ldaps?:\/\//i, '')
    .replace(/\/$/, '')
  if (address === '') return fail('Enter the server as NAME:PORT, for example dc1.corp.example:636')
  // A bare IPv6 address has several colons, and its last group is no port.
  if (ipAddressBytes(address) !== undefined && !address.startsWith('[')) return succeed({ host: address, port: usualPort })
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(address)
  const host = (parts?.[1] ?? '').replace(/^\[(.*)\]$/, '$1')
  const port = parts?.[2] ?? String(usualPort)
  if (parts === null || host === '' || !isHost(host, address.startsWith('['))) {
    return fail(`“${shortened(typed)}” is no server address. Write NAME:PORT, or [ADDRESS]:PORT for an IPv6 address`)
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    return fail(`“${shortened(port)}” is no port: a port is a number from 1 to 65535`)
  return succeed({ host, port: Number(port) })
}

/** `dc1.corp.example:636`, `[2001:db8::1]:636`. */
export function serverAddressText({ host, port }: ServerAddress): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`
}

function isHost(host: string, isBracketed: boolean): boolean {
  if (isBracketed) return host.includes(':') && ipAddressBytes(host) !== undefined
  return host.length <= 253 && /^[\p{L}\p{N}._-]+$/u.test(host)
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
