import { indentService } from '@codemirror/language'

/** Where a new line begins: below a key that opens something or an item by two further in, else as the line above. */
export const yamlIndent = indentService.of((context, pos) => {
  const above = context.lineAt(pos, -1).text.replace(/\s+#.*$/u, '')
  const white = /^ */u.exec(above)?.[0].length ?? 0
  const dash = /^ *(?:- +)+/u.exec(above)?.[0].length
  if (/(?:^|\s|:)[>|][+-]?$/u.test(above) || above.endsWith(':')) return (dash ?? white) + 2
  return dash ?? white
})
