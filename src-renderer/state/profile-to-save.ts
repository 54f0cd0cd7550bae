import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Profile } from '../../src-main/contract/views.ts'
import type { ProfileDirectory } from '../../src-main/core/profile/profile.ts'

/** The profile as it travels: in a file what is absent is left out. */
export function profileToSave(profile: Profile): OperationInput<'profile.save'>['profile'] {
  const { schemaVersion, name, site, directory, siteLdap, strategies, users, safety } = profile
  return {
    schemaVersion,
    name,
    site,
    ...(directory === undefined ? {} : { directory: directoryToSave(directory) }),
    ...(siteLdap === undefined ? {} : { siteLdap }),
    strategies: strategies.map(({ id, fields }) => ({ id, fields })),
    users: users.map(({ username, authenticationMethod, ssoStrategyId, clear2fa }) => ({
      username,
      authenticationMethod,
      clear2fa,
      ...(ssoStrategyId === undefined ? {} : { ssoStrategyId })
    })),
    safety: { ...safety, protectedUsers: [...safety.protectedUsers], mustBeFound: [...safety.mustBeFound] }
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
