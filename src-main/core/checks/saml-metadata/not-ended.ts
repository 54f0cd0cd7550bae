import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { momentText, relativeDayText } from '../../model/day-text.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { providerOf, type SamlMetadataProbes } from './probes.ts'

export const notEnded: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.not-ended',
  title: 'The document is still valid by its own words',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    const { validUntil, unreadableEnds } = (await providerOf(probes)).entity
    const [unreadable] = unreadableEnds
    if (validUntil === undefined && unreadable === undefined) return skipped('The document names no end.')
    const evidence = seen('validUntil', validUntil ?? 'not readable')
    if (validUntil !== undefined && Date.parse(validUntil) < Date.parse(probes.now)) {
      return failed(
        problem('saml.metadata.ended', { ended: momentText(validUntil) }, [evidence, seen('This computer’s clock', probes.now)])
      )
    }
    if (validUntil === undefined || unreadable !== undefined)
      return warned(
        problem(
          'saml.metadata.end-unreadable',
          { written: unreadable ?? '' },
          unreadableEnds.slice(0, MOST_SHOWN).map((written) => seen('validUntil', written === '' ? '(empty)' : written))
        )
      )
    return passed(`It ends ${relativeDayText(validUntil, probes.now)}.`, [evidence])
  }
}

const MOST_SHOWN = 5
