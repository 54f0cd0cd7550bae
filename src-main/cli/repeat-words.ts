import type { SiteOptions } from './open-site.ts'

/** The words that choose site and secrets, for a command that goes on where this one ends. */
export function repeatedWords(options: SiteOptions): readonly string[] {
  const { site, apiKeyFile, apiKeyStdin, ldapPasswordFile, ldapPasswordStdin } = options
  return [
    ...(site === undefined ? [] : ['--site', site]),
    ...(apiKeyFile === undefined ? [] : ['--api-key-file', apiKeyFile]),
    ...(apiKeyStdin === true ? ['--api-key-stdin'] : []),
    ...(ldapPasswordFile === undefined ? [] : ['--ldap-password-file', ldapPasswordFile]),
    ...(ldapPasswordStdin === true ? ['--ldap-password-stdin'] : [])
  ]
}
