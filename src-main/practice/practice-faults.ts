import type { PracticeFlavour } from './directory/directory-service.ts'

/** Something that is wrong with the practice directory on purpose. */
export interface PracticeFault {
  readonly name: PracticeFaultName
  /** What is wrong, for somebody who has never seen it: a sentence without its full stop, as a heading. */
  readonly title: string
  /** What one learns by finding it. */
  readonly teaches: string
  /** The id of the check that finds it. */
  readonly breaks: string
  /** How to connect so that it shows. */
  readonly security: 'ldaps' | 'starttls' | 'none'
  /** The kind of directory it is best met on. */
  readonly flavour: PracticeFlavour
  /** True when no other kind of directory can have it. */
  readonly isFlavourBound: boolean
}

export type PracticeFaultName =
  | 'silent-server'
  | 'no-ldaps-certificate'
  | 'plain-text-on-ldaps-port'
  | 'old-tls'
  | 'missing-intermediate'
  | 'wrong-name'
  | 'expired-certificate'
  | 'not-yet-valid-certificate'
  | 'no-server-purpose'
  | 'weak-key'
  | 'self-signed'
  | 'garbage-answer'
  | 'slow-answers'
  | 'old-server-type'
  | 'strong-auth-required'
  | 'channel-binding'
  | 'wrong-password'
  | 'locked-account'
  | 'disabled-account'
  | 'account-expired'
  | 'expired-password'
  | 'must-change-password'
  | 'lying-bind'
  | 'wrong-base'
  | 'referral-only'
  | 'empty-result-success'
  | 'size-limit'
  | 'dropped-mid-page'
  | 'missing-mail'
  | 'duplicate-usernames'

