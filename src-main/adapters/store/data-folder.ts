import { posix, win32 } from 'node:path'

/**
 * The folder for everything that this application keeps, the same for window and command line: what Electron names `userData` for an application
 * called `entra-setup-assistant` (the `name` in package.json), unless ENTRA_SETUP_USER_DATA names another one.
 */
export function dataFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform, home: string): string {
  const { join, resolve } = platform === 'win32' ? win32 : posix
  const given = env['ENTRA_SETUP_USER_DATA'] ?? ''
  return given === '' ? join(settingsFolder(env, platform, home), APPLICATION_NAME) : resolve(given)
}

const APPLICATION_NAME = 'entra-setup-assistant'

function settingsFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform, home: string): string {
  switch (platform) {
    case 'win32':
      return filled(env['APPDATA']) ?? win32.join(home, 'AppData', 'Roaming')
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support')
    default:
      return filled(env['XDG_CONFIG_HOME']) ?? posix.join(home, '.config')
  }
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
