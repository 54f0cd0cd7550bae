/**
 * What a server says besides its status, in a few words: the error of Microsoft’s sign-in service (`AADSTS90002: ...`) wherever it stands, or
 * the title of a page. Empty when there is neither: the body itself is nobody’s evidence.
 */
export function refusalText(status: number, start: string): string {
  // Microsoft’s error pages carry it in a script as well.
  const error = /AADSTS\d{4,8}[^<"\r\n\\]*/.exec(start)?.[0]
  const title = /<title[^>]{0,200}>([^<]{0,1000})</i.exec(start)?.[1]
  const said = (error ?? title ?? '').replaceAll(/\s+/g, ' ').trim()
  if (said === '' || said === String(status)) return ''
  return said.length <= LONGEST ? said : `${said.slice(0, LONGEST)}…`
}

const LONGEST = 300
