import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json, absolute, without symbolic links. */
export const projectRoot = realpathSync(dirname(dirname(fileURLToPath(import.meta.url))))

/** A folder inside the project for what can be made again; git and the tools ignore it. */
export function projectCacheFolder() {
  const folder = join(projectRoot, '.cache')
  mkdirSync(folder, { recursive: true })
  return folder
}

/**
 * Where downloads are kept for every copy of the project: ENTRA_SETUP_CACHE, or the first writable one of the user's cache folder and the
 * project's, so that an odd or read-only HOME costs a download and not the run.
 */
export function userCacheFolder() {
  const given = process.env['ENTRA_SETUP_CACHE'] ?? ''
  if (given !== '') return given
  const xdgCacheHome = process.env['XDG_CACHE_HOME'] ?? ''
  const bases = [...(isAbsolute(xdgCacheHome) ? [xdgCacheHome] : []), ...(hasHome() ? [join(homedir(), '.cache')] : [])]
  return bases.map((base) => join(base, 'entra-setup-assistant')).find(isWritableFolder) ?? projectCacheFolder()
}

/** Whether HOME names a folder. Some system accounts have one that is missing on purpose, and it is not for us to make it. */
export function hasHome() {
  return isAbsolute(homedir()) && existsSync(homedir())
}

/** True when the folder exists, or could be made, and takes files. */
export function isWritableFolder(folder) {
  try {
    // The parent first: mkdirSync with `recursive` never comes back from a place like /proc, where nothing can be made.
    if (!existsSync(folder)) {
      if (!isWritableFolder(dirname(folder))) return false
      mkdirSync(folder, { recursive: true })
    }
    accessSync(folder, constants.W_OK | constants.X_OK)
    return statSync(folder).isDirectory()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** A folder for sockets and short-lived files: unix socket paths end at 108 characters, so a very long TMPDIR is passed over. */
export function shortTemporaryFolder() {
  return tmpdir().length <= 60 ? tmpdir() : '/tmp'
}

/** Whether the current user is root; never on Windows. */
export function isRoot() {
  return process.platform !== 'win32' && userInfo().uid === 0
}

/** Whether the module at this URL is the script Node was started with, and not an import of another. */
export function isEntryPoint(moduleUrl) {
  const script = process.argv[1]
  return script !== undefined && realpathSync(script) === realpathSync(fileURLToPath(moduleUrl))
}
