import { execFile } from 'node:child_process'

/**
 * Whether a secret service has the entry, but locked. keytar answers a locked entry like a missing one: `null` when it is read, `false` when it is
 * removed (measured with GNOME Keyring). The bus itself is asked, which unlocks nothing and asks the person nothing. Where `dbus-send` or the
 * answer is missing, nobody knows better than keytar.
 */
export async function isLockedAway(service: string, account: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const answer = await ask([
    '--session',
    '--print-reply',
    '--reply-timeout=5000',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    // https://specifications.freedesktop.org/secret-service/latest/org.freedesktop.Secret.Service.html
    'org.freedesktop.Secret.Service.SearchItems',
    `dict:string:string:service,${service},account,${account}`
  ])
  // Two lists of paths: unlocked items, locked items.
  const [, , locked = ''] = answer.split(/^ *array \[/m)
  return /^ *object path /m.test(locked)
}

function ask(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('dbus-send', args, { encoding: 'utf8', timeout: 10_000, env: { ...process.env, LC_ALL: 'C' } }, (error, stdout) =>
      resolve(error === null ? stdout : '')
    )
  })
}
