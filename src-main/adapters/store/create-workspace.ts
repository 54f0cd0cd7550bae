import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { workspace } from '../../contract/schemas.ts'
import { emptyDirectoryForm } from '../../core/model/directory-form.ts'
import { emptyOauthForm } from '../../core/model/oauth-form.ts'
import { nothingGiven, type RecentWorkEntry, type Workspace } from '../../core/model/workspace.ts'
import type { WorkspacePort } from '../../core/ports/store.ts'
import type { LogPort } from '../../core/ports/surroundings.ts'

const MOST_RECENT = 10

/** Keeps the form, the screen and recent work in one file, readable by its owner only. There is no place for a secret in it. */
export function createWorkspace(folder: string, log: LogPort): WorkspacePort {
  const store = openStore(folder, log)

  function read(): Workspace {
    const parsed = workspace.safeParse({ ...emptyWorkspace, ...store.store })
    if (parsed.success) return parsed.data
    log.warn('the stored workspace does not fit and is set aside', { path: store.path, where: parsed.error.issues[0]?.path.join('.') })
    setAside(store.path)
    store.store = emptyWorkspace
    return emptyWorkspace
  }

  return {
    read,
    save(changes) {
      store.store = { ...read(), ...changes }
    },
    remember(entry: RecentWorkEntry) {
      const before = read()
      const others = before.recent.filter(({ host }) => host !== entry.host)
      store.store = { ...before, recent: [entry, ...others].slice(0, MOST_RECENT) }
    }
  }
}

const emptyWorkspace: Workspace = {
  form: emptyDirectoryForm,
  screen: 'home',
  site: '',
  samlTicks: {},
  samlGiven: nothingGiven,
  oauthGiven: emptyOauthForm,
  adviserAnswers: {},
  recent: []
}

function openStore(folder: string, log: LogPort): Conf<Workspace> {
  const options = { cwd: folder, configName: 'workspace', configFileMode: 0o600, projectName: 'entra-setup-assistant' } as const
  try {
    return new Conf<Workspace>(options)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const path = join(folder, 'workspace.json')
    log.warn('the stored workspace is no JSON and is set aside', { path })
    setAside(path)
    return new Conf<Workspace>(options)
  }
}

/** Kept for the person to look at: nothing that was typed is thrown away. */
function setAside(path: string): void {
  if (existsSync(path)) renameSync(path, `${path}.unreadable-${Date.now()}`)
}
