import { type EntraCloud, entraClouds } from './entra-cloud.ts'
import { type EntraTenant, hasPlaceholder, readTenant } from './tenant.ts'
import { parseWebAddress, type WebAddress } from './web-address.ts'

/** What an address says about Microsoft Entra ID, before anybody asks it. */
export interface EntraAddress {
  /** As typed, without white space around it. */
  readonly text: string
  readonly scheme: string
  readonly hasCredentials: boolean
  /** With the port, when there is one. */
  readonly host: string
  /** Absent: no host of a known cloud. An issuer host that two clouds share gives the first of them. */
  readonly cloud: EntraCloud | undefined
  readonly page: EntraPage
  readonly tenant: EntraTenant | undefined
  /** The `appid` of the query, as written; several or an empty one as well. */
  readonly applicationIds: readonly string[]
}

export type EntraPage =
  | 'federation-metadata'
  /** `/.well-known/openid-configuration`: for OAuth, not for SAML. */
  | 'openid-discovery'
  /** `/saml2`: where sign-in happens. */
  | 'saml-endpoint'
  /** `/wsfed`, `/oauth2/...`, `/login`, `/kmsi`: sign-in of other kinds. */
  | 'sign-in'
  /** `sts.windows.net/TENANT/`: a name, and no page. */
  | 'issuer'
  /** Where the administrator clicks. */
  | 'portal'
  /** Files.com’s own metadata. */
  | 'service-metadata'
  | 'other'

/** `undefined` for a text that is no address. Never throws, whatever is typed. */
export function readEntraAddress(typed: string): EntraAddress | undefined {
  const text = typed.trim()
  const address = parseWebAddress(text)
  if (address === undefined) return undefined
  const { scheme, hasCredentials, query } = address
  const cloud = cloudOfHost(address)
  const page = pageOf(address)
  return {
    text,
    scheme,
    hasCredentials,
    host: address.port === undefined ? address.host : `${address.host}:${address.port}`,
    cloud,
    page,
    tenant: cloud === undefined || page === 'portal' ? undefined : tenantOf(address),
    applicationIds: query.filter(([name]) => name.toLowerCase() === 'appid').map(([, value]) => value.trim())
  }
}

/** The cloud whose sign-in or issuer host this is. */
function cloudOfHost({ host, port }: WebAddress): EntraCloud | undefined {
  if (port !== undefined && port !== '443') return undefined
  return entraClouds.find(
    (cloud) => host === cloud.loginHost || cloud.otherLoginHosts.includes(host) || host === cloud.issuerHost || host === portalHost(cloud)
  )
}

function portalHost(cloud: EntraCloud): string {
  return cloud.portalUrl.replace('https://', '')
}

/** Hosts on which administrators click; their addresses say nothing that could be fetched. */
const PORTALS =
  /^(?:(?:portal|ms\.portal)\.azure\.(?:com|us|cn)|(?:entra|admin|myapps|myapplications)\.microsoft\.(?:com|us)|aad\.portal\.azure\.(?:com|us)|entra\.microsoftonline\.cn)$/

function pageOf({ host, path }: WebAddress): EntraPage {
  if (host === 'app.files.com' || host.endsWith('.files.com'))
    return /^\/saml(?:\/metadata|\/consume)?\/?$/i.test(path) ? 'service-metadata' : 'other'
  if (PORTALS.test(host)) return 'portal'
  // Microsoft answers to any case in the path, and the portal itself writes it in lower case.
  if (/\/federationmetadata\/2007-06\/federationmetadata\.xml$/i.test(path)) return 'federation-metadata'
  if (/\/\.well-known\/openid-configuration\/?$/i.test(path)) return 'openid-discovery'
  if (/^\/[^/]+\/saml2\/?$/i.test(path)) return 'saml-endpoint'
  if (entraClouds.some((cloud) => cloud.issuerHost === host)) return 'issuer'
  if (/^\/(?:[^/]+\/)?(?:wsfed|oauth2|login|kmsi|reprocess|logout)(?:\/|$)/i.test(path) || /^\/?$/.test(path)) return 'sign-in'
  return 'other'
}

/** Always the first part of the path; `{tenant}` may arrive percent-encoded. */
function tenantOf({ segments }: WebAddress): EntraTenant | undefined {
  const [first] = segments
  if (first === undefined) return undefined
  if (/^(?:federationmetadata|saml2|\.well-known)$/i.test(first) && !hasPlaceholder(first)) return undefined
  return readTenant(first)
}
