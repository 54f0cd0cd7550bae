import type { PasswordSources } from './passwords.ts'

/** Options that name where secrets come from. */
export interface SecretOptions {
  readonly apiKeyFile?: string | undefined
  readonly apiKeyStdin?: true | undefined
  readonly ldapPasswordFile?: string | undefined
  readonly ldapPasswordStdin?: true | undefined
}

export function keySources({ apiKeyFile, apiKeyStdin }: SecretOptions): PasswordSources {
  return {
    what: 'API key',
    file: apiKeyFile,
    fromStdin: apiKeyStdin,
    options: { file: '--api-key-file', stdin: '--api-key-stdin' },
    environmentVariable: 'FILES_API_KEY'
  }
}

export function ldapPasswordSources({ ldapPasswordFile, ldapPasswordStdin }: SecretOptions): PasswordSources {
  return {
    what: 'LDAP password',
    file: ldapPasswordFile,
    fromStdin: ldapPasswordStdin,
    options: { file: '--ldap-password-file', stdin: '--ldap-password-stdin' },
    environmentVariable: 'ENTRA_SETUP_LDAP_PASSWORD'
  }
}

/** Of an app registration in Entra ID. */
export interface ClientSecretOptions {
  readonly clientSecretFile?: string | undefined
  readonly clientSecretStdin?: true | undefined
}

export function clientSecretSources({ clientSecretFile, clientSecretStdin }: ClientSecretOptions): PasswordSources {
  return {
    what: 'client secret',
    file: clientSecretFile,
    fromStdin: clientSecretStdin,
    options: { file: '--client-secret-file', stdin: '--client-secret-stdin' },
    environmentVariable: 'ENTRA_SETUP_CLIENT_SECRET'
  }
}

/** Of the SCIM endpoint. */
export interface ScimTokenOptions {
  readonly tokenFile?: string | undefined
  readonly tokenStdin?: true | undefined
}

export function scimTokenSources({ tokenFile, tokenStdin }: ScimTokenOptions): PasswordSources {
  return {
    what: 'SCIM token',
    file: tokenFile,
    fromStdin: tokenStdin,
    options: { file: '--token-file', stdin: '--token-stdin' },
    environmentVariable: 'ENTRA_SETUP_SCIM_TOKEN'
  }
}

/** Of the SCIM endpoint of an older provider, which has a user name and a password instead of a token. */
export interface ScimPasswordOptions {
  readonly passwordFile?: string | undefined
  readonly passwordStdin?: true | undefined
}

export function scimPasswordSources({ passwordFile, passwordStdin }: ScimPasswordOptions): PasswordSources {
  return { what: 'SCIM password', file: passwordFile, fromStdin: passwordStdin, environmentVariable: 'ENTRA_SETUP_SCIM_PASSWORD' }
}

/** Files that hold secrets, as far as they are named. */
export function secretFiles({ apiKeyFile, ldapPasswordFile }: SecretOptions): readonly (string | undefined)[] {
  return [apiKeyFile, ldapPasswordFile]
}

/** Standard input holds one secret only: the sentence that says so, when two were asked of it. */
export function twoFromStandardInput({ apiKeyStdin, ldapPasswordStdin }: SecretOptions): string | undefined {
  return apiKeyStdin === true && ldapPasswordStdin === true
    ? '--api-key-stdin and --ldap-password-stdin: only one secret can come by standard input.'
    : undefined
}
