import { bytesText, fetchEvidence } from '../../saml/fetch-evidence.ts'
import { fetchProblem } from '../../saml/fetch-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const fetched: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.fetched',
  title: 'The address answers',
  origin: 'microsoft',
  needs: ['saml-metadata.address-names-tenant'],
  async run(probes) {
    if (probes.address === undefined) return skipped('Nothing is fetched.')
    const { fetched: answer } = await probes.reading()
    if (answer === undefined) throw new TypeError('An address is fetched')
    if (!answer.ok) return failed(fetchProblem(answer.error))
    const { bytes, durationMs } = answer.value
    return passed(`${bytesText(bytes.length)} came in ${String(Math.round(durationMs))} ms.`, fetchEvidence(answer.value))
  }
}
