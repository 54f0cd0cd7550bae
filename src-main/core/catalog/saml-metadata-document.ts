import { counted, entry, type Nothing } from './entry.ts'

const FROM_PORTAL =
  'In Entra ID open the application, then Single sign-on, and take “App Federation Metadata Url” or “Federation Metadata XML” from the box of the SAML certificates.'

/** What the document is, and whether its parts fit each other. */
export const samlDocumentProblems = {
  'saml.metadata.web-page': entry<{ from: string; page: string }>({
    title: 'A web page came instead of metadata',
    who: 'you',
    origin: 'microsoft',
    cause: ({ from, page }) => `${from} is ${page}. Metadata needs no sign-in: whoever reads it sees XML at once.`,
    remedy: () => `${FROM_PORTAL} If the address is the right one, something in between (a proxy, a captive portal) answered in its place.`
  }),
  'saml.metadata.openid-document': entry<{ from: string; what: string }>({
    title: 'This is for OAuth, not for SAML',
    who: 'you',
    origin: 'microsoft',
    cause: ({ from, what }) => `${from} is ${what}. It belongs to another way of signing in, OAuth, and SAML has no use for it.`,
    remedy: () => `${FROM_PORTAL} To connect Files.com by OAuth, nothing of this has to be given either: tenant and application are enough.`
  }),
  'saml.metadata.certificate-instead': entry<{ from: string }>({
    title: 'A certificate came instead of metadata',
    who: 'you',
    origin: 'microsoft',
    cause: ({ from }) => `${from} is a certificate. It holds one key, and neither issuer nor addresses.`,
    remedy: () => `Save it as a file and open that file here, to connect by fingerprint. Better: ${FROM_PORTAL}`
  }),
  'saml.metadata.other-document': entry<{ from: string; what: string }>({
    title: 'This XML is no SAML metadata',
    who: 'you',
    origin: 'microsoft',
    cause: ({ from, what }) => `${from} is ${what}.`,
    remedy: () => FROM_PORTAL
  }),
  'saml.metadata.service-metadata': entry<{ entityId: string }>({
    title: 'This is the metadata of the service, not of Microsoft',
    who: 'you',
    origin: 'files-com',
    cause: ({ entityId }) =>
      `The document describes ${entityId}, where people sign in to. Files.com needs the other half: the metadata of the identity provider, which vouches for them.`,
    remedy: () => `Upload this document in Entra ID if you like; it belongs there. For Files.com: ${FROM_PORTAL}`
  }),
  'saml.metadata.no-provider': entry<{ entityId: string; roles: string }>({
    title: 'The document describes no SAML identity provider',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ entityId, roles }) => `The entity ${entityId} has ${roles}, and no identity provider for SAML 2.0 (IDPSSODescriptor).`,
    remedy: () => `Choose SAML as single sign-on method of the application in Entra ID first. ${FROM_PORTAL}`
  }),
  'saml.metadata.several-providers': entry<{ count: number; names: string }>({
    title: 'The document describes several identity providers',
    who: 'you',
    origin: 'microsoft',
    cause: ({ count, names }) =>
      `There are ${counted(count, 'provider', 'providers')} in it: ${names}. Which of them is meant, nobody could know.`,
    remedy: () => `Use the metadata of the one provider that your people sign in with. ${FROM_PORTAL}`
  }),
  'saml.metadata.federation-wrapper': entry<{ entityId: string }>({
    title: 'The metadata stands inside a list of providers',
    who: 'you',
    origin: 'microsoft',
    cause: ({ entityId }) =>
      `The document is a list (EntitiesDescriptor) with a single provider, ${entityId}. Whether Files.com reads such lists is not documented.`,
    remedy: () => 'Ask the provider for the document of the one entity (EntityDescriptor). Entra ID always gives that form.'
  }),
  'saml.metadata.not-entra': entry<{ product: string }>({
    title: 'This is no Entra ID document',
    who: 'you',
    origin: 'microsoft',
    cause: ({ product }) => `The document comes from ${product}. What holds for Entra ID only is not checked, and may be different there.`,
    remedy: () =>
      'If people are to sign in with Entra ID, take its metadata. For another product choose its own kind of provider in Files.com.'
  }),
  'saml.metadata.unsigned': entry<Nothing>({
    title: 'The metadata is not signed',
    who: 'you',
    origin: 'microsoft',
    cause: () =>
      'Entra ID signs its metadata, and this document has no signature: somebody edited it, saved only a part, or made it by hand.',
    remedy: () => `Compare its SHA-256 with the original, or fetch it again. ${FROM_PORTAL}`
  }),
  'saml.metadata.partly-signed': entry<Nothing>({
    title: 'Only a part of the metadata is signed',
    who: 'you',
    origin: 'microsoft',
    cause: () =>
      'The signature is valid, and covers neither the document nor the identity provider in it: keys and addresses outside of that part can be anybody’s.',
    remedy: () => `Compare its keys with those of Microsoft’s own address. ${FROM_PORTAL}`
  }),
  'saml.metadata.signed-by-other-key': entry<{ signer: string }>({
    title: 'The metadata is signed by a key that it does not list',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ signer }) =>
      `The document is signed by ${signer}, which is not among its signing keys. That happens when a document is older than the keys, and when it was made by somebody else.`,
    remedy: () => `Fetch the metadata from Microsoft’s own address and compare. ${FROM_PORTAL}`
  }),
  'saml.metadata.ended': entry<{ ended: string }>({
    title: 'The metadata document has ended',
    who: 'you',
    origin: 'microsoft',
    cause: ({ ended }) => `By its own words the document was valid until ${ended}. Its keys may have changed since.`,
    remedy: () => `Take a fresh one. ${FROM_PORTAL}`
  }),
  'saml.metadata.end-unreadable': entry<{ written: string }>({
    title: 'Until when the metadata holds cannot be read',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ written }) =>
      `The document names an end (validUntil), and it is no time: “${written}”. A service may take it for one that is over, or refuse the document.`,
    remedy: () => `Documents of Entra ID name no end: this one was edited. Take the original. ${FROM_PORTAL}`
  }),
  'saml.metadata.entity-id-slash': entry<{ found: string; expected: string }>({
    title: 'The entity id lacks its final slash',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, expected }) => `The entity id is ${found}; Entra ID signs as ${expected}. Issuers are compared letter by letter.`,
    remedy: ({ expected }) =>
      `The issuer has to be ${expected}. A document that says otherwise was edited: take the original. ${FROM_PORTAL}`
  }),
  'saml.metadata.entity-id-unusual': entry<{ found: string; expected: string }>({
    title: 'The entity id has not the form of Entra ID',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, expected }) => `The entity id is ${found}. Tenants of Entra ID are named like ${expected}.`,
    remedy: () =>
      'If the application was given an issuer of its own on purpose, nothing is wrong. Otherwise take “Microsoft Entra Identifier” from its single sign-on page, or the original document.'
  }),
  'saml.metadata.tenants-disagree': entry<{ list: string }>({
    title: 'Two tenants are mixed up',
    who: 'you',
    origin: 'microsoft',
    cause: ({ list }) => `Not every place names the same tenant: ${list}.`,
    remedy: () =>
      'Find your tenant id on the overview of Entra ID, and take address and document from that tenant. Many people have accounts in several tenants: the portal shows the current one at the top right.'
  }),
  'saml.metadata.clouds-disagree': entry<{ list: string }>({
    title: 'Two Microsoft clouds are mixed up',
    who: 'you',
    origin: 'microsoft',
    cause: ({ list }) => `A tenant lives in exactly one cloud, and several are named: ${list}.`,
    remedy: () => `Use the portal of the cloud in which your tenant lives. ${FROM_PORTAL}`
  }),
  'saml.metadata.no-sign-on': entry<{ bindings: string }>({
    title: 'There is no usable sign-in address in the metadata',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ bindings }) => `A browser can be sent to a provider by HTTP-Redirect or HTTP-POST. The document offers ${bindings}.`,
    remedy: () => `Take the original document. ${FROM_PORTAL}`
  }),
  'saml.metadata.endpoint-not-https': entry<{ location: string }>({
    title: 'A sign-in address is not https',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ location }) =>
      `The address ${location} is not https. People would enter their passwords where anybody on the way can listen.`,
    remedy: () => `Entra ID has https addresses only: the document was edited. ${FROM_PORTAL}`
  }),
  'saml.metadata.endpoint-foreign': entry<{ location: string; entityId: string }>({
    title: 'A sign-in address leads away from Microsoft',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ location, entityId }) =>
      `The document speaks for ${entityId === '' ? 'Entra ID' : entityId}, and has the address ${location}, whose host belongs to no known Microsoft cloud. People would be sent there to type their passwords.`,
    remedy: () => `Do not store this document, and ask where it came from. Take the original. ${FROM_PORTAL}`
  }),
  'saml.metadata.issuer-as-endpoint': entry<{ location: string; corrected: string }>({
    title: 'The issuer is used as a sign-in address',
    who: 'you',
    origin: 'microsoft',
    cause: ({ location }) => `The address ${location} is the name of the issuer. Nobody answers there with a sign-in page.`,
    remedy: ({ corrected }) => `Use ${corrected} as sign-in and sign-out address, and keep the issuer as it is.`
  }),
  'saml.metadata.endpoint-slash': entry<{ location: string }>({
    title: 'A sign-in address ends in a slash',
    who: 'you',
    origin: 'microsoft',
    cause: ({ location }) => `The address is ${location}. Entra ID writes its endpoints without a final slash.`,
    remedy: () => `Remove the slash, or take the original document. ${FROM_PORTAL}`
  }),
  'saml.metadata.no-logout': entry<Nothing>({
    title: 'The metadata has no sign-out address',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'There is no SingleLogoutService. People can sign in; signing out of Files.com leaves them signed in at the provider.',
    remedy: () => 'With Entra ID the sign-out address equals the sign-in address. The original document has it.'
  }),
  'saml.metadata.tenant-needed': entry<{ because: string }>({
    title: 'The addresses cannot be filled in without the tenant id',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => `${because} Issuer, sign-in and sign-out address all contain the id of the tenant.`,
    remedy: () => 'Copy “Tenant ID” from the overview of Entra ID: a number like 3fa85f64-5717-4562-b3fc-2c963f66afa6.'
  }),
  'saml.metadata.not-comparable': entry<{ side: string; because: string }>({
    title: 'One side could not be read for the comparison',
    who: 'you',
    origin: 'this-computer',
    cause: ({ side, because }) => `${side}: ${because}.`,
    remedy: () =>
      'What the other sides say is compared all the same. Inspect the App Federation Metadata Url of the application to have all of them.'
  }),
  'saml.metadata.stored-differs': entry<{ what: string }>({
    title: 'Files.com stores other values than the document says',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `Not the same on both sides: ${what}.`,
    remedy: () => 'If the document is the right one, plan a change of this provider with it; nothing is written before you approve.'
  })
}
