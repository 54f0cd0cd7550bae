import { entry } from './entry.ts'

/** What keeps a document from being read as XML, or a signature from being verified. `what` names the document within a sentence: `the response`. */
export const samlXmlProblems = {
  'saml.xml.empty': entry<{ what: string }>({
    title: 'There is nothing to read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what }) => `What was given as ${what} is empty, or has nothing but spaces in it.`,
    remedy: () => 'Save or copy it again from where it comes from, and look at its size before you choose it.'
  }),
  'saml.xml.too-large': entry<{ what: string; size: string; most: string }>({
    title: 'The document is too large',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, size, most }) => `What was given as ${what} has ${size}; at most ${most} are read.`,
    remedy: () =>
      'Give the document of one identity provider. Metadata of one Entra application has less than 100 kB, a response less than 100 kB as well; a file of this size is something else, or the list of a whole federation.'
  }),
  'saml.xml.encoding': entry<{ what: string; said: string; because: string }>({
    title: 'The characters of the document cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, said, because }) => `The encoding of ${what} is given as ${said}, and that does not work: ${because}.`,
    remedy: () =>
      'Download the document again, and do not open and save it in an editor in between. UTF-8 is what every provider writes; UTF-16, ISO-8859-1, windows-1252 and US-ASCII are read as well.'
  }),
  'saml.xml.document-type': entry<{ what: string; line: string }>({
    title: 'The document declares a type or entities',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ what, line }) =>
      `In ${line}, ${what} begins a declaration with <!DOCTYPE or <!ENTITY. By such declarations a document can make its reader fetch files or grow without end, so it was not read. No identity provider writes them.`,
    remedy: () => 'Do not use this document, and find out who made it. Get a new one directly from the identity provider.'
  }),
  'saml.xml.processing-instruction': entry<{ what: string; target: string; line: string }>({
    title: 'The document gives instructions to programs',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, target, line }) =>
      `In ${line}, ${what} has a processing instruction (<?${target} …?>). SAML has none, and readers disagree about what they do with one.`,
    remedy: () =>
      'Get the document directly from the identity provider. If a style sheet was added so that it looks better in a browser, have that left out: taking the line out by hand can break a signature.'
  }),
  'saml.xml.too-complex': entry<{ what: string; found: string }>({
    title: 'The document is built to exhaust its reader',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ what, found }) => `It was not read any further: ${found}. Nothing that a provider writes as ${what} comes near that.`,
    remedy: () => 'Do not use this document, and find out who made it. Get a new one directly from the identity provider.'
  }),
  'saml.xml.html-page': entry<{ what: string; title: string }>({
    title: 'This is a web page and not XML',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, title }) =>
      `What was given as ${what} is a web page${title === '' ? '' : ` with the title “${title}”`}. Usually that is a sign-in page or the message of a proxy, which stood where the document should have been.`,
    remedy: () =>
      'Sign in first and download the document then, with the button of the portal; or take the federation metadata address, which needs no sign-in. If it is the page of a proxy, have the address allowed.'
  }),
  'saml.xml.not-xml': entry<{ what: string; found: string }>({
    title: 'This is not XML',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, found }) => `What was given as ${what} is ${found}.`,
    remedy: () =>
      'Choose the XML file: in the Entra portal it is “Federation Metadata XML”, below “SAML Certificates”. A certificate has a place of its own in this application.'
  }),
  'saml.xml.malformed': entry<{ what: string; line: string; because: string }>({
    title: 'The XML is broken',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, line, because }) =>
      `${line} of ${what} breaks the rules of XML: ${because}. Programs that read it nevertheless may each understand something else, so it was not read.`,
    remedy: () =>
      'Get it again, whole and as it is: a copy from a web page or a mail often lacks its end, or has changed quotation marks. Do not repair it by hand, since that breaks its signature.'
  }),
  'saml.signature.reference-count': entry<{ what: string; because: string }>({
    title: 'A signature does not cover exactly one thing',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `A signature in ${what} has to cover one element, by one reference, and here ${because}. It was not verified.`,
    remedy: () => 'Do not trust this document. Have the identity provider sign the response or the assertion as SAML 2.0 says.'
  }),
  'saml.signature.reference-unresolved': entry<{ what: string; because: string }>({
    title: 'It is open what a signature covers',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) => `A signature in ${what} covers nothing that can be found: ${because}. It was not verified.`,
    remedy: () => 'Get the document again, whole. If it stays so, do not trust it, and have the identity provider looked at.'
  }),
  'saml.signature.wrapped': entry<{ what: string; because: string }>({
    title: 'A signature covers something else than it seems',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `A signature in ${what} is not about the part in which it stands: ${because}. That is how signature wrapping works: something genuine is moved aside, and something forged is put in its place.`,
    remedy: () =>
      'Do not trust this document, and keep it. If it was really sent at a sign-in, somebody may have tried to enter: tell whoever is responsible for security.'
  }),
  'saml.signature.duplicate-id': entry<{ what: string; because: string }>({
    title: 'Two parts of the document have the same id',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `In ${what}, ${because}. A signature names what it covers by an id: one reader takes the first, another the last, and a forger makes use of that. It was not verified.`,
    remedy: () => 'Do not trust this document, and find out how it came about: no identity provider gives an id twice.'
  }),
  'saml.signature.transform-not-allowed': entry<{ what: string; because: string }>({
    title: 'A signature changes the data before it covers them',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `A signature in ${what} uses transforms that SAML does not allow: ${because}. With others, what is signed need not be what is read, so it was not verified.`,
    remedy: () => 'Have the identity provider sign with the two transforms of SAML: enveloped signature and exclusive canonicalization.'
  }),
  'saml.signature.canonicalization-not-allowed': entry<{ what: string; because: string }>({
    title: 'A signature is written in a form that is not allowed',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `The method by which a signature in ${what} brings its data into one form is neither exclusive nor inclusive canonicalization 1.0: ${because}. It was not verified.`,
    remedy: () => 'Have the identity provider sign with exclusive canonicalization 1.0, as Entra ID does.'
  }),
  'saml.signature.algorithm-confusion': entry<{ what: string; because: string }>({
    title: 'A signature could be made by anybody',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `The algorithm of a signature in ${what} takes a published key for a secret one: ${because}. Whoever has the public certificate could write such a signature, so it was not verified.`,
    remedy: () =>
      'Do not trust this document, and keep it: a reader that verifies such a signature is what an attacker hopes for. Entra ID signs with RSA.'
  }),
  'saml.signature.algorithm-unknown': entry<{ what: string; because: string }>({
    title: 'A signature uses an algorithm that is not supported',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) => `A signature in ${what} cannot be verified here: ${because}.`,
    remedy: () =>
      'Have the identity provider sign with RSA and SHA-256, which is the choice of Entra ID. RSA, RSA-PSS and ECDSA, each with SHA-1, SHA-256, SHA-384 or SHA-512, are understood.'
  }),
  'saml.signature.several-signatures': entry<{ what: string; because: string }>({
    title: 'A part of the document is signed more than once',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) => `In ${what}, ${because}. Which of them counts depends on the reader, so none was verified.`,
    remedy: () => 'Do not trust this document. Each response, assertion or entity has one signature of its own, or none.'
  }),
  'saml.signature.comment-in-value': entry<{ what: string; because: string }>({
    title: 'A comment cuts a signed value in two',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `In ${what}, a comment stands in the middle of a signed text, ${because}. The signature does not see comments, and some programs read only what stands before one: a user name can become that of somebody else.`,
    remedy: () => 'Do not trust this document, and keep it. No identity provider writes comments into values; somebody put it there.'
  }),
  'saml.signature.foreign-content': entry<{ what: string; because: string }>({
    title: 'A signature has parts that SAML does not know',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, because }) =>
      `A signature in ${what} is built otherwise than SAML allows: ${because}. Genuine data can be hidden in such parts while forged data are read, so it was not verified.`,
    remedy: () => 'Do not trust this document. Have the identity provider sign with an enveloped signature and nothing else in it.'
  }),
  'saml.signature.digest-differs': entry<{ what: string; covered: string }>({
    title: 'The document was changed after it was signed',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, covered }) =>
      `The signature in ${what} says which digest ${covered} had when it was signed. Calculated here it is another one, so at least one character differs.`,
    remedy: () =>
      'Get it again, and do not open and save it in an editor: a changed space is enough. If a response was sent like this at a sign-in, something between the identity provider and the browser changes it.'
  }),
  'saml.signature.signature-differs': entry<{ what: string; keys: string }>({
    title: 'No known key made the signature',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, keys }) =>
      `What the signature in ${what} covers is unchanged, but it was made by none of the keys that were tried (${keys}).`,
    remedy: () =>
      'Compare the fingerprint of the certificate that came along with those of the configuration. Often the signing key was replaced in Entra ID, and Files.com still has the old one: store the new metadata or fingerprint there.'
  }),
  'saml.signature.no-key': entry<{ what: string }>({
    title: 'There is no key to verify the signature with',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what }) =>
      `The signature in ${what} is whole, but no key is at hand: the configuration names none, or it names a fingerprint and the certificate of that fingerprint did not come along.`,
    remedy: () => 'Give the metadata or the certificate of the identity provider, so that there is something to verify with.'
  }),
  'saml.signature.weak-algorithm': entry<{ what: string; algorithms: string }>({
    title: 'The signature uses SHA-1',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, algorithms }) =>
      `The signature in ${what} is valid and made with ${algorithms}. Two documents with the same SHA-1 digest can be made on purpose, so it proves less than it should.`,
    remedy: () =>
      'In the Entra portal, open the application, Single sign-on, SAML Certificates, Edit, and choose SHA-256 as the signing algorithm.'
  })
}
