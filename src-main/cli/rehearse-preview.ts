import { createPreviewAdapters } from '../adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../app/preview/create-preview-desk.ts'
import type { Problem } from '../core/errors.ts'
import { siteLdapAsDirectory } from '../core/model/service-field-directory.ts'
import type { PreviewView } from '../core/preview/preview-desk.ts'
import { rulesFromFields } from '../core/preview/rules-from-fields.ts'
import type { Profile } from '../core/profile/profile.ts'
import type { Result } from '../core/result.ts'
import type { Secret } from '../core/secret.ts'
import type { FilesReader } from '../core/service/files-service.ts'
import type { CliPorts } from './create-cli-ports.ts'
import type { Terminal } from './terminal.ts'

/** What the sync that the profile switches on would do to the practice site. Nothing of it is kept. Throws `Cancelled`. */
export async function rehearsePreview(
  { dataFolder, log }: CliPorts,
  { profile, reader, password }: { readonly profile: Profile; readonly reader: FilesReader; readonly password: Secret },
  { redactor }: Terminal,
  signal: AbortSignal
): Promise<Result<PreviewView, Problem>> {
  const fields = profile.siteLdap ?? {}
  const settings = siteLdapAsDirectory(fields, profile.directory)
  if (settings === undefined) throw new TypeError('The profile of the practice site names no directory')
  const desk = createPreviewDesk({
    ...createPreviewAdapters({ dataFolder, log, redactText: redactor.redactText, isAskedOften: false }),
    version: '',
    readerOf: () => reader
  })
  return desk.read(
    {
      people: { kind: 'live', settings, password },
      users: { kind: 'site', site: reader.address.host },
      rules: { ...rulesFromFields({ resource: 'site-ldap', targetId: undefined, fields }), limits: profile.safety },
      keepAs: undefined,
      appliedLastTime: undefined
    },
    () => undefined,
    signal
  )
}
