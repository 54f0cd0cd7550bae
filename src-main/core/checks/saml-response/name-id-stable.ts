import { isGuid } from '../../entra/tenant.ts'
import { problem } from '../../errors.ts'
import type { NameIdFacts } from '../../saml/response-facts.ts'
import { said, saidAboutPeople } from '../../saml/response-judged.ts'
import { formatText } from '../../saml/response-words.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const nameIdStable: Check<ResponseProbes> = {
  id: 'saml-response.name-id-stable',
  title: 'The person is named by a name, not by an id',
  origin: 'microsoft',
  needs: ['saml-response.name-id-present'],
  async run(probes) {
    return onAssertion(probes, ({ nameId }, isSigned) => {
      if (nameId === undefined || nameId.isEncrypted) return skipped('There is no name that can be read.')
      const evidence = [said('Format', nameId.format, isSigned), saidAboutPeople('NameID', nameId.value, isSigned)] as const
      if (/#EXT#/i.test(nameId.value)) return failed(problem('saml.response.name-id-guest', {}, evidence))
      const format = formatText(nameId.format)
      if (format === 'transient')
        return failed(problem('saml.response.name-id-opaque', { format: 'a new random value at every sign-in (transient)' }, evidence))
      if (looksOpaque(nameId))
        return failed(
          problem(
            'saml.response.name-id-opaque',
            { format: isGuid(nameId.value.trim()) ? 'an object id' : `a generated value (${format})` },
            evidence
          )
        )
      // With an at sign it is no generated value, whatever the format says.
      if (format === 'persistent' && !nameId.value.includes('@'))
        return warned(
          problem(
            'saml.response.name-id-opaque',
            { format: 'of the format “persistent”, under which Entra ID may send a generated value' },
            evidence
          )
        )
      return passed(`It is of the format “${format}” and looks like a name.`, evidence)
    })
  }
}

/** Entra’s pairwise ids are base64 of a digest; object ids are GUIDs. Names of people are shorter, or have an at sign. */
function looksOpaque({ value }: NameIdFacts): boolean {
  const text = value.trim()
  return (
    isGuid(text) ||
    (!text.includes('@') && /^[A-Za-z0-9+/_-]{27,}={0,2}$/.test(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text))
  )
}
