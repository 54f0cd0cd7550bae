import { counted, entry, type Nothing } from './entry.ts'

/** What a pasted text is, and how its parts stand and are signed. */
export const samlResponseShapeProblems = {
  'saml.response.not-found': entry<{ found: string }>({
    title: 'No SAML response in this text',
    who: 'you',
    origin: 'this-computer',
    cause: ({ found }) => `What was given is ${found}. A response was looked for in all the forms in which browsers hold one.`,
    remedy: () =>
      'In the browser press F12, open “Network”, tick “Preserve log”, sign in once, select the request named “consume” and copy the value of SAMLResponse. A saved HAR file works as well.'
  }),
  'saml.response.several-in-file': entry<{ count: number }>({
    title: 'The file holds several responses',
    who: 'you',
    origin: 'this-computer',
    cause: ({ count }) =>
      `${counted(count, 'response is', 'different responses are')} in what was given, and which one is meant cannot be guessed.`,
    remedy: () => 'Copy the value of SAMLResponse of the one request, or record again with a single sign-in.'
  }),
  'saml.response.other-document': entry<{ found: string }>({
    title: 'This is no SAML 2.0 response',
    who: 'you',
    origin: 'this-computer',
    cause: ({ found }) => `The XML is ${found}. A sign-in is proved by the element Response of SAML 2.0.`,
    remedy: () => 'Copy the value of SAMLResponse from the request that the browser sends to https://app.files.com/saml/consume.'
  }),
  'saml.response.status-refused': entry<{ status: string; said: string }>({
    title: 'The sign-in was refused',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ status, said }) => `The response carries a refusal instead of a person: ${status}. ${said}`,
    remedy: () =>
      'Look the sign-in up in the Entra admin center: Entra ID > Monitoring & health > Sign-in logs. Its failure reason says more than the response.'
  }),
  'saml.response.no-assertion': entry<Nothing>({
    title: 'The response says nothing about a person',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'The status is success, and there is no assertion: the part that names the person is missing.',
    remedy: () =>
      'Copy the response again, as a whole. If it is complete, remove single sign-on from the application in Entra ID and set it up again.'
  }),
  'saml.response.several-assertions': entry<{ count: number }>({
    title: 'The response holds several assertions',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ count }) =>
      `${counted(count, 'assertion stands', 'assertions stand')} side by side. Which one names the person depends on the reader, and that is how forged ones are smuggled in.`,
    remedy: () => 'Do not accept it. Entra ID sends exactly one: find out what changed the response on its way.'
  }),
  'saml.response.assertion-misplaced': entry<{ where: string }>({
    title: 'An assertion is hidden where none belongs',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `An assertion stands here: ${where}. That is the shape of signature wrapping: one part is signed, another one is read.`,
    remedy: () =>
      'Do not accept it. No identity provider sends this: find out who made it, and treat it as an attempt to sign in as somebody else.'
  }),
  'saml.response.comment-in-value': entry<{ where: string }>({
    title: 'A comment or CDATA section interrupts a value',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `A text is interrupted by a comment or a CDATA section: ${where}. Some readers take the whole text and some only its first piece, while the signature holds for both.`,
    remedy: () => 'Do not accept it. Entra ID writes neither: find out who changed the response.'
  }),
  'saml.response.duplicate-id': entry<{ where: string }>({
    title: 'Two parts share one id',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `An id occurs more than once: ${where}. A signature names what it covers by id, so which part it covers depends on the reader.`,
    remedy: () => 'Do not accept it. Find out who made or changed the response.'
  }),
  'saml.response.signature-misplaced': entry<{ where: string }>({
    title: 'A signature stands where none belongs',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `A signature was found here: ${where}. SAML has it directly in the response or in its assertion, and nowhere else.`,
    remedy: () => 'Do not accept it. Find out who made or changed the response.'
  }),
  'saml.response.part-repeated': entry<{ where: string }>({
    title: 'A part stands there twice',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `SAML allows it once, and it stands there more often: ${where}. One reader takes the first and another the last, so who signs in, or for how long, depends on the reader.`,
    remedy: () => 'Do not accept it. Entra ID writes each of them once: find out who made or changed the response.'
  }),
  'saml.response.encrypted': entry<{ what: string; algorithm: string }>({
    title: 'A part is encrypted and cannot be read here',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, algorithm }) =>
      `${what} is encrypted (${algorithm}). Only the holder of the private key can read it; that Files.com takes encrypted assertions from Entra ID is not documented.`,
    remedy: () =>
      'In the Entra admin center open the application, Security > Token encryption, and deactivate the certificate. Then sign in again and look at the new response.'
  }),
  'saml.response.unsigned': entry<Nothing>({
    title: 'Nothing in the response is signed',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'Neither the response nor its assertion carries a signature, so anybody could have written it.',
    remedy: () =>
      'In Entra ID open the application, Single sign-on, SAML Certificates, Edit, and set the signing option to “Sign SAML assertion” or to response and assertion. If it is set already, the response was changed after Microsoft had sent it.'
  }),
  'saml.response.key-unknown': entry<{ signer: string; known: string; trust: string; how: string }>({
    title: 'Signed with a key that is not configured',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ signer, known, trust }) => `The response was signed with ${signer}, which ${trust} does not know. Known there: ${known}.`,
    remedy: ({ how }) =>
      `Compare with the active certificate of the application in Entra ID (Single sign-on, SAML Certificates). If that one is new, ${how}. If it is not the active one either, the response comes from another application or tenant.`
  }),
  'saml.response.key-ended': entry<{ signer: string; begins: string; ends: string }>({
    title: 'The certificate of the key is outside its dates',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ signer, begins, ends }) =>
      `The response was signed with ${signer}, valid from ${begins} to ${ends}. Microsoft goes on signing with an ended certificate; whether Files.com minds the dates is not documented.`,
    remedy: () =>
      'Create a new signing certificate in Entra ID, tell Files.com about it, and only then make it active: the key roll-over of this application shows the order.'
  })
}
