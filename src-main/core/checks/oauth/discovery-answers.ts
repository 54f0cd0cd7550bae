import { readSignInError } from '../../entra/read-sign-in-error.ts'
import { isGuid } from '../../entra/tenant.ts'
import { parseWebAddress } from '../../entra/web-address.ts'
import { type Problem, problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { isUnknownTenant } from '../../oauth/is-unknown-tenant.ts'
import { oauthNetworkProblem } from '../../oauth/network-problem.ts'
import type { DiscoveryAnswer } from '../../oauth/oauth-ports.ts'
import { printableText } from '../../report/printable-text.ts'
import { type Check, failed, passed } from '../check.ts'
import type { CloudAnswer, OauthProbes } from './probes.ts'

export const discoveryAnswers: Check<OauthProbes> = {
  id: 'oauth.discovery-answers',
  title: 'The provider describes itself (OpenID discovery)',
  origin: 'microsoft',
  needs: ['oauth.tenant-readable', 'oauth.cloud-known'],
  async run(probes) {
    const answer = await probes.discovery()
    const asked = seen('Asked', answer.url)
    switch (answer.kind) {
      case 'found':
        return passed(probes.authority === undefined ? `Microsoft knows ${probes.form.tenantId}.` : 'It answers as OpenID demands.', [
          asked,
          seen('Issuer', answer.document.issuer)
        ])
      case 'no-answer':
        return failed(oauthNetworkProblem(answer.failure, [asked]))
      case 'unreadable':
        return failed(
          problem('oauth.discovery.unreadable', { host: hostOf(answer.url), because: answer.because }, [
            asked,
            seen('What is wrong', answer.because)
          ])
        )
      case 'refused':
        return failed(await refusal(answer, probes))
    }
  }
}

type Refused = Extract<DiscoveryAnswer, { kind: 'refused' }>

async function refusal(answer: Refused, probes: OauthProbes): Promise<Problem> {
  const words = wordsOf(answer)
  const evidence = [
    seen('Asked', answer.url),
    seen('HTTP status', answer.status),
    ...(words === undefined ? [] : [seen('It says', words)]),
    ...idsOf(answer)
  ]
  if (probes.authority === undefined && isUnknownTenant(answer)) return unknownTenant(probes, evidence)
  return problem(
    'oauth.discovery.refused',
    { host: hostOf(answer.url), status: answer.status, text: words?.replace(/[.\s]+$/, '') ?? 'it gives no reason' },
    evidence
  )
}

async function unknownTenant(probes: OauthProbes, evidence: readonly EvidenceItem[]): Promise<Problem> {
  const { form, cloud } = probes
  const others = await probes.elsewhere()
  const all = [...evidence, ...others.map((other) => seen(other.cloud.name, answerText[other.answer]))]
  const home = others.find(({ answer }) => answer === 'knows-it')
  if (home !== undefined)
    return problem('oauth.tenant.in-other-cloud', { tenant: form.tenantId, asked: cloud.name, found: home.cloud.name }, all)
  if (isGuid(form.clientId) && (await probes.isClientTenant()))
    return problem(
      'oauth.ids.swapped',
      { because: 'Microsoft does not know a tenant with the tenant id, and knows one with the client id.' },
      [...all, seen('Client id, asked as a tenant', 'is known')]
    )
  const asked = [cloud.name, ...others.filter(({ answer }) => answer === 'does-not-know-it').map((other) => other.cloud.name)]
  return problem('oauth.tenant.not-found', { tenant: form.tenantId, clouds: asked.join(', ') }, all)
}

const answerText: Readonly<Record<CloudAnswer['answer'], string>> = {
  'knows-it': 'knows the tenant',
  'does-not-know-it': 'does not know the tenant',
  'gave-no-answer': 'gave no answer that tells'
}

/** Microsoft’s sentence, or where an answer leads; a page of somebody else is not repeated. */
function wordsOf({ body, redirectsTo }: Refused): string | undefined {
  if (redirectsTo !== undefined) return `it leads on to ${redirectsTo === '' ? 'another address' : redirectsTo}`
  const { codes, message } = readSignInError(body)
  if (codes[0] === undefined) return undefined
  return `AADSTS${String(codes[0])}${message === undefined ? '' : `: ${printableText(message)}`}`
}

function idsOf({ body }: Refused): readonly EvidenceItem[] {
  const { correlationId, timestamp } = readSignInError(body)
  return [
    ...(correlationId === undefined ? [] : [seen('Correlation id', correlationId)]),
    ...(timestamp === undefined ? [] : [seen('Time', timestamp)])
  ]
}

function hostOf(url: string): string {
  return parseWebAddress(url)?.host ?? url
}
