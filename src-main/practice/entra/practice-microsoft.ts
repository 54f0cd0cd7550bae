import { randomBytes } from 'node:crypto'
import { SERVICE_OAUTH_REDIRECT_URI } from '../../core/entra/service-addresses.ts'
import type { Person } from '../company/person.ts'
import { userPrincipalName } from './entra-claims.ts'
import { refusedClient, refusedSecret, refusedTenantName } from './judge-client.ts'
import { microsoftRefusal, type MicrosoftRefusal } from './microsoft-refusal.ts'
import { type OauthSignInFaultName, oauthSignInFaults } from './oauth-sign-in-fault.ts'
import { type PracticeRegistration, practiceRegistration } from './practice-registration.ts'
import { practiceGuid } from './practice-tenant-names.ts'
import type { PracticeTenant } from './practice-tenant.ts'
import { makeTokenKey, signIdToken, type TokenKey } from './sign-id-token.ts'

/** A request to Microsoft’s sign-in host, wherever it stands. */
export interface MicrosoftRequest {
  readonly method: string
  /** `/{tenant}/oauth2/v2.0/token`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  /** Address of this host up to the tenant, without a final slash. */
  readonly base: string
  /** Where the browser goes instead of the redirect URI: nobody can be sent to Files.com in practice. */
  readonly replyUrl: string
}

export type MicrosoftReply =
  | { readonly kind: 'json'; readonly status: number; readonly body: object }
  /** The page on which a person signs in. */
  | { readonly kind: 'sign-in-page' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'nothing'; readonly status: 400 | 404 | 405 }

/** Microsoft’s side of OAuth for the practice tenant: sign-in page, codes, tokens, keys. */
export interface PracticeMicrosoft {
  answer(request: MicrosoftRequest): Promise<MicrosoftReply>
}

/** `now`: milliseconds since 1970. */
export function createPracticeMicrosoft(tenant: PracticeTenant, now: () => number): PracticeMicrosoft {
  const registration = practiceRegistration(now)
  const grants = new Map<string, Grant>()
  let key: Promise<TokenKey> | undefined
  const tokenKey = (): Promise<TokenKey> => (key ??= makeTokenKey(practiceGuid('token key')))

  /** A real site learns of some of Microsoft’s refusals only when Microsoft sends them along; here it always does, so that there is something to explain. */
  function authorize({ method, query, form, replyUrl }: MicrosoftRequest, tenantName: string): MicrosoftReply {
    const back = (values: Readonly<Record<string, string>>): MicrosoftReply => {
      const to = new URL(replyUrl)
      for (const [name, value] of Object.entries({ ...values, state: query.get('state') ?? '' })) to.searchParams.set(name, value)
      return { kind: 'redirect', to: to.href }
    }
    const refused = ({ error, description }: MicrosoftRefusal): MicrosoftReply => back({ error, error_description: description })
    const refusal =
      refusedTenantName(tenantName, registration) ??
      refusedClient(query.get('client_id') ?? '', registration) ??
      (query.get('redirect_uri') === SERVICE_OAUTH_REDIRECT_URI ? undefined : wrongRedirect(query.get('redirect_uri') ?? '', registration))
    if (refusal !== undefined) return refused(refusal)
    if (method === 'GET') return { kind: 'sign-in-page' }
    if (method !== 'POST') return { kind: 'nothing', status: 405 }
    const person = tenant.company.people.find(({ login }) => login === form.get('person'))
    const wantedFault = form.get('fault') ?? ''
    const fault = oauthSignInFaults.find(({ name }) => name === wantedFault)?.name
    if (person === undefined || (fault === undefined && wantedFault !== '')) return { kind: 'nothing', status: 400 }
    const personRefusal = refusedPerson(person, fault, registration)
    if (personRefusal !== undefined) return refused(personRefusal)
    const code = randomBytes(24).toString('base64url')
    grants.set(code, { person, fault, nonce: query.get('nonce') ?? '', at: now() })
    for (const oldest of [...grants.keys()].slice(0, -MOST_GRANTS)) grants.delete(oldest)
    return back({ code })
  }

  async function token({ form }: MicrosoftRequest, tenantName: string): Promise<MicrosoftReply> {
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    const secret = grant?.fault === 'ended-secret' ? registration.endedSecret : (form.get('client_secret') ?? '')
    const refusal =
      refusedTenantName(tenantName, registration) ??
      refusedClient(form.get('client_id') ?? '', registration) ??
      refusedSecret(secret, registration) ??
      refusedCode(form, grant, now())
    if (refusal !== undefined) return refusedToken(refusal)
    // Each code is good once.
    grants.delete(code)
    if (grant === undefined) throw new TypeError('A code that was not refused is known')
    const idToken = signIdToken(idClaims(grant, registration, now()), grant.fault === 'unsigned' ? undefined : await tokenKey())
    return { kind: 'json', status: 200, body: { token_type: 'Bearer', expires_in: 3599, scope: 'openid profile email', id_token: idToken } }
  }

  return {
    async answer(request) {
      const [, tenantName = '', rest = ''] = /^\/([^/]+)\/(.+)$/.exec(request.path) ?? []
      if (rest === 'oauth2/v2.0/authorize') return authorize(request, tenantName)
      if (rest === 'oauth2/v2.0/token') return request.method === 'POST' ? token(request, tenantName) : { kind: 'nothing', status: 405 }
      if (request.method !== 'GET') return { kind: 'nothing', status: 404 }
      if (rest === 'discovery/v2.0/keys') return { kind: 'json', status: 200, body: { keys: [(await tokenKey()).published] } }
      if (rest !== 'v2.0/.well-known/openid-configuration') return { kind: 'nothing', status: 404 }
      const refusal = refusedTenantName(tenantName, registration)
      return refusal === undefined
        ? { kind: 'json', status: 200, body: description(request.base, registration.tenantId) }
        : refusedToken(refusal)
    }
  }
}

