import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Why the native module did not load. keytar swallows the words of the loader, which name the missing library: they are asked for again, on the
 * file that it tried.
 */
export async function loadFailure(seen: unknown): Promise<Error> {
  if (!(seen instanceof Error)) throw seen
  if ('code' in seen && seen.code === 'ERR_MODULE_NOT_FOUND') return new Error('its module (keytar) is not installed')
  const require = createRequire(import.meta.url)
  try {
    require(join(dirname(require.resolve('keytar')), '..', 'prebuilds', `${process.platform}-${process.arch}`, 'keytar.node'))
    return seen
  } catch (error) {
    return error instanceof Error ? new Error(firstLine(error.message), { cause: seen }) : seen
  }
}

/** `Cannot find module` goes on with a list of files. */
function firstLine(message: string): string {
  return message.split('\n')[0] ?? message
}
