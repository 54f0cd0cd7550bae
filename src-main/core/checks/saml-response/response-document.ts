import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed } from '../check.ts'
import type { ResponseProbes } from './probes.ts'

export const responseDocument: Check<ResponseProbes> = {
  id: 'saml-response.response-document',
  title: 'It is a SAML 2.0 response',
  origin: 'microsoft',
  needs: ['saml-response.xml-sound'],
  async run({ reading }) {
    if (reading.ok) {
      const { asSent } = reading.value
      const version = seen('Version', asSent.version === '' ? 'not said' : asSent.version)
      if (asSent.version !== '2.0')
        return failed(problem('saml.response.other-document', { found: `a response of another version (${version.value})` }, [version]))
      return passed('The root is Response of SAML 2.0.', [version, seen('Id', asSent.id === '' ? 'none' : asSent.id)])
    }
    if (reading.error.kind !== 'other-document') throw new TypeError('The rungs below should have failed')
    const { root, namespace } = reading.error
    return failed(
      problem('saml.response.other-document', { found: documentText(root, namespace) }, [
        seen('Root element', root),
        seen('Namespace', namespace === '' ? 'none' : namespace)
      ])
    )
  }
}

function documentText(root: string, namespace: string): string {
  if (namespace.startsWith('urn:oasis:names:tc:SAML:1.')) return 'a message of SAML 1.1, the older version'
  switch (root) {
    case 'AuthnRequest':
      return 'a sign-in request (AuthnRequest): what Files.com sends to Microsoft, not what comes back'
    case 'LogoutRequest':
    case 'LogoutResponse':
      return `a message about signing out (${root})`
    case 'EntityDescriptor':
    case 'EntitiesDescriptor':
      return `a metadata document (${root}), which describes a provider and proves no sign-in`
    case 'Assertion':
    case 'EncryptedAssertion':
      return `a single assertion (${root}) without the response around it`
    case 'RequestSecurityTokenResponse':
    case 'RequestSecurityTokenResponseCollection':
      return 'a token of WS-Federation, which is another protocol'
    case 'Envelope':
      return 'a SOAP message'
    case 'Response':
      return 'a Response in another namespace than that of SAML 2.0'
    default:
      return `a document of another kind (its root is ${root})`
  }
}
