import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { recogniseIssuer } from '../../saml/recognise-issuer.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { judgedOf, type ResponseProbes } from './probes.ts'

export const issuedByEntra: Check<ResponseProbes> = {
  id: 'saml-response.issued-by-entra',
  title: 'The issuer is Microsoft Entra ID',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    const { response, isResponseSigned, assertion, isAssertionSigned } = judgedOf(probes)
    const issuer = assertion?.issuer ?? response.issuer
    if (issuer === undefined) return skipped('The response names no issuer.')
    const evidence = said('Issuer', issuer, assertion?.issuer === undefined ? isResponseSigned : isAssertionSigned)
    const product = recogniseIssuer(issuer)
    if (product.kind === 'entra') return passed('It has the form that Entra ID gives its tenants.', [evidence])
    const name = product.kind === 'other' ? product.name : 'another product'
    return warned(problem('saml.response.not-entra', { product: name, issuer }, [evidence, seen('Recognised as', name)]))
  }
}
