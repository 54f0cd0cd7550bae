import type { FoundUser } from '../../src-main/contract/views.ts'

/** How somebody signs in now, and what else matters about them, in one line. */
export function signInText({ method, provider, isDisabled, isAdministrator, isBreakGlass }: FoundUser): string {
  return [
    provider === undefined ? method : `${method} “${provider}”`,
    ...(isDisabled ? ['disabled'] : []),
    ...(isAdministrator ? [isBreakGlass ? 'site administrator, keeps the front door open' : 'site administrator'] : [])
  ].join(' · ')
}
