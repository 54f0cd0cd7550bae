import { shell } from 'electron'
import { problem } from '../core/errors.ts'
import type { LinkPort } from '../core/ports.ts'
import { fail, succeed } from '../core/result.ts'

/** Opens pages of the site in the person's own browser; https only, whatever was asked for. */
export function createLinks(): LinkPort {
  return {
    async open(url) {
      if (!url.startsWith('https://')) return fail(problem('app.invalid-input', { where: 'page', message: 'only https pages are opened' }))
      await shell.openExternal(url)
      return succeed(null)
    }
  }
}
