import { lowerFirst } from '../../model/lower-first.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { assertNever } from '../../result.ts'
import type { XmlRefusal } from '../../saml/xml-refusal.ts'
import { xmlRefusalProblem } from '../../saml/xml-refusal-problem.ts'
import { type Check, failed, passed, type Verdict } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const documentXml: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.document-xml',
  title: 'The document is XML',
  origin: 'microsoft',
  needs: ['saml-metadata.fetched'],
  async run(probes) {
    const { content } = await probes.reading()
    switch (content.kind) {
      case 'metadata':
        return passed('It is well-formed XML without a document type.', [
          seen('Root', content.facts.root.name),
          seen('Size', `${content.facts.bytes.toLocaleString('en-US')} bytes`),
          seen('SHA-256 of the document', content.facts.sha256)
        ])
      case 'openid-configuration':
        return failed(problem('saml.metadata.openid-document', { from: probes.name, what: content.what }))
      case 'certificates':
      case 'fingerprint':
        return failed(problem('saml.metadata.certificate-instead', { from: probes.name }))
      case 'no-certificate':
        return failed(content.problem)
      case 'no-xml':
        return noXml(content.refusal, probes.name)
      case 'nothing':
        throw new TypeError('The rung below proves that something came')
      default:
        return assertNever(content)
    }
  }
}

/** A web page is the most usual mistake, and deserves words of its own. */
function noXml(refusal: XmlRefusal, name: string): Verdict {
  if (refusal.kind !== 'html-page') return failed(xmlRefusalProblem(refusal, lowerFirst(name)))
  const isSignIn = /sign[ -]?in|log[ -]?in|anmeld|connexion|inici/i.test(refusal.title)
  const page = `${isSignIn ? 'a sign-in page' : 'a web page'}${refusal.title === '' ? '' : ` with the title “${refusal.title}”`}`
  return failed(problem('saml.metadata.web-page', { from: name, page }, [seen('Title', refusal.title === '' ? '(none)' : refusal.title)]))
}
