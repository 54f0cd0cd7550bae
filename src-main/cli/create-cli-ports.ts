import { homedir } from 'node:os'
import { createAdapters } from '../adapters/create-adapters.ts'
import { createStorage } from '../adapters/create-storage.ts'
import { createFilesService } from '../adapters/files-api/create-files-service.ts'
import { createNodeFetch } from '../adapters/files-api/create-node-fetch.ts'
import { dataFolder } from '../adapters/store/data-folder.ts'
import type { LogPort } from '../core/ports/surroundings.ts'
import { Secret } from '../core/secret.ts'
import type { Terminal } from './terminal.ts'

export type CliPorts = ReturnType<typeof createCliPorts>

/** Everything that the commands about a site need. The folder is the one of the window: both know the same sites and the same runs. */
export function createCliPorts(terminal: Terminal, folder = dataFolder(terminal.env, process.platform, homedir())) {
  const { redactor } = terminal
  // Also those that this command does not use: whatever is repeated by a server must not be printed.
  for (const name of ENVIRONMENT_SECRETS) redactor.register(new Secret(terminal.env[name] ?? ''))
  const log = logTo(terminal)
  return {
    ...createAdapters(),
    redactor,
    log,
    dataFolder: folder,
    services: createFilesService({ fetch: createNodeFetch(terminal.env), redactor }),
    ...createStorage(folder, log, redactor)
  }
}

const ENVIRONMENT_SECRETS = ['FILES_API_KEY', 'ENTRA_SETUP_LDAP_PASSWORD', 'ENTRA_SETUP_CLIENT_SECRET', 'ENTRA_SETUP_SCIM_TOKEN']

/** What a person should know goes to standard error; the rest nowhere. */
function logTo(terminal: Terminal): LogPort {
  const note = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    const details = fields === undefined ? '' : ` ${JSON.stringify(terminal.redactor.redact(fields))}`
    terminal.err.lines(`Note: ${message}${details}`)
  }
  return { info: () => undefined, warn: note, error: note }
}
