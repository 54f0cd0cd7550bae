import { xmlText } from '../../entra/xml-text.ts'
import type { StoredUser } from '../stored-records.ts'
import { type HtmlAnswer, page } from '../web/html-page.ts'

/** What a browser shows after a sign-in that worked. */
export function welcomePage({ username }: StoredUser): HtmlAnswer {
  const name = xmlText(username)
  return {
    status: 200,
    html: page('Signed in', `<p>You are signed in to the practice site as <b>${name}</b>. You can close this page.</p>`)
  }
}

/** `text`: one or two sentences. */
export function refusalPage(title: string, text: string): HtmlAnswer {
  return { status: 403, html: page(title, `<p>${xmlText(text)}</p>`) }
}

export function noSuchProvider(): HtmlAnswer {
  return { status: 404, html: page('No such provider', '<p>The site has no provider with this number.</p>') }
}

/** Which protocol the provider lacks: `SAML`. */
export function otherProtocol(protocol: 'SAML' | 'OAuth'): HtmlAnswer {
  return { status: 404, html: page(`No ${protocol}`, `<p>This provider does not sign in by ${protocol}.</p>`) }
}

export function notHere(): HtmlAnswer {
  return { status: 405, html: page('Not here', '<p>This page is read and posted, and nothing else.</p>') }
}

export function nobodyChosen(): HtmlAnswer {
  return { status: 400, html: page('Nobody', '<p>Choose who signs in.</p>') }
}
