import { problem } from '../../errors.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { BEARER } from './bearer-confirmed.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const requestAnswered: Check<ResponseProbes> = {
  id: 'saml-response.request-answered',
  title: 'Response and assertion answer the same request',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ confirmations }, isSigned, { response, isResponseSigned }) => {
      const ofResponse = response.inResponseTo
      const answers = confirmations.filter(({ method }) => method === BEARER).map(({ inResponseTo }) => inResponseTo)
      const evidence = [
        said('Request, in the response', ofResponse, isResponseSigned),
        ...answers.map((answer) => said('Request, in the assertion', answer, isSigned))
      ] as const
      if (ofResponse === undefined && answers.every((answer) => answer === undefined))
        return warned(problem('saml.response.not-asked-for', {}, evidence))
      const other =
        answers.length === 0 ? { answer: undefined } : answers.map((answer) => ({ answer })).find(({ answer }) => answer !== ofResponse)
      if (other === undefined)
        return passed(`Both answer ${ofResponse ?? ''}. Whether Files.com had sent that request, only Files.com knows.`, evidence)
      return failed(
        problem('saml.response.in-response-to-differs', { response: ofResponse ?? 'none', assertion: other.answer ?? 'none' }, evidence)
      )
    })
  }
}
