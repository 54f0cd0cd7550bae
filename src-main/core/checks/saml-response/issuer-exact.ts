import { readTenant } from '../../entra/tenant.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, failed, passed } from '../check.ts'
import { judgedOf, type ResponseProbes } from './probes.ts'

export const issuerExact: Check<ResponseProbes> = {
  id: 'saml-response.issuer-exact',
  title: 'The issuer is exactly the one of the configuration',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    const { response, isResponseSigned, assertion, isAssertionSigned } = judgedOf(probes)
    const wanted = probes.trust.issuer
    const ofResponse = said('Issuer of the response', response.issuer, isResponseSigned)
    const evidence = [
      ...(assertion === undefined ? [] : [said('Issuer of the assertion', assertion.issuer, isAssertionSigned)]),
      seen('Issuer of the configuration', wanted ?? 'not known')
    ]
    if (wanted === undefined) {
      return {
        status: 'not-provable-here',
        because: 'Only a fingerprint was given to judge by, and it does not say who may issue.',
        next: 'Give the metadata, or the provider as Files.com stores it.',
        evidence: [ofResponse, ...evidence]
      }
    }
    // The one in the response may be left out (saml-core-2.0-os, 3.2.2); the one in the assertion may not.
    const issuers = [
      ...(assertion === undefined ? [] : [assertion.issuer ?? '']),
      ...(response.issuer === undefined ? [] : [response.issuer])
    ]
    const wrong = issuers.length === 0 ? '' : issuers.find((issuer) => issuer !== wanted)
    if (wrong === undefined) return passed(`Letter by letter: ${wanted}`, [ofResponse, ...evidence])
    const found = wrong.trim() === '' ? 'nobody' : wrong
    if (withoutSlash(wrong) === withoutSlash(wanted))
      return failed(problem('saml.response.issuer-slash', { found, wanted }, [ofResponse, ...evidence]))
    const tenants = { found: tenantOf(wrong), wanted: tenantOf(wanted) }
    if (tenants.found !== undefined && tenants.wanted !== undefined && tenants.found !== tenants.wanted)
      return failed(problem('saml.response.other-tenant', { found: tenants.found, wanted: tenants.wanted }, [ofResponse, ...evidence]))
    const difference = wrong.trim() === wanted ? 'White space stands around it.' : ''
    return failed(problem('saml.response.issuer-wrong', { found, wanted, difference }, [ofResponse, ...evidence]))
  }
}

function withoutSlash(text: string): string {
  return text.replace(/\/$/, '')
}

function tenantOf(issuer: string): string | undefined {
  const tenant = readTenant(/^https:\/\/[^/]+\/([^/]+)/.exec(issuer)?.[1] ?? '')
  return tenant.kind === 'id' ? tenant.id : undefined
}
