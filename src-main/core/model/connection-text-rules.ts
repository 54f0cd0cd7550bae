import type { Security } from './directory-settings.ts'
import { ipAddressBytes } from './ip-address.ts'

/** What is to be said about one typed text, wherever it is typed. */
export interface TextMessage {
  readonly severity: 'error' | 'advice'
  readonly text: string
}

/** About the name of a directory server that is not empty; `undefined`: nothing. `securityLabel`: how the same form calls its choice of encryption. */
export function hostMessage(typed: string, securityLabel: string): TextMessage | undefined {
  const host = typed.trim()
  if (/^ldaps?:\/\//i.test(host))
    return error(`Enter only the name, without ldap:// or ldaps://. How to encrypt is chosen under “${securityLabel}”.`)
  if (/^https?:\/\//i.test(host)) return error('This is a web address. Enter the name of the directory server only.')
  if (/[/\\]/.test(host)) return error('Enter only the name, without slashes.')
  if (/\s/.test(host)) return error('A host name has no spaces.')
  if (/@/.test(host)) return error('This looks like a user name. Enter the name of the server.')
  if (/^[^:[\]]+:\d+$/.test(host)) return error('Enter the port in its own box, not behind the name.')
  if (/^\d+(?:\.\d+){3}$/.test(host)) {
    if (host.split('.').some((part) => Number(part) > 255)) return error('This is no IP address: each part is at most 255.')
    return advice('Certificates name servers, hardly ever addresses. Prefer the name that stands on the server’s certificate.')
  }
  if (host.includes(':') && ipAddressBytes(host) !== undefined) return undefined
  if (!HOST_NAME.test(host)) return error('This is no host name. Letters, digits, dots and hyphens are allowed.')
  return undefined
}

/** About a base DN that is not empty. */
export function baseDnMessage(typed: string): TextMessage | undefined {
  const baseDn = typed.trim()
  if (!baseDn.includes('=')) {
    if (/^[\w-]+(?:\.[\w-]+)+$/.test(baseDn)) {
      const asDn = baseDn
        .split('.')
        .map((part) => `DC=${part}`)
        .join(',')
      return error(`This is a domain name. As a distinguished name it is ${asDn}.`)
    }
    return error('This is no distinguished name: each part needs “=”, as in OU=Staff,DC=corp,DC=example.')
  }
  if (/^[^,]*\/[^,]*=/.test(baseDn)) return error('Separate the parts by commas, not slashes: OU=Staff,DC=corp,DC=example.')
  if (/(?:^|[^\\]),\s*(?:,|$)/.test(baseDn)) return error('There is a comma too many.')
  if (baseDn.split(/(?<!\\)[,+]/).some((part) => !/^\s*(?:[A-Za-z][\w-]*|\d+(?:\.\d+)+)\s*=/.test(part))) {
    return error('A part has no “name=” before its value. A comma inside a value needs a backslash before it.')
  }
  return undefined
}

/** About the attribute that holds user names, together with the suffix that is appended to them. */
export function usernameFieldMessage(typed: string, domain: string): TextMessage | undefined {
  const field = typed.trim()
  if (field !== '' && !/^[A-Za-z][A-Za-z0-9-]*$/.test(field)) return error('An attribute name has letters, digits and hyphens only.')
  if (field.toLowerCase() === 'userprincipalname' && domain.trim() !== '')
    return advice('userPrincipalName already ends in a domain, and the domain below would be appended to it. Leave one of the two out.')
  return undefined
}

/** About the suffix of user names. */
export function domainMessage(typed: string): TextMessage | undefined {
  const domain = typed.trim().replace(/^@/, '')
  if (domain === '' || (HOST_NAME.test(domain) && domain.includes('.'))) return undefined
  return error('Enter a domain such as corp.example; it is appended to user names after “@”.')
}

/** About a typed port; empty is none. */
export function portMessage(typed: string, security: Security): TextMessage | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || !isPort(port)) return error('A port is a number from 1 to 65535.')
  if (security === 'ldaps' && (port === 389 || port === 3268))
    return advice(`Port ${port} speaks plain LDAP. LDAPS normally uses ${port === 389 ? 636 : 3269}; on ${port} choose StartTLS.`)
  if (security !== 'ldaps' && (port === 636 || port === 3269)) return advice(`Port ${port} is encrypted from the first byte: choose LDAPS.`)
  return undefined
}

/** About certificates that are to be trusted, as PEM; empty is none. */
export function caPemMessage(pem: string): TextMessage | undefined {
  if (pem.trim() === '') return undefined
  if (/PRIVATE KEY/.test(pem)) return error('This file holds a private key. Choose the certificate of the authority only.')
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) return error('This file holds no certificate in PEM form.')
  return undefined
}

/** About a password that would travel readable. */
export function cleartextMessage(security: Security, isAllowed: boolean): TextMessage | undefined {
  return security !== 'none' || isAllowed
    ? undefined
    : advice('Without encryption the password would be readable on the network. It is not sent unless you allow it here.')
}

export function comparableHost(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, '')
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
}

const HOST_NAME =
  /^(?=.{1,253}$)(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?)(?:\.(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?))*\.?$/u

function error(text: string): TextMessage {
  return { severity: 'error', text }
}

function advice(text: string): TextMessage {
  return { severity: 'advice', text }
}
