import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Profile } from '../../src-main/contract/views.ts'
import type { ProfileDirectory, WantedOauth, WantedSaml } from '../../src-main/core/profile/profile.ts'

/** The profile as it travels: in a file what is absent is left out. */
export function profileToSave(profile: Profile): OperationInput<'profile.save'>['profile'] {
  const { schemaVersion, name, site, directory, siteLdap, strategies, saml, oauth, users, groups, safety } = profile
  return {
    schemaVersion,
    name,
    site,
    ...(directory === undefined ? {} : { directory: directoryToSave(directory) }),
    ...(siteLdap === undefined ? {} : { siteLdap }),
    strategies: strategies.map(({ id, fields }) => ({ id, fields })),
    ...(saml === undefined ? {} : { saml: samlToSave(saml) }),
    ...(oauth === undefined ? {} : { oauth: oauthToSave(oauth) }),
    users: users.map(({ username, authenticationMethod, ssoStrategyId, clear2fa, newUsername, newEmail }) => ({
      username,
      clear2fa,
      ...(authenticationMethod === undefined ? {} : { authenticationMethod }),
      ...(ssoStrategyId === undefined ? {} : { ssoStrategyId }),
      ...(newUsername === undefined ? {} : { newUsername }),
      ...(newEmail === undefined ? {} : { newEmail })
    })),
    ...(groups.length === 0
      ? {}
      : { groups: groups.map(({ id, name, newName }) => ({ ...(id === undefined ? {} : { id }), name, newName })) }),
    safety: { ...safety, protectedUsers: [...safety.protectedUsers], mustBeFound: [...safety.mustBeFound] }
  }
}

function samlToSave({ strategyId, displayName, source, enabled, showOnLoginPage, fields }: WantedSaml) {
  return {
    ...(strategyId === undefined ? {} : { strategy: strategyId }),
    displayName,
    ...sourceToSave(source),
    ...(enabled === undefined ? {} : { enabled }),
    ...(showOnLoginPage === undefined ? {} : { showOnLoginPage }),
    fields
  }
}

function oauthToSave({
  strategyId,
  displayName,
  tenantId,
  clientId,
  entersCredentials,
  secretEndsOn,
  enabled,
  showOnLoginPage,
  fields
}: WantedOauth) {
  return {
    ...(strategyId === undefined ? {} : { strategy: strategyId }),
    displayName,
    tenantId,
    clientId,
    ...(entersCredentials ? { clientSecret: 'set' as const } : {}),
    ...(secretEndsOn === undefined ? {} : { secretEndsOn }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(showOnLoginPage === undefined ? {} : { showOnLoginPage }),
    fields
  }
}

function sourceToSave(source: WantedSaml['source']) {
  switch (source?.mode) {
    case undefined:
      return {}
    case 'url':
      return { metadataUrl: source.url }
    case 'xml':
      return { metadataXml: source.xml }
    case 'fingerprint':
      return { certificate: { sha256: source.sha256, issuer: source.issuer, signOnUrl: source.signOnUrl, logoutUrl: source.logoutUrl } }
  }
}

function directoryToSave({ host, port, security, caPem, allowCleartext }: ProfileDirectory) {
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(security === undefined ? {} : { security }),
    ...(caPem === undefined ? {} : { caPem }),
    allowCleartext
  }
}
