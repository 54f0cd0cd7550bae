import type { ServiceField, ServiceFieldType } from './service-field.ts'

/** What a provider is: chosen on the way to its form, before anything else of it. */
export const identityFields: readonly ServiceField[] = [
  {
    name: 'provider',
    label: 'SSO provider',
    help: 'Whose sign-in it is.',
    group: 'saml',
    type: { kind: 'choice', choices: [{ value: 'azure', label: 'Microsoft Azure Active Directory SSO' }], isOpen: true },
    readBack: 'exact',
    isFixed: true
  },
  {
    name: 'protocol',
    label: 'Protocol',
    help: 'By what Files.com and the provider speak with each other.',
    group: 'saml',
    type: {
      kind: 'choice',
      choices: [
        { value: 'saml', label: 'Use SAML' },
        { value: 'oauth2', label: 'Use OAuth' },
        // Which of the two words a site shows is not documented.
        { value: 'oauth', label: 'Use OAuth' }
      ],
      isOpen: true
    },
    readBack: 'normalised',
    isFixed: true
  }
]

/** How Files.com is told about a SAML identity provider: one of the three ways, in the order and with the words of the web form. */
export const samlFields: readonly ServiceField[] = [
  saml(
    'saml_provider_metadata_url',
    'Metadata URL',
    { kind: 'text' },
    'App Federation Metadata Url of the application in Entra ID. Files.com follows it when keys change.',
    'normalised'
  ),
  saml(
    'saml_provider_metadata_content',
    'Metadata XML file',
    { kind: 'document' },
    'The document behind the App Federation Metadata Url, saved as a file. It has to be replaced when keys change.',
    'normalised'
  ),
  saml(
    'saml_provider_cert_fingerprint',
    'Certificate Fingerprint',
    { kind: 'text' },
    'SHA-256 fingerprint of the one certificate that signs: 64 hexadecimal digits, in any notation.',
    'normalised'
  ),
  saml(
    'saml_provider_issuer_url',
    'Issuer URL',
    { kind: 'text' },
    'Goes with the fingerprint: Microsoft Entra Identifier of the application, letter by letter, final slash included.'
  ),
  saml(
    'saml_provider_sso_target_url',
    'SSO endpoint',
    { kind: 'text' },
    'Goes with the fingerprint: where people are sent to sign in.',
    'normalised'
  ),
  saml(
    'saml_provider_slo_target_url',
    'SLO endpoint',
    { kind: 'text' },
    'Goes with the fingerprint: where people are sent to sign out.',
    'normalised'
  )
]

/** The field that decides by itself which of the three ways is in force. */
export const samlModeFields = {
  url: 'saml_provider_metadata_url',
  xml: 'saml_provider_metadata_content',
  fingerprint: 'saml_provider_cert_fingerprint'
} as const

function saml(
  name: string,
  label: string,
  type: ServiceFieldType,
  help: string,
  readBack: ServiceField['readBack'] = 'exact'
): ServiceField {
  return { name, label, help, group: 'saml', type, readBack }
}
