import { problem } from '../../errors.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { bearerConfirmations } from './bearer-confirmed.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const requestAnswered: Check<ResponseProbes> = {
  id: 'saml-response.request-answered',
  title: 'Response and assertion answer the same request',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ confirmations }, isSigned, { response, isResponseSigned }) => {
      const ofResponse = response.inResponseTo
      const answers = bearerConfirmations(confirmations).map(({ inResponseTo }) => inResponseTo)
      const evidence = [
        said('Request, in the response', ofResponse, isResponseSigned),
        ...answers.map((answer) => said('Request, in the assertion', answer, isSigned))
      ] as const
      if (ofResponse === undefined && answers.every((answer) => answer === undefined))
        return warned(problem('saml.response.not-asked-for', {}, evidence))
      // One that fits is enough.
      if (answers.includes(ofResponse))
        return passed(`Both answer ${ofResponse ?? ''}. Whether Files.com had sent that request, only Files.com knows.`, evidence)
      return failed(
        problem('saml.response.in-response-to-differs', { response: ofResponse ?? 'none', assertion: answers[0] ?? 'none' }, evidence)
      )
    })
  }
}
