import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { dayText, relativeDayText } from '../../model/day-text.ts'
import { judgeTokenEnd } from '../../scim/judge-token-end.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const tokenInForce: Check<ScimProbes> = {
  id: 'scim.token-in-force',
  title: 'The token has not ended',
  origin: 'files-com',
  async run({ tokenEndsAt, now, username }) {
    if (username !== undefined) return skipped('Of a user name and a password no end is documented.')
    if (tokenEndsAt === undefined) return skipped('Only the site knows when its token ends.')
    const wrong = judgeTokenEnd(tokenEndsAt, now)
    if (wrong?.code === 'scim.token.ended') return failed(wrong)
    if (wrong !== undefined) return warned(wrong)
    return Number.isNaN(Date.parse(tokenEndsAt))
      ? warned(problem('scim.token.end-unknown', {}))
      : passed(`It ends ${relativeDayText(tokenEndsAt, now)}.`, [seen('Token ends', dayText(tokenEndsAt))])
  }
}
