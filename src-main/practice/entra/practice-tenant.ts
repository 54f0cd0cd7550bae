import { randomUUID } from 'node:crypto'
import { SERVICE_ENTITY_ID, SERVICE_REPLY_URL } from '../../core/entra/service-addresses.ts'
import { type Company, makeCompany } from '../company/make-company.ts'
import type { Person } from '../company/person.ts'
import { entraClaims, userPrincipalName } from './entra-claims.ts'
import { entraMetadata } from './entra-metadata.ts'
import { entraResponse } from './entra-response.ts'
import { otherTenantNames, practiceGuid, practiceTenantNames, type TenantNames } from './practice-tenant-names.ts'
import type { SignInFaultName } from './sign-in-fault.ts'
import { makeSigningKey, type SigningKey } from './signing-key.ts'

/** The practice company’s tenant of Microsoft Entra ID, with one application for Files.com, as far as a browser and a service see of it. */
export interface PracticeTenant {
  readonly names: TenantNames
  readonly company: Company
  keys(): TenantKeys
  /** What Entra would publish at this address; `undefined` for addresses that are not of this tenant. Without `appid` these are the keys of the tenant, which sign nothing for an application. */
  metadataAt(url: string): string | undefined
  signIn(wanted: SignIn): MicrosoftAnswer
  /** “Make certificate active”: from now on the next key signs, and the one of before stays published. */
  makeNextActive(): void
}

export interface TenantKeys {
  /** Signs now. */
  readonly current: SigningKey
  /** Made, published and not active. */
  readonly next: SigningKey
}

export interface SignIn {
  readonly person: Person
  readonly fault: SignInFaultName | undefined
  /** Id of the service’s request. Absent: the sign-in began at Microsoft. */
  readonly inResponseTo?: string
}

export type MicrosoftAnswer =
  /** What the browser posts: base64 of the XML. */
  | { readonly kind: 'response'; readonly samlResponse: string; readonly xml: string }
  /** Microsoft’s own error page; nothing is posted. */
  | { readonly kind: 'refused'; readonly text: string }

/** Makes a tenant with new keys. `now`: milliseconds since 1970. */
export async function makePracticeTenant(now: () => number = Date.now): Promise<PracticeTenant> {
  const monthAgo = new Date(now() - 30 * DAY_MS)
  const [first, second, ofTenant, unpublished, foreign] = await Promise.all([
    makeSigningKey(new Date(now() - 700 * DAY_MS)),
    makeSigningKey(monthAgo),
    makeSigningKey(monthAgo),
    makeSigningKey(new Date(now() - 1100 * DAY_MS), 4),
    makeSigningKey(monthAgo)
  ])
  const names = practiceTenantNames()
  const other = otherTenantNames()
  const company = makeCompany()
  let current = first
  let next = second
  const documentId = practiceGuid('metadata')

  function signIn({ person, fault, inResponseTo }: SignIn): MicrosoftAnswer {
    const at = new Date(now())
    const refusal = refusalOf(person, fault)
    if (refusal !== undefined) return { kind: 'refused', text: errorPageText(refusal, at) }
    const from = fault === 'other-tenant' ? other : names
    const xml = entraResponse({
      responseId: randomUUID(),
      assertionId: randomUUID(),
      issuer: from.issuer,
      audience: fault === 'wrong-audience' ? `${SERVICE_ENTITY_ID}/` : SERVICE_ENTITY_ID,
      replyUrl: SERVICE_REPLY_URL,
      nameId: fault === 'mail-as-name' ? (person.mail ?? '') : userPrincipalName(person),
      claims: entraClaims(person, company.groups, from, fault === 'too-many-groups'),
      at: fault === 'expired' ? new Date(now() - DAY_MS) : at,
      key: signerOf(fault),
      ...(inResponseTo === undefined ? {} : { inResponseTo })
    })
    return { kind: 'response', samlResponse: Buffer.from(xml).toString('base64'), xml }
  }

  function refusalOf(person: Person, fault: SignInFaultName | undefined): string | undefined {
    const who = userPrincipalName(person)
    if (person.state === 'disabled') return `AADSTS50057: The account ${who} is disabled.`
    if (fault === 'not-assigned')
      return `AADSTS50105: ${who} is not assigned to a role for the application '${names.applicationId}' (Files.com).`
    if (fault === 'mail-as-name' && person.mail === undefined)
      return `AADSTS501241: Mandatory input 'user.mail' is missing for ${who}, so no name identifier can be issued.`
    return undefined
  }

  function signerOf(fault: SignInFaultName | undefined): SigningKey | undefined {
    if (fault === 'unsigned') return undefined
    if (fault === 'old-key') return unpublished
    return fault === 'other-tenant' ? foreign : current
  }

  return {
    names,
    company,
    keys: () => ({ current, next }),
    metadataAt(url) {
      const asked = tenantMetadataAddress(url, names)
      if (asked === undefined) return undefined
      if (asked.applicationId === undefined) return entraMetadata(names, [ofTenant], documentId)
      return asked.applicationId === names.applicationId ? entraMetadata(names, [current, next], documentId) : undefined
    },
    signIn,
    makeNextActive() {
      ;[current, next] = [next, current]
    }
  }
}

const DAY_MS = 86_400_000

/** Paths and GUIDs are taken in any case, as Microsoft takes them. */
function tenantMetadataAddress(url: string, names: TenantNames): { readonly applicationId: string | undefined } | undefined {
  if (!URL.canParse(url)) return undefined
  const asked = new URL(url)
  const own = new URL(names.metadataUrl)
  if (asked.origin !== own.origin || asked.pathname.toLowerCase() !== own.pathname) return undefined
  const appId = [...asked.searchParams].find(([name]) => name.toLowerCase() === 'appid')?.[1]
  return { applicationId: appId?.toLowerCase() }
}

/** With the ids that Microsoft puts under each error, for the sign-in log of the tenant. */
function errorPageText(text: string, at: Date): string {
  return `${text} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${at
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')}`
}
