import type { SsoEventFacts, UserFacts } from '../service/service-facts.ts'
import { isSame } from './find-traced-person.ts'
import { endOfSignIn } from './sign-in-problem.ts'
import type { TraceFacts } from './trace-facts.ts'

/** Failed sign-ins newer than the last one that reached the account under its name of today: older ones have been got over. Newest first. */
export function failuresSince({ ssoEvents }: Pick<TraceFacts, 'ssoEvents'>, user: UserFacts): readonly SsoEventFacts[] {
  const last = ssoEvents.findIndex((event) => endOfSignIn(event) === 'good' && isSame(event.username, user.username))
  return (last === -1 ? ssoEvents : ssoEvents.slice(0, last)).filter((event) => endOfSignIn(event) === 'bad' && !isGotOver(event, user))
}

/** The person got in by the browser afterwards, by what the account itself says. */
export function isGotOver({ createdAt }: SsoEventFacts, user: UserFacts | undefined): boolean {
  const lastAt = user?.lastWebLoginAt === undefined ? user?.lastLoginAt : user.lastWebLoginAt
  return typeof lastAt === 'string' && Date.parse(lastAt) > Date.parse(createdAt)
}
