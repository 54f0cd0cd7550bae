import { type AadstsCode, both } from './aadsts-code.ts'

const START_AT_FILES_COM =
  'Open the sign-in page of the site and click the button there; delete a bookmark of Microsoft’s page. If that fails for everybody, the request of Files.com is at fault: its support needs the code and the correlation id.'

/** About where Microsoft was asked, what was asked, and the secret that came along. */
export const tenantAndRequestCodes: readonly AadstsCode[] = [
  {
    code: 90002,
    meaning: 'there is no tenant of this name or number in the cloud that was asked.',
    remedy: {
      saml: 'Copy the App Federation Metadata Url again: a digit may be missing, or the tenant is in another cloud (US Government, China) than the address.',
      oauth:
        'Compare the Tenant ID in Files.com with the Directory (tenant) ID in Entra ID, digit by digit. A tenant of another cloud is not found either.'
    },
    kind: 'tenant',
    problem: 'entra.sign-in.tenant'
  },
  {
    code: 50194,
    meaning: 'the application is for one tenant only, and the address for all tenants (“common”) was used.',
    remedy: {
      saml: 'Give Files.com the App Federation Metadata Url, which has the number of the tenant instead of “common”.',
      oauth: 'Enter the Directory (tenant) ID as Tenant ID in Files.com, not “common”. The application stays single-tenant.'
    },
    kind: 'tenant',
    problem: 'entra.sign-in.tenant'
  },
  {
    code: 90038,
    meaning: 'the tenant lives in a national cloud, and another cloud was asked.',
    remedy: both(
      'Use the addresses of the tenant’s own cloud: login.microsoftonline.us for US Government, login.partner.microsoftonline.cn for China.'
    ),
    kind: 'tenant',
    problem: 'entra.sign-in.tenant'
  },
  {
    code: 75011,
    meaning:
      'the person signed in by another method than the request demands, for example with a certificate, a passkey or Windows Hello instead of a password.',
    remedy: both(
      'A service should not demand a method. Inspect the request: if it holds RequestedAuthnContext, it is a case for Files.com support. Until then the person can sign in with a password, in a private window.'
    ),
    kind: 'request',
    problem: 'entra.sign-in.method-differs'
  },
  {
    code: 75005,
    meaning: 'the SAML request is not one that Entra ID supports.',
    remedy: both(START_AT_FILES_COM),
    kind: 'request',
    problem: 'entra.sign-in.start-again'
  },
  {
    code: 750054,
    meaning: 'no SAML request came along at all.',
    remedy: both(START_AT_FILES_COM),
    kind: 'request',
    problem: 'entra.sign-in.start-again'
  },
  {
    code: 75008,
    meaning: 'the SAML request was sent in a way that Entra ID refuses.',
    remedy: both(START_AT_FILES_COM),
    kind: 'request',
    problem: 'entra.sign-in.start-again'
  },
  {
    code: 75016,
    meaning: 'the SAML request asks for a form of the name that is not valid.',
    remedy: both(START_AT_FILES_COM),
    kind: 'request',
    problem: 'entra.sign-in.start-again'
  },
  {
    code: 7500529,
    meaning: 'the id of the SAML request is none that Entra ID accepts.',
    remedy: both(START_AT_FILES_COM),
    kind: 'request',
    problem: 'entra.sign-in.start-again'
  },
  {
    code: 54005,
    meaning: 'the code of this sign-in had been used already, as after “Back” or a reload in the browser.',
    remedy: both('Begin the sign-in anew at the sign-in page of the site, and do not go back in the browser meanwhile.'),
    kind: 'request',
    problem: 'entra.sign-in.start-again'
  },
  {
    code: 7000215,
    meaning: 'the client secret is wrong.',
    remedy: both(
      'Certificates & secrets: the column “Value” is the secret, “Secret ID” is not. The value is shown only once: make a new secret, and enter its value in Files.com.'
    ),
    kind: 'secret',
    problem: 'entra.sign-in.client-secret'
  },
  {
    code: 7000222,
    meaning: 'the client secret has ended.',
    remedy: both('Certificates & secrets: make a new secret, enter its value in Files.com, and note its end in the calendar.'),
    kind: 'secret',
    problem: 'entra.sign-in.client-secret'
  },
  {
    code: 900023,
    meaning: 'what stands for the tenant in the address is neither an id nor a domain.',
    remedy: {
      saml: 'Copy the App Federation Metadata Url again: the part after the host must be the Directory (tenant) ID.',
      oauth: 'Copy the Directory (tenant) ID from the overview of the app registration again: 32 digits in five groups.'
    },
    kind: 'tenant',
    problem: 'entra.sign-in.tenant'
  },
  {
    code: 70002,
    meaning: 'client id and client secret were not accepted together.',
    remedy: both(
      'Copy the Application (client) ID again, make a new secret of this very registration, and enter its value: a secret of another registration is refused as well.'
    ),
    kind: 'secret',
    problem: 'entra.sign-in.client-secret'
  },
  {
    code: 7000216,
    meaning: 'the request came without a client secret.',
    remedy: both('Enter the value of the client secret in Files.com again, and save.'),
    kind: 'secret',
    problem: 'entra.sign-in.client-secret'
  },
  {
    code: 7000229,
    meaning: 'the application is registered, but has no page under Enterprise applications in this tenant, so nobody can use it here.',
    remedy: both(
      'It was deleted there, or belongs to another tenant. Compare the Tenant ID; if it is right, an administrator creates it again, most simply by a new registration.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.application'
  }
]
