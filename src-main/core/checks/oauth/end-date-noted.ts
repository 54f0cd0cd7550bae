import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { dayText } from '../../model/day-text.ts'
import { inDays, readEndDate } from '../../oauth/form/end-date-findings.ts'
import { shownText } from '../../oauth/shown-text.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { OauthProbes } from './probes.ts'

export const endDateNoted: Check<OauthProbes> = {
  id: 'oauth.end-date-noted',
  title: 'The end of the secret is noted, and not near',
  origin: 'this-computer',
  async run({ form, now }) {
    const date = readEndDate(form.secretEndsOn, now)
    switch (date.kind) {
      case 'missing':
        return {
          status: 'not-provable-here',
          because: 'No end date was entered, and Microsoft does not tell it with a token: nobody can be reminded.',
          next: 'Enter the date of the column “Expires” under “Certificates & secrets” in the app registration.'
        }
      case 'unreadable':
        return failed(problem('oauth.end-date.unreadable', { typed: shownText(date.typed) }, [seen('Entered', shownText(date.typed))]))
      case 'past':
        return failed(
          problem('oauth.end-date.past', { date: dayText(date.endsAt) }, [
            seen('Entered', form.secretEndsOn),
            seen('Today', now.slice(0, 10))
          ])
        )
      case 'soon':
        return warned(
          problem('oauth.end-date.soon', { date: dayText(date.endsAt), days: date.daysLeft }, [
            seen('Entered', form.secretEndsOn),
            seen('Today', now.slice(0, 10))
          ])
        )
      case 'too-far':
        return warned(problem('oauth.end-date.too-far', { date: dayText(date.endsAt) }, [seen('Entered', form.secretEndsOn)]))
      case 'fine':
        return passed(`By the date that was entered it ends on ${dayText(date.endsAt)}, ${inDays(date.daysLeft)}.`, [
          seen('Entered', form.secretEndsOn),
          seen('How we know', 'only from what was entered: Microsoft does not tell it')
        ])
    }
  }
}
