import { testOauth, type TestOauthInput } from '../../../src-main/app/operations/test-oauth.ts'
import { toItsEnd } from '../../../src-main/app/to-its-end.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { CheckOutcome } from '../../../src-main/core/checks/check.ts'
import type { OauthForm } from '../../../src-main/core/model/oauth-form.ts'
import type { DiscoveryAnswer, OpenIdPort, TokenAnswer, TokenRequest } from '../../../src-main/core/oauth/oauth-ports.ts'
import type { OauthTest } from '../../../src-main/core/oauth/oauth-views.ts'
import { Secret } from '../../../src-main/core/secret.ts'

export const tenantId = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
export const clientId = '11112222-3333-4444-9555-666677778888'
export const goodSecret = `abc8Q~${'s'.repeat(34)}`
export const now = Date.parse('2026-11-22T09:00:00Z')

export const goodForm: OauthForm = { cloud: 'global', displayName: 'Microsoft', tenantId, clientId, secretEndsOn: '2027-10-02' }

export interface RegistrationTest extends Omit<OauthTest, 'reportId'> {
  outcome(id: string): CheckOutcome
  /** `oauth.secret-accepted: pass`, in the order of the ladder. */
  readonly statuses: Readonly<Record<string, string>>
  /** Codes of what failed or warned. */
  readonly codes: readonly string[]
}

/** The whole ladder at a day in November 2026. */
export async function testRegistration(
  openId: OpenIdPort,
  input: Partial<Omit<TestOauthInput, 'clientSecret'>> & { readonly secret?: string } = {}
): Promise<RegistrationTest> {
  const { secret = goodSecret, form = goodForm, ...rest } = input
  const ports = { openId, clock: { now: () => now, monotonicMs: () => performance.now() } }
  const test = await toItsEnd(testOauth(ports, { form, clientSecret: new Secret(secret), ...rest }, neverCancelled), () => undefined)
  const { results } = test.report
  return {
    ...test,
    outcome(id) {
      const found = results.find((result) => result.id === `oauth.${id}`)
      if (found === undefined) throw new Error(`No rung ${id}`)
      return found.outcome
    },
    statuses: Object.fromEntries(results.map(({ id, outcome }) => [id.replace('oauth.', ''), outcome.status])),
    codes: results.flatMap(({ outcome }) => ('problem' in outcome ? [outcome.problem.code] : []))
  }
}

export interface FakeOpenId extends OpenIdPort {
  readonly asked: readonly string[]
  readonly tokensAsked: readonly TokenRequest[]
}

/** A tenant in one cloud; other clouds and tenants answer that they do not know it. */
export function fakeOpenId(
  answers: { readonly discover?: (url: string) => DiscoveryAnswer | undefined; readonly token?: TokenAnswer } = {}
): FakeOpenId {
  const asked: string[] = []
  const tokensAsked: TokenRequest[] = []
  return {
    asked,
    tokensAsked,
    async discover(url) {
      asked.push(url)
      return (
        answers.discover?.(url) ?? (url.startsWith(`https://login.microsoftonline.com/${tenantId}/`) ? foundAt(url) : unknownTenant(url))
      )
    },
    async requestToken(request) {
      tokensAsked.push(request)
      return answers.token ?? { kind: 'accepted', tokenType: 'bearer', expiresInSeconds: 3599 }
    }
  }
}

export function foundAt(url: string, host = new URL(url).host, tenant = tenantId): DiscoveryAnswer {
  return {
    kind: 'found',
    url,
    document: {
      issuer: `https://${host}/${tenant}/v2.0`,
      tokenEndpoint: `https://${host}/${tenant}/oauth2/v2.0/token`,
      authorizationEndpoint: `https://${host}/${tenant}/oauth2/v2.0/authorize`,
      authenticationMethods: ['client_secret_post'],
      tenantRegionScope: 'EU',
      cloudInstanceName: host.replace(/^login\./, '')
    }
  }
}

export function unknownTenant(url: string): DiscoveryAnswer {
  const body = JSON.stringify({ error: 'invalid_tenant', error_description: entraWords(90002, 'Tenant was not found.') })
  return { kind: 'refused', url, status: 400, body }
}

export const correlationId = '0b1c2d3e-1111-2222-8333-444455556666'

export function entraWords(code: number, words: string): string {
  return `AADSTS${String(code)}: ${words} Trace ID: aaaabbbb-cccc-4ddd-8eee-ffff00001111 Correlation ID: ${correlationId} Timestamp: 2026-11-22 09:00:00Z`
}
