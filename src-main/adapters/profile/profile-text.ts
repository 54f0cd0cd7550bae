import type { Profile, WantedFields, WantedOauth, WantedSaml } from '../../core/profile/profile.ts'
import type { SamlSource } from '../../core/saml/saml-source.ts'

/** The profile as a file for people and version control: fields in a fixed order, nothing that is absent. Reading it gives the same profile. */
export function profileText(profile: Profile): string {
  const { schemaVersion, name, site, directory, siteLdap, strategies, saml, oauth, users, groups, safety } = profile
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
    oauth: oauth && oauthText(oauth),
    users: users.map(({ username, authenticationMethod, ssoStrategyId, clear2fa, newUsername, newEmail }) => ({
      username,
      authenticationMethod,
      ssoStrategyId,
      clear2fa,
      newUsername,
      newEmail
    })),
    // A file of the days before groups could be renamed says nothing of them, and reads the same.
    groups: groups.length === 0 ? undefined : groups.map(({ id, name, newName }) => ({ id, name, newName })),
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

function oauthText(oauth: WantedOauth) {
  return {
    strategy: oauth.strategyId,
    displayName: oauth.displayName,
    tenantId: oauth.tenantId,
    clientId: oauth.clientId,
    clientSecret: oauth.entersCredentials ? 'set' : undefined,
    secretEndsOn: oauth.secretEndsOn,
    enabled: oauth.enabled,
    showOnLoginPage: oauth.showOnLoginPage,
    fields: sortedFields(oauth.fields)
  }
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
