import { parseWebAddress, withoutCredentials, type WebAddress } from '../entra/web-address.ts'
import { SERVICE_SCIM_ENDPOINT } from '../entra/service-addresses.ts'

/** The address that Entra ID calls “Tenant URL”, as it was typed. */
export type ScimAddress =
  /** `shown` is without a name and password. */
  | { readonly kind: 'unreadable'; readonly shown: string; readonly because: string }
  | { readonly kind: 'not-https'; readonly shown: string; readonly scheme: string }
  | UsableScimAddress

export interface UsableScimAddress {
  readonly kind: 'usable'
  readonly shown: string
  /** Without query and final slash: `/Users` is put behind it. */
  readonly base: string
  /** Host and port. */
  readonly host: string
  /** The host belongs to Files.com. */
  readonly isFilesCom: boolean
  /** How it differs from the documented address of Files.com, or from any usual one; sentences without a full stop. */
  readonly differences: readonly string[]
  /** Entra ID’s own flags in the query: `aadOptscim062020`. */
  readonly flags: readonly string[]
}

/** Reads it the way Entra ID would use it. Plain http is for this computer only. */
export function readScimAddress(typed: string): ScimAddress {
  const text = typed.trim()
  const shown = shortened(withoutCredentials(text))
  const address = parseWebAddress(text)
  if (text === '') return { kind: 'unreadable', shown: '(empty)', because: 'nothing was entered' }
  if (address === undefined || text.includes('\\')) return { kind: 'unreadable', shown, because: 'it is no web address' }
  if (address.hasCredentials) return { kind: 'unreadable', shown, because: 'it holds a name or a password in front of the host' }
  if (!isReachable(address))
    return {
      kind: 'unreadable',
      shown,
      because: 'host or port cannot be one; a name with other letters than a to z is written in its xn-- form'
    }
  const isHere = address.host === '127.0.0.1' || address.host === 'localhost'
  if (address.scheme !== 'https' && !(address.scheme === 'http' && isHere)) return { kind: 'not-https', shown, scheme: address.scheme }
  const isFilesCom = address.host === 'files.com' || address.host.endsWith('.files.com')
  const host = address.port === undefined ? address.host : `${address.host}:${address.port}`
  return {
    kind: 'usable',
    shown,
    base: `${address.scheme}://${host}${address.path.replace(/\/+$/, '')}`,
    host,
    isFilesCom,
    differences: isFilesCom ? differencesFromService(text, address) : oddities(address),
    flags: flagsOf(address)
  }
}

/** What Entra ID understands in the query itself. */
export const ENTRA_FLAGS: Readonly<Record<string, string>> = {
  aadOptscim062020:
    'it makes Entra ID write the changes as the SCIM standard has them: small letters, true and false without quotation marks, members removed by a path. Provision on demand does not keep to it',
  AzureAdScimPatch2017: 'it makes Entra ID write changes in its oldest way, and is meant for a step back only'
}

function differencesFromService(text: string, address: WebAddress): readonly string[] {
  const bare = text.replace(/[?#].*$/, '')
  const found: string[] = []
  if (address.host !== 'app.files.com')
    found.push(`the host is ${address.host}; SCIM of every site is at app.files.com, and the token says which site is meant`)
  if (address.port !== undefined && address.port !== '443') found.push(`it names the port ${address.port}`)
  const path = address.path.replace(/\/+$/, '')
  if (path !== WANTED_PATH) found.push(pathDifference(path, address.segments))
  else if (bare.endsWith('/')) found.push('it has a final slash')
  if (otherQuery(address).length > 0) found.push('something stands behind a question mark')
  if (text.includes('#')) found.push('something stands behind a #')
  if (found.length === 0 && bare !== SERVICE_SCIM_ENDPOINT && address.port === undefined) found.push('it is written with other capitals')
  return found
}

const WANTED_PATH = '/api/scim'

function pathDifference(path: string, segments: readonly string[]): string {
  const last = segments.at(-1) ?? ''
  if (path.toLowerCase() === WANTED_PATH) return 'its path is written with capitals'
  if (/^v\d+(?:\.\d+)?$/i.test(last)) return `it ends with /${last}: Files.com has no version in the address`
  if (isResource(last)) return `it ends with /${last}: Entra ID puts that behind the address by itself`
  return path === '' ? 'its path /api/scim is missing' : `its path is ${shortened(path)} instead of ${WANTED_PATH}`
}

function oddities(address: WebAddress): readonly string[] {
  const found: string[] = []
  const last = address.segments.at(-1) ?? ''
  if (address.path.length > 1 && address.path.endsWith('/')) found.push('it has a final slash, so that some servers see two of them')
  if (isResource(last)) found.push(`it ends with /${last}: Entra ID puts that behind the address by itself`)
  if (otherQuery(address).length > 0) found.push('something stands behind a question mark that is no flag of Entra ID')
  return found
}

function isResource(segment: string): boolean {
  return /^(?:users|groups|schemas|serviceproviderconfig)$/i.test(segment)
}

function flagsOf({ query }: WebAddress): readonly string[] {
  return Object.keys(ENTRA_FLAGS).filter((flag) => query.some(([name]) => name.toLowerCase() === flag.toLowerCase()))
}

function otherQuery({ query }: WebAddress): WebAddress['query'] {
  const flags = Object.keys(ENTRA_FLAGS).map((flag) => flag.toLowerCase())
  return query.filter(([name]) => !flags.includes(name.toLowerCase()))
}

/** Plain letters only: programs fold others, so that a look-alike of files.com would be judged as one host and asked as another. */
function isReachable({ host, port }: WebAddress): boolean {
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false
  return /^(?=.{1,253}$)[a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9_-]{1,63})*$/.test(host)
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

const LONGEST = 200
