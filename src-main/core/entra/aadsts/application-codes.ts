import { SERVICE_ENTITY_ID, SERVICE_OAUTH_REDIRECT_URI, SERVICE_REPLY_URL } from '../service-addresses.ts'
import { type AadstsCode, both } from './aadsts-code.ts'

/** About the application as it is set up in Entra ID. */
export const applicationCodes: readonly AadstsCode[] = [
  {
    code: 50011,
    meaning: 'the address to which Microsoft should send the person back is not registered for the application.',
    remedy: {
      saml: `Single sign-on, Basic SAML Configuration: the Reply URL must be exactly ${SERVICE_REPLY_URL}, without a final slash.`,
      oauth: `App registration, Authentication, platform Web: the redirect URI must be exactly ${SERVICE_OAUTH_REDIRECT_URI}.`
    },
    kind: 'application',
    problem: 'entra.sign-in.reply-address'
  },
  {
    code: 900971,
    meaning: 'the application has no address at all to which the person could be sent back.',
    remedy: {
      saml: `Single sign-on, Basic SAML Configuration: enter the Reply URL ${SERVICE_REPLY_URL}, and save.`,
      oauth: `App registration, Authentication: add the platform Web with the redirect URI ${SERVICE_OAUTH_REDIRECT_URI}.`
    },
    kind: 'application',
    problem: 'entra.sign-in.reply-address'
  },
  {
    code: 700016,
    meaning: 'no application with this identifier exists in the tenant that was asked.',
    remedy: {
      saml: `The Identifier (Entity ID) of the application must be exactly ${SERVICE_ENTITY_ID}. If it is, Files.com was given the metadata of another tenant.`,
      oauth:
        'Compare the Client ID in Files.com with the Application (client) ID in Entra ID, and the Tenant ID with the Directory (tenant) ID.'
    },
    kind: 'application',
    problem: 'entra.sign-in.application'
  },
  {
    code: 650056,
    meaning: 'the application is not set up for what was asked: its identifier differs, or a permission or consent is missing.',
    remedy: {
      saml: `Compare the Identifier (Entity ID) with ${SERVICE_ENTITY_ID}, and make sure that the application is the one whose metadata Files.com has.`,
      oauth: 'Compare Client ID and Tenant ID in Files.com with the app registration, then grant admin consent under API permissions.'
    },
    kind: 'application',
    problem: 'entra.sign-in.application'
  },
  {
    code: 70001,
    meaning: 'the application was removed from the tenant, or is switched off there.',
    remedy: both(
      'Enterprise applications, the application, Properties: set “Enabled for users to sign-in?” to Yes. If it is no longer listed, it was deleted: restore it, or set it up again.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.application'
  },
  {
    code: 7000112,
    meaning: 'the application is switched off in the tenant.',
    remedy: both(
      'Enterprise applications, the application, Properties: set “Enabled for users to sign-in?” to Yes, after asking who switched it off and why.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.application'
  },
  {
    code: 76021,
    meaning: 'the application accepts only requests that are signed, and Files.com sent one without a signature.',
    remedy: both(
      'Single sign-on, SAML Certificates, “Verification certificates (optional)”: take away the tick at “Require verification certificates”.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.signed-request'
  },
  {
    code: 50003,
    meaning: 'the application has no signing key that could be used: it is missing, or has ended.',
    remedy: both(
      'Single sign-on, SAML Certificates, Edit: create a new certificate, save it, make it active. If Files.com holds a fingerprint or a document, give it the new one.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.no-signing-key'
  },
  {
    code: 50146,
    meaning: 'the application needs a signing key of its own, and has none.',
    remedy: both(
      'Single sign-on, SAML Certificates, Edit: create a certificate, save it, make it active. Then give Files.com the App Federation Metadata Url, which names the application (?appid=).'
    ),
    kind: 'application',
    problem: 'entra.sign-in.no-signing-key'
  },
  {
    code: 700054,
    meaning: 'an id token was asked for, and the app registration does not allow it.',
    remedy: both(
      'App registration, Authentication, “Implicit grant and hybrid flows”: tick ID tokens only if Files.com really asks for one. First make sure that the platform is Web.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.registration'
  },
  {
    code: 7000218,
    meaning: 'the request came without the client secret, or the registration counts as a public client, which has none.',
    remedy: both(
      `App registration, Authentication: the redirect URI ${SERVICE_OAUTH_REDIRECT_URI} must stand under the platform Web, not under “Mobile and desktop” or “Single-page application”. Then enter the secret in Files.com again.`
    ),
    kind: 'secret',
    problem: 'entra.sign-in.registration'
  },
  {
    code: 65001,
    meaning: 'neither the person nor an administrator has consented that the application may read the sign-in.',
    remedy: both('App registration, API permissions: “Grant admin consent”. It is then given for everybody in the tenant.'),
    kind: 'application',
    problem: 'entra.sign-in.consent'
  },
  {
    code: 90094,
    meaning: 'only an administrator may consent to what the application asks for.',
    remedy: both('App registration, API permissions: an administrator of the tenant clicks “Grant admin consent”.'),
    kind: 'application',
    problem: 'entra.sign-in.consent'
  },
  {
    code: 65005,
    meaning: 'the application asks for something that its registration does not list, or that nobody has consented to.',
    remedy: both(
      'App registration, API permissions: compare the list with what the message of Microsoft names, and grant admin consent. Which permissions Files.com asks for is not documented; a new registration has User.Read.'
    ),
    kind: 'application',
    problem: 'entra.sign-in.consent'
  }
]
