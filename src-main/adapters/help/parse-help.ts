import type { HelpBlock, HelpText } from '../../core/model/help-text.ts'

/**
 * The sections of a help file: `## code`, then a line `**Title**`, then blocks. A small part of Markdown on purpose:
 * paragraphs, `- ` lists, `### ` headings and indented commands; nothing of it can carry markup into the window.
 */
export function parseHelp(markdown: string): readonly HelpText[] {
  const sections = markdown.replaceAll('\r\n', '\n').split(/^## /m).slice(1)
  return sections.map((section) => {
    const [code = '', ...lines] = section.split('\n')
    const groups = lines
      .join('\n')
      .split(/\n{2,}/)
      .map((group) => group.replace(/^\n+|\s+$/g, ''))
      .filter((group) => group !== '')
    const [first = '', ...rest] = groups
    const title = /^\*\*(.+)\*\*$/.exec(first.trim())?.[1]
    return { code: code.trim(), title: title ?? code.trim(), blocks: (title === undefined ? groups : rest).flatMap(blocksOf) }
  })
}

function blocksOf(group: string): readonly HelpBlock[] {
  const lines = group.split('\n')
  if (lines.every((line) => line.startsWith('    '))) return lines.map((line) => ({ kind: 'command', text: line.trim() }))
  if (group.startsWith('### ')) {
    const [heading = '', ...rest] = lines
    return [{ kind: 'heading', text: plain(heading.slice(4)) }, ...(rest.length === 0 ? [] : blocksOf(rest.join('\n')))]
  }
  if (/^- /.test(group))
    return [
      {
        kind: 'list',
        items: group
          .split(/^- /m)
          .slice(1)
          .map((item) => plain(item))
      }
    ]
  return [{ kind: 'paragraph', text: plain(group) }]
}

function plain(text: string): string {
  return text
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\*\*([^*]*)\*\*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
