import type { IncomingMessage, ServerResponse } from 'node:http'
import { oauthSignInFaults } from '../../entra/oauth-sign-in-fault.ts'
import { createPracticeMicrosoft, type MicrosoftReply } from '../../entra/practice-microsoft.ts'
import { practiceRegistration } from '../../entra/practice-registration.ts'
import type { PracticeTenant } from '../../entra/practice-tenant.ts'
import { SERVICE_OAUTH_REDIRECT_URI } from '../../../core/entra/service-addresses.ts'
import { answerSamlSignIn, SIGN_IN_PATH } from '../sign-in/answer-saml-sign-in.ts'
import { createOauthSignIn, OAUTH_REPLY_PATH, OAUTH_SIGN_IN_PATH } from '../sign-in/oauth-sign-in.ts'
import { nobodyChosen, notHere } from '../sign-in/sign-in-outcome-page.ts'
import { signInPage } from '../sign-in/sign-in-page.ts'
import type { SiteState } from '../site-state.ts'
import { type BrowserRequest, createWebForm, HOME_PATH, PROVIDER_PATH } from './answer-web-form.ts'
import { type HtmlAnswer, page, readForm, sendHtml } from './html-page.ts'

/** Where Microsoft’s sign-in host stands in practice: beside the site, since nobody can be sent to the real one. */
const MICROSOFT_PATH = '/practice-microsoft'

/** What browsers see of the practice site, and Microsoft’s pages in it. */
export interface BrowserDoor {
  /** Answers one request and gives the status; `undefined` when no page has this path. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    asked: { readonly path: string; readonly query: string }
  ): Promise<number> | undefined
}

/** `now`: milliseconds since 1970. Without a tenant nobody signs in: only the web form is there. */
export function createBrowserDoor(state: SiteState, tenant: PracticeTenant | undefined, now: () => number): BrowserDoor {
  const webForm = createWebForm(state, now, tenant === undefined ? undefined : practiceRegistration(now))
  const pages = new Map<string, Page>([
    [HOME_PATH, (asked) => webForm.answer(asked)],
    [PROVIDER_PATH, (asked) => webForm.answer(asked)],
    ...(tenant === undefined ? [] : signInPages(state, tenant, now))
  ])
  return {
    answer(request, response, { path, query }) {
      const found = pages.get(path.startsWith(`${MICROSOFT_PATH}/`) ? MICROSOFT_PATH : path)
      return found === undefined ? undefined : serve(found, request, response, { path, query })
    }
  }
}

interface Asked extends BrowserRequest {
  readonly cookie: string
}

interface JsonAnswer {
  readonly status: number
  readonly json: object
}

type Page = (asked: Asked) => HtmlAnswer | JsonAnswer | Promise<HtmlAnswer | JsonAnswer>

function signInPages(state: SiteState, tenant: PracticeTenant, now: () => number): readonly (readonly [string, Page])[] {
  const oauth = createOauthSignIn(state, now)
  const microsoft = createPracticeMicrosoft(tenant, now)
  const { search } = new URL(SERVICE_OAUTH_REDIRECT_URI)
  const shown = (reply: MicrosoftReply, action: string): HtmlAnswer | JsonAnswer => {
    switch (reply.kind) {
      case 'json':
        return { status: reply.status, json: reply.body }
      case 'redirect':
        return { status: 302, redirectTo: reply.to }
      case 'sign-in-page':
        return { status: 200, html: signInPage(state, tenant, { label: 'Files.com', action, faults: oauthSignInFaults }) }
      case 'nothing':
        if (reply.status === 400) return nobodyChosen()
        return reply.status === 405 ? notHere() : { status: 404, html: page('Nothing here', '<p>Microsoft has no such page.</p>') }
    }
  }
  return [
    [SIGN_IN_PATH, (asked) => answerSamlSignIn(asked, { state, tenant, now })],
    [OAUTH_SIGN_IN_PATH, (asked) => oauth.begin({ ...asked, authority: asked.origin + MICROSOFT_PATH })],
    [OAUTH_REPLY_PATH, (asked) => oauth.finish({ ...asked, authority: asked.origin + MICROSOFT_PATH })],
    [
      MICROSOFT_PATH,
      async ({ method, path, query, form, origin }) =>
        shown(
          await microsoft.answer({
            method,
            path: path.slice(MICROSOFT_PATH.length),
            query,
            form,
            base: origin + MICROSOFT_PATH,
            replyUrl: `${origin}${OAUTH_REPLY_PATH}${search}`
          }),
          `${path}?${query.toString()}`
        )
    ]
  ]
}

async function serve(
  show: Page,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { readonly path: string; readonly query: string }
): Promise<number> {
  const form = await readForm(request)
  const answer = await show({
    method: request.method ?? '',
    path,
    query: new URLSearchParams(query),
    form,
    origin: `http://127.0.0.1:${String(request.socket.localPort)}`,
    host: request.headers.host ?? '',
    sentFrom: request.headers.origin ?? '',
    cookie: request.headers.cookie ?? ''
  })
  if (!('json' in answer)) return sendHtml(response, answer)
  response.writeHead(answer.status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(answer.json))
  return answer.status
}
