import { shell } from 'electron'
import { problem } from '../core/errors.ts'
import type { LinkPort } from '../core/ports/surroundings.ts'
import { fail, succeed } from '../core/result.ts'

/** Opens pages of the site in the person's own browser: https only, whatever was asked for, and the pages of the practice site on this computer. */
export function createLinks(): LinkPort {
  return {
    async open(url) {
      if (!url.startsWith('https://') && !PRACTICE_PAGE.test(url))
        return fail(problem('app.invalid-input', { where: 'page', message: 'only https pages are opened' }))
      await shell.openExternal(url)
      return succeed(null)
    }
  }
}

/** Where people sign in, and where a person enters what was handed off. */
const PRACTICE_PAGE = /^http:\/\/127\.0\.0\.1:\d{1,5}\/(?:(?:saml|oauth)\/practice-sign-in\?strategy=\d{1,12})?$/