/** Somebody who has signed in and whose application has not asked for the token yet. */
interface Grant {
  readonly person: Person
  readonly fault: OauthSignInFaultName | undefined
  readonly nonce: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const MOST_GRANTS = 100
const CODE_LASTS_MS = 600_000
const DAY_SECONDS = 86_400

function description(base: string, tenantId: string): object {
  return {
    issuer: issuerOf(tenantId),
    authorization_endpoint: `${base}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${base}/${tenantId}/discovery/v2.0/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code']
  }
}

/** As at Microsoft, wherever the tokens of practice are made. */
function issuerOf(tenantId: string): string {
  return `https://login.microsoftonline.com/${tenantId}/v2.0`
}

function refusedPerson(
  person: Person,
  fault: OauthSignInFaultName | undefined,
  { clientId }: PracticeRegistration
): MicrosoftRefusal | undefined {
  const who = userPrincipalName(person)
  if (fault === 'wrong-redirect') return wrongRedirect(SERVICE_OAUTH_REDIRECT_URI, { clientId })
  if (person.state === 'disabled') return microsoftRefusal(400, 'access_denied', 50057, `The account ${who} is disabled.`)
  if (fault === 'not-assigned')
    return microsoftRefusal(400, 'interaction_required', 50105, `${who} is not assigned to a role for the application '${clientId}'.`)
  if (fault === 'no-consent')
    return microsoftRefusal(400, 'invalid_grant', 65001, `Nobody has consented to use the application '${clientId}' (Files.com).`)
  if (fault === 'mail-as-name' && person.mail === undefined)
    return microsoftRefusal(400, 'invalid_request', 501241, `Mandatory input 'user.mail' is missing for ${who}.`)
  return undefined
}

function wrongRedirect(redirectUri: string, { clientId }: Pick<PracticeRegistration, 'clientId'>): MicrosoftRefusal {
  return microsoftRefusal(
    400,
    'invalid_request',
    50011,
    `The redirect URI '${redirectUri}' does not match the redirect URIs configured for the application '${clientId}'.`
  )
}

function refusedCode(form: URLSearchParams, grant: Grant | undefined, nowMs: number): MicrosoftRefusal | undefined {
  if (form.get('grant_type') !== 'authorization_code')
    return microsoftRefusal(400, 'unsupported_grant_type', 70003, 'Only authorization codes are taken here.')
  if (grant === undefined) return microsoftRefusal(400, 'invalid_grant', 54005, 'The authorization code was redeemed already.')
  if (nowMs - grant.at > CODE_LASTS_MS) return microsoftRefusal(400, 'invalid_grant', 70008, 'The authorization code has expired.')
  const redirectUri = form.get('redirect_uri') ?? ''
  return redirectUri === SERVICE_OAUTH_REDIRECT_URI
    ? undefined
    : microsoftRefusal(400, 'invalid_grant', 50112, `The redirect URI '${redirectUri}' is not the one of the code.`)
}

function refusedToken({ status, error, code, description: text, correlationId }: MicrosoftRefusal): MicrosoftReply {
  return { kind: 'json', status, body: { error, error_description: text, error_codes: [code], correlation_id: correlationId } }
}

/** As version 2 of Microsoft’s id tokens has them; an empty attribute is not sent at all. */
function idClaims(
  { person, fault, nonce }: Grant,
  { tenantId, clientId }: PracticeRegistration,
  nowMs: number
): Readonly<Record<string, string | number>> {
  const at = Math.floor(nowMs / 1000) - (fault === 'expired' ? DAY_SECONDS : 0)
  return {
    ver: '2.0',
    iss: issuerOf(tenantId),
    aud: clientId,
    tid: tenantId,
    iat: at,
    nbf: at,
    exp: at + 3600,
    nonce,
    oid: practiceGuid(`object/${person.login}`),
    sub: practiceGuid(`subject/${person.login}`),
    name: person.displayName,
    preferred_username: fault === 'mail-as-name' ? (person.mail ?? '') : userPrincipalName(person),
    ...(person.mail === undefined ? {} : { email: person.mail })
  }
}