/** Every fault that the practice directory can have, in the order of the ladder. */
export const practiceFaults: readonly PracticeFault[] = [
  fault('silent-server', {
    title: 'The server accepts the connection and then never says anything',
    teaches: 'An open port proves little: a hung server or a half-open firewall looks like this, and only a deadline ends the waiting.',
    breaks: 'ldap.tls-opens'
  }),
  fault('no-ldaps-certificate', {
    title: 'The domain controller has no certificate for LDAPS',
    teaches: 'The port is open, but the connection is cut as soon as TLS starts: the controller needs a certificate first.',
    breaks: 'ldap.tls-opens'
  }),
  fault('plain-text-on-ldaps-port', {
    title: 'The port for LDAPS speaks LDAP without any encryption',
    teaches: 'Port and kind of protection belong together: 636 expects TLS at once, 389 starts in clear.',
    breaks: 'ldap.tls-opens'
  }),
  fault('old-tls', {
    title: 'The server only speaks TLS 1.0 and 1.1',
    teaches: 'Versions before 1.2 are refused by every careful program: the server needs an update or another setting.',
    breaks: 'ldap.tls-opens'
  }),
  fault('missing-intermediate', {
    title: 'The server does not send the intermediate certificate between its own and the root',
    teaches: 'A chain with a missing link works for programs that happen to have it stored, and fails for all others.',
    breaks: 'certificate.chain-complete'
  }),
  fault('wrong-name', {
    title: 'The certificate is made out to another name than the server’s',
    teaches: 'The name that one connects to must be on the certificate: an old server name or an address will not do.',
    breaks: 'certificate.names-server'
  }),
  fault('expired-certificate', {
    title: 'The certificate ended yesterday',
    teaches: 'Certificates end, and sign-in ends with them: the date is worth watching.',
    breaks: 'certificate.dates-valid'
  }),
  fault('not-yet-valid-certificate', {
    title: 'The certificate becomes valid only in a week',
    teaches: 'Either the certificate was prepared early, or a clock is wrong: compare the dates with both clocks.',
    breaks: 'certificate.dates-valid'
  }),
  fault('no-server-purpose', {
    title: 'The certificate is meant for clients, not for servers',
    teaches: 'The purpose “server authentication” comes from the template: a computer or user template may lack it.',
    breaks: 'certificate.purpose-server'
  }),
  fault('weak-key', {
    title: 'The certificate has an RSA key of only 1024 bits',
    teaches: 'Short keys can be broken and are refused today: a new certificate needs 2048 bits or an elliptic curve.',
    breaks: 'certificate.key-strong'
  }),
  fault('self-signed', {
    title: 'The server signed its certificate itself',
    teaches: 'Nobody vouches for such a certificate: a certification authority that others trust has to sign it.',
    breaks: 'certificate.trusted-here'
  }),
  fault('garbage-answer', {
    title: 'Something that is no directory answers on the directory’s port',
    teaches: 'An answer is not yet an LDAP answer: here a web server listens where the directory should be.',
    breaks: 'ldap.root-dse-answers',
    security: 'none'
  }),
  fault('slow-answers', {
    title: 'The server takes seconds for every answer',
    teaches: 'A slow directory is not a broken one, but the deadlines of its clients decide whether it seems so.',
    breaks: 'ldap.root-dse-answers'
  }),
  fault('old-server-type', {
    title: 'The server is another kind of directory than the chosen one',
    teaches: 'The server says itself what it is: an OpenLDAP server treated as Active Directory finds nobody.',
    breaks: 'ldap.type-as-chosen'
  }),
  fault('strong-auth-required', {
    title: 'The server refuses passwords on an unencrypted connection',
    teaches: 'Domain controllers demand signing or TLS: with LDAPS or StartTLS the same account works.',
    breaks: 'ldap.bind-accepted',
    security: 'none'
  }),
  fault('channel-binding', {
    title: 'The server demands channel binding, which this kind of sign-in cannot give',
    teaches: 'The password was right: the number 80090346 speaks of the policy of the server, not of the account.',
    breaks: 'ldap.bind-accepted',
    isFlavourBound: true
  }),
  fault('wrong-password', {
    title: 'The stored password of the service account is out of date',
    teaches: 'Code 52e means a wrong password or an unknown name; trying again and again locks the account.',
    breaks: 'ldap.bind-accepted'
  }),
  fault('locked-account', {
    title: 'The service account is locked after too many wrong passwords',
    teaches: 'Code 775 hides whether the password is right: first find who keeps using the old one, then unlock.',
    breaks: 'ldap.bind-accepted',
    isFlavourBound: true
  }),
  fault('disabled-account', {
    title: 'The service account is disabled',
    teaches: 'Code 533 is only said to somebody with the right password: enabling the account is all that is needed.',
    breaks: 'ldap.bind-accepted',
    isFlavourBound: true
  }),
  fault('account-expired', {
    title: 'The service account has reached its end date',
    teaches: 'Code 701 speaks of the account, 532 of its password: here the end date has to move.',
    breaks: 'ldap.bind-accepted',
    isFlavourBound: true
  }),
  fault('expired-password', {
    title: 'The password of the service account has expired',
    teaches: 'Code 532: a service account needs a password that never expires, or somebody who renews it in time.',
    breaks: 'ldap.bind-accepted',
    isFlavourBound: true
  }),
  fault('must-change-password', {
    title: 'The service account must change its password at the next sign-in',
    teaches: 'Code 773: no program can do that, so an administrator has to clear the mark.',
    breaks: 'ldap.bind-accepted',
    isFlavourBound: true
  }),
  fault('lying-bind', {
    title: 'The server says yes to every password, and then treats the caller as nobody',
    teaches: 'Success at sign-in is a claim: only asking “who am I” afterwards proves it.',
    breaks: 'ldap.identity-proved'
  }),
  fault('wrong-base', {
    title: 'The base DN names a unit that does not exist',
    teaches: 'The server tells how far the name is right: the nearest existing entry shows where the mistake begins.',
    breaks: 'ldap.base-exists'
  }),
  fault('referral-only', {
    title: 'The base DN belongs to another domain, and the server only points there',
    teaches: 'A referral is not an answer, and following it would hand the password to another server.',
    breaks: 'ldap.base-exists',
    isFlavourBound: true
  }),
  fault('empty-result-success', {
    title: 'The account may not see people or groups, so every search succeeds and finds nobody',
    teaches: 'Success with zero entries is how directories say “not for you”: missing rights raise no error.',
    breaks: 'ldap.users-found'
  }),
  fault('size-limit', {
    title: 'The server ends every search of this account after a hundred entries',
    teaches: 'A limit per account stops paging too: the rest of the company silently stays out.',
    breaks: 'ldap.users-found',
    flavour: 'openldap'
  }),
  fault('dropped-mid-page', {
    title: 'The connection breaks in the middle of the second page of results',
    teaches: 'Half a list must never be taken for the whole: everybody missing would look like somebody who left.',
    breaks: 'ldap.users-found'
  }),
  fault('missing-mail', {
    title: 'More than half of the people have no mail address',
    teaches: 'What Files.com needs must be filled in the directory: a person without it is left out or arrives incomplete.',
    breaks: 'ldap.attributes-present'
  }),
  fault('duplicate-usernames', {
    title: 'Two people have the same user name',
    teaches: 'A user name is only a name if it is unique, whatever its upper and lower case: otherwise two people share an account.',
    breaks: 'ldap.usernames-unique',
    flavour: 'openldap'
  })
]

type FaultText = Pick<PracticeFault, 'title' | 'teaches' | 'breaks'> & Partial<PracticeFault>

function fault(name: PracticeFaultName, text: FaultText): PracticeFault {
  return { name, security: 'ldaps', flavour: 'active-directory', isFlavourBound: false, ...text }
}
