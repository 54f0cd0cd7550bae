import type { Profile, WantedFields, WantedSaml } from '../../core/profile/profile.ts'
import type { SamlSource } from '../../core/saml/saml-source.ts'

/** The profile as a file for people and version control: fields in a fixed order, nothing that is absent. Reading it gives the same profile. */
export function profileText(profile: Profile): string {
  const { schemaVersion, name, site, directory, siteLdap, strategies, saml, users, safety } = profile
  // Spelled out, so that a key that does not belong here cannot get into the file, and the order never depends on who made the object.
  const file = {
    schemaVersion,
    name,
    site,
    directory: directory && {
      host: directory.host,
      port: directory.port,
      security: directory.security,
      caPem: directory.caPem,
      allowCleartext: directory.allowCleartext
    },
    siteLdap: siteLdap && sortedFields(siteLdap),
    strategies: strategies.map(({ id, fields }) => ({ id, fields: sortedFields(fields) })),
    saml: saml && samlText(saml),
    users: users.map(({ username, authenticationMethod, ssoStrategyId, clear2fa }) => ({
      username,
      authenticationMethod,
      ssoStrategyId,
      clear2fa
    })),
    safety: {
      mostDisabled: safety.mostDisabled,
      mostDisabledPercent: safety.mostDisabledPercent,
      leastPeoplePercent: safety.leastPeoplePercent,
      protectedUsers: safety.protectedUsers,
      mustBeFound: safety.mustBeFound,
      needsApproval: safety.needsApproval
    }
  }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

function samlText({ strategyId, displayName, source, enabled, showOnLoginPage, fields }: WantedSaml) {
  return { strategy: strategyId, displayName, ...sourceText(source), enabled, showOnLoginPage, fields: sortedFields(fields) }
}

function sourceText(source: SamlSource | undefined) {
  switch (source?.mode) {
    case undefined:
      return {}
    case 'url':
      return { metadataUrl: source.url }
    case 'xml':
      return { metadataXml: source.xml }
    case 'fingerprint':
      return {
        certificate: { sha256: source.sha256, issuer: source.issuer, signOnUrl: source.signOnUrl, logoutUrl: source.logoutUrl }
      }
  }
}

function sortedFields(fields: WantedFields): WantedFields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)))
}
