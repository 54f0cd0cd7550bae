import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed } from '../check.ts'
import { metadataOf, type SamlMetadataProbes } from './probes.ts'

export const documentMetadata: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.document-metadata',
  title: 'The document is SAML 2.0 metadata',
  origin: 'microsoft',
  needs: ['saml-metadata.document-xml'],
  async run(probes) {
    const { root } = await metadataOf(probes)
    const evidence = [seen('Root', root.name), seen('Namespace', root.namespace === '' ? '(none)' : root.namespace)] as const
    if (root.namespace === METADATA && /^Entit(?:y|ies)Descriptor$/.test(root.name))
      return passed('The root element is the one of SAML 2.0 metadata.', evidence)
    const known = OTHERS.find(({ name, namespace }) => (name === undefined || name.test(root.name)) && namespace.test(root.namespace))
    const what = known?.what ?? `XML with the root ${root.name}, which is not known here`
    return failed(problem('saml.metadata.other-document', { from: probes.name, what }, evidence))
  }
}

const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata'

/** What people have at hand instead; the first that fits. */
const OTHERS: readonly { readonly name?: RegExp; readonly namespace: RegExp; readonly what: string }[] = [
  {
    name: /^Response$/,
    namespace: /SAML:2\.0:protocol$/,
    what: 'a SAML response, the proof of one sign-in: open it in the response check'
  },
  { name: /Request$/, namespace: /SAML:2\.0:protocol$/, what: 'a SAML request, as a service sends it' },
  { namespace: /SAML:2\.0:protocol$/, what: 'a SAML message' },
  { namespace: /SAML:(?:1\.[01]|2\.0):assertion$/, what: 'a SAML assertion, a part of one sign-in' },
  { namespace: /SAML:1\.[01]/, what: 'a document of SAML 1, which is too old' },
  { namespace: /^urn:oasis:names:tc:SAML:2\.0:metadata$/, what: 'a part of SAML metadata without the whole' },
  {
    namespace: /schemas\.xmlsoap\.org\/wsdl|schemas\.xmlsoap\.org\/ws\/2004\/09\/mex/,
    what: 'a WS-Trust description (mex), for programs that sign in with a password'
  },
  { namespace: /schemas\.xmlsoap\.org\/soap|w3\.org\/2003\/05\/soap/, what: 'a SOAP message' },
  {
    namespace: /docs\.oasis-open\.org\/ws-sx|schemas\.xmlsoap\.org\/ws\/2005\/02\/trust/,
    what: 'a WS-Federation token, the proof of one sign-in'
  },
  { namespace: /w3\.org\/2005\/Atom|w3\.org\/2007\/app/, what: 'an Atom feed or an OData service document' },
  { name: /^rss$/, namespace: /^$/, what: 'an RSS feed' },
  { name: /^Edmx$/i, namespace: /edmx|odata/i, what: 'an OData service description' },
  { name: /^html$/i, namespace: /^.*$/, what: 'a web page' },
  { name: /^svg$/, namespace: /w3\.org\/2000\/svg/, what: 'an image (SVG)' },
  { name: /^(?:Error|error)$/, namespace: /^.*$/, what: 'an error message in XML' }
]
