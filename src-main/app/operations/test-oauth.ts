import { throwIfCancelled, type CancelSignal } from '../../core/cancel.ts'
import { bindChecks, type CheckEvent, type CheckResult } from '../../core/checks/check.ts'
import type { CloudAnswer, OauthProbes, SecretForm } from '../../core/checks/oauth/probes.ts'
import { oauthChecks } from '../../core/checks/oauth/registry.ts'
import { secretAccepted } from '../../core/checks/oauth/secret-accepted.ts'
import { runChecks } from '../../core/checks/run-checks.ts'
import { type EntraCloud, entraClouds } from '../../core/entra/entra-cloud.ts'
import { type EvidenceItem, seen } from '../../core/evidence.ts'
import { type OauthForm, trimmedOauthForm } from '../../core/model/oauth-form.ts'
import { discoveryUrlOf, tenantDiscoveryUrl } from '../../core/oauth/discovery-url.ts'
import type { FieldFinding } from '../../core/oauth/form/field-finding.ts'
import { plainSecretFlaw, secretFindings } from '../../core/oauth/form/secret-findings.ts'
import { graphScope } from '../../core/oauth/graph-scope.ts'
import { homeCloud } from '../../core/oauth/home-cloud.ts'
import { isUnknownTenant } from '../../core/oauth/is-unknown-tenant.ts'
import { oauthFacts } from '../../core/oauth/oauth-facts.ts'
import type { DiscoveryAnswer, OpenIdPort, TokenAnswer } from '../../core/oauth/oauth-ports.ts'
import type { OauthTest } from '../../core/oauth/oauth-views.ts'
import { shownText } from '../../core/oauth/shown-text.ts'
import { tenantOfIssuer } from '../../core/oauth/tenant-of-issuer.ts'
import { summarise } from '../../core/report/check-report.ts'
import type { Secret } from '../../core/secret.ts'
import type { OauthPorts } from '../oauth-ports.ts'

export interface TestOauthInput {
  readonly form: OauthForm
  /** Empty: only form and tenant are looked at. */
  readonly clientSecret: Secret
  /** The address of another OpenID provider; absent: Entra ID. */
  readonly authority?: string
}

/** The ladder over an app registration: events as they happen. The secret is sent once at most, and only to the host that the rungs below proved. Throws `Cancelled`. */
export async function* testOauth(
  ports: OauthPorts,
  input: TestOauthInput,
  signal: CancelSignal
): AsyncGenerator<CheckEvent, Omit<OauthTest, 'reportId'>> {
  throwIfCancelled(signal)
  const startedMs = ports.clock.monotonicMs()
  const startedAt = new Date(ports.clock.now()).toISOString()
  const form = trimmedOauthForm(input.form)
  const cloud = cloudOf(form.cloud)
  const { probes, answer } = createProbes(ports.openId, { ...input, form }, cloud, startedAt, signal)
  const results = yield* runChecks(bindChecks(oauthChecks, probes), ports.clock, signal)
  const discovered = answer()
  const document = discovered?.kind === 'found' ? discovered.document : undefined
  return {
    report: {
      kind: 'oauth',
      startedAt,
      durationMs: Math.round(ports.clock.monotonicMs() - startedMs),
      subject: subjectOf(form, cloud, input),
      summary: summarise(results),
      results
    },
    facts: discovered?.kind === 'found' ? oauthFacts(discovered) : [],
    tenantId: document === undefined || input.authority !== undefined ? undefined : tenantOfIssuer(document.issuer),
    isSecretProved: hasPassed(results, secretAccepted.id)
  }
}

function createProbes(
  openId: OpenIdPort,
  { form, clientSecret, authority }: TestOauthInput,
  cloud: EntraCloud,
  now: string,
  signal: CancelSignal
): { readonly probes: OauthProbes; readonly answer: () => DiscoveryAnswer | undefined } {
  let discovered: DiscoveryAnswer | undefined
  let others: readonly CloudAnswer[] | undefined
  let token: TokenAnswer | undefined
  const discover = (where: EntraCloud, tenant: string): Promise<DiscoveryAnswer> =>
    openId.discover(tenantDiscoveryUrl(where, tenant), signal)
  const scope = authority === undefined ? graphScope(cloud) : ''
  const probes: OauthProbes = {
    now,
    form,
    cloud,
    authority,
    secret: secretFormOf(clientSecret, form, authority),
    scope,
    async discovery() {
      discovered ??= await (authority === undefined ? discover(cloud, form.tenantId) : openId.discover(discoveryUrlOf(authority), signal))
      return discovered
    },
    async elsewhere() {
      others ??= await Promise.all(
        entraClouds
          .filter(({ id }) => id !== cloud.id)
          .map(async (other) => ({ cloud: other, answer: answerOf(await discover(other, form.tenantId), other) }))
      )
      return others
    },
    async isClientTenant() {
      return answerOf(await discover(cloud, form.clientId), cloud) === 'knows-it'
    },
    async token({ tokenEndpoint, authenticationMethods }) {
      // RFC 8414: a provider that does not say takes the secret in a header. Entra ID takes both, and documents the body.
      const secretGoesBy = authority === undefined || authenticationMethods.includes('client_secret_post') ? 'body' : 'header'
      token ??= await openId.requestToken({ tokenEndpoint, clientId: form.clientId, clientSecret, scope, secretGoesBy }, signal)
      return token
    }
  }
  return { probes, answer: () => discovered }
}

/** Also a document that points to another cloud counts as an answer of that one, and not of the one that was asked. */
function answerOf(answer: DiscoveryAnswer, cloud: EntraCloud): CloudAnswer['answer'] {
  if (answer.kind === 'found') return homeCloud(answer.document)?.cloud.id === cloud.id ? 'knows-it' : 'does-not-know-it'
  return answer.kind === 'refused' && isUnknownTenant(answer) ? 'does-not-know-it' : 'gave-no-answer'
}

/** Only what the form of the secret tells goes on to the checks. */
function secretFormOf(secret: Secret, form: OauthForm, authority: string | undefined): SecretForm | undefined {
  if (secret.isEmpty) return undefined
  if (authority !== undefined) {
    const text = plainSecretFlaw(secret.reveal())
    return { flaw: text === undefined ? undefined : { severity: 'error', text }, remark: undefined }
  }
  const findings: readonly FieldFinding[] = secretFindings(secret.reveal(), form)
  return {
    flaw: findings.find(({ severity }) => severity === 'error'),
    remark: findings.find(({ severity }) => severity !== 'error')
  }
}

function subjectOf(form: OauthForm, cloud: EntraCloud, { authority, clientSecret }: TestOauthInput): readonly EvidenceItem[] {
  return [
    ...(authority === undefined ? [seen('Cloud', cloud.name), seen('Tenant id', shownText(form.tenantId))] : [seen('Provider', authority)]),
    seen('Client id', shownText(form.clientId)),
    ...(form.displayName === '' ? [] : [seen('Display name', shownText(form.displayName))]),
    seen('Client secret', clientSecret.isEmpty ? 'not given' : 'given'),
    seen('Secret ends', form.secretEndsOn === '' ? 'not given' : shownText(form.secretEndsOn))
  ]
}

function hasPassed(results: readonly CheckResult[], id: string): boolean {
  return results.some((result) => result.id === id && result.outcome.status === 'pass')
}

function cloudOf(id: EntraCloud['id']): EntraCloud {
  const cloud = entraClouds.find((each) => each.id === id)
  if (cloud === undefined) throw new TypeError(`there is no cloud ${id}`)
  return cloud
}
