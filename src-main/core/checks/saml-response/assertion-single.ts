import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { algorithmText } from '../../saml/response-words.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'

export const assertionSingle: Check<ResponseProbes> = {
  id: 'saml-response.assertion-single',
  title: 'Exactly one assertion names the person',
  origin: 'microsoft',
  needs: ['saml-response.status-success'],
  async run(probes) {
    const { asSent } = readingOf(probes)
    const { assertions, encryptedAssertions } = asSent
    const count = assertions.length + encryptedAssertions.length
    const counted = seen('Assertions', `${String(assertions.length)} readable, ${String(encryptedAssertions.length)} encrypted`)
    if (count === 0) return failed(problem('saml.response.no-assertion', {}, [counted]))
    if (count > 1) {
      const ids = assertions.slice(0, 10).map(({ id }, index) => seen(`Assertion ${String(index + 1)}`, id === '' ? 'without an id' : id))
      return failed(problem('saml.response.several-assertions', { count }, [counted, ...ids]))
    }
    const encrypted = encryptedAssertions[0]
    if (encrypted !== undefined) {
      const data = seen('Encrypted with', algorithmText(encrypted.dataAlgorithm))
      const key = seen('Key wrapped with', algorithmText(encrypted.keyAlgorithm))
      return warned(
        problem('saml.response.encrypted', { what: 'The assertion', algorithm: algorithmText(encrypted.dataAlgorithm) }, [
          counted,
          data,
          key
        ])
      )
    }
    return passed('There is one, and it can be read.', [counted])
  }
}
