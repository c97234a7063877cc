import type { DiagnosticPages } from './diagnostic-page.ts'

const doubling = Array.from({ length: 16 }, (_, index) =>
  index === 0 ? '  - &l0 [a, b]' : `  - &l${index} [*l${index - 1}, *l${index - 1}]`,
)

/** Faults of the text itself, before it is read as a policy. */
export const yamlPages = {
  yaml_syntax: {
    means:
      'The text is no YAML: a quote or bracket is not closed, a blank is missing, or a line is not indented like those that it stands with. It is told alone, at the first place, as all that follows may be meant otherwise.',
    mend: 'Mend the line that is named, and check again. Most often it is that line or the one above.',
    wrong: 'facts:\n  order.gift: { type: boolean, default: false }\n §order.note: { type: string, optional: true }\n',
    right:
      'derived:\n  is_gift: order.gift\nmessages:\n  over_limit: "{is_gift}"\nfacts:\n  order.gift: { type: boolean, default: false }\n',
  },
  unquoted_text: {
    means:
      'A text holds a character that means something in YAML: a colon with a blank behind it, a comma or bracket between { and }, or a first character such as {, [, @, * or &.',
    mend: 'Put the whole text in quotes. Within double quotes a double quote is written \\", within single quotes a single one is doubled.',
    wrong: 'clauses:\n  - id: 1\n    title: §Other orders: no refund\n',
    right: 'clauses:\n  - id: 1\n    title: "Other orders: no refund"\n',
  },
  multiple_documents: {
    means: 'A line with three dashes begins another document, but one text is one policy.',
    mend: 'Remove the line, and publish each policy on its own.',
    wrong: 'language: en\n§---\nname: other\n',
    right: 'language: en\n',
  },
  yaml_directive: {
    means: 'A line that begins with % asks for another version of YAML or for other tags.',
    mend: 'Remove the line: policies are YAML 1.2.',
    wrong: '§%YAML 1.1\n---\nname: shop\n',
    right: 'language: en\n',
  },
  empty_document: {
    means: 'The text holds nothing, or only comments.',
    mend: 'Begin with `name:` and `title:`. A policy from `rules` in the package is a good start.',
    wrong: '§\n',
    right: 'language: en\n',
  },
  control_character: {
    means:
      'The text holds a character that cannot be printed. Editors do not show it, and stores and programs do not agree on it.',
    mend: 'Delete what stands at the place that is named, and type it again.',
    wrong: 'contact: §"help\\u0007desk"\n',
    right: 'contact: "helpdesk"\n',
  },
  too_large: {
    means:
      'The text has more characters or parts than a policy may have, or its formulas compute with more than 20,000 values and operations; parts that aliases repeat count each time.',
    mend: 'Shorten the policy, and use fewer aliases within aliases. Compute once, as a derived value, what several formulas compute, and write long chains as tables.',
    wrong: `§name: shop\nreview:\n${doubling.join('\n')}\n`,
    right: 'language: en\n',
  },
  too_deep: {
    means: 'Lists and maps lie within one another more than 100 times.',
    mend: 'Move inner parts out, for example into named conditions.',
    wrong: `conditions:\n  c: ${'['.repeat(98)}§[x]${']'.repeat(98)}\n`,
    right: 'language: en\n',
  },
  duplicate_key: {
    means: 'A map has the same key twice. YAML programs differ in which one they take, so neither is.',
    mend: 'Remove one of them, or give it another name.',
    wrong: 'contact: a@shop.example\n§contact: b@shop.example\n',
    right: 'contact: a@shop.example\n',
  },
  wrong_key: {
    means: 'A key is a list or a map, is empty, or is longer than 200 characters.',
    mend: 'Write `key: value` with a plain text as the key.',
    wrong: 'conditions:\n  §[a]: { fact: order.days, operator: equal, value: 1 }\n',
    right: 'language: en\n',
  },
  merge_key: {
    means: 'The key << merges another map in old YAML. Policies are YAML 1.2, which has no such thing.',
    mend: 'Write the keys out.',
    wrong: 'money:\n  §<<: { rounding: half_up }\n',
    right: 'money:\n  rounding: half_up\n',
  },
  unknown_alias: {
    means: 'A value that begins with * repeats what was marked with & and the same name. Nothing is marked so.',
    mend: 'If a text is meant, put it in quotes. If an alias is meant, correct its name.',
    wrong: 'contact: §*help\n',
    right: 'contact: "*help"\n',
  },
  cyclic_alias: {
    means: 'An alias repeats a part that it lies in itself, without end.',
    mend: 'Write the part out instead.',
    wrong: 'review: &all\n  levels: [§*all]\n',
    right: 'review:\n  levels: [support]\n',
  },
  unknown_tag: {
    means: 'A word that begins with ! gives a value another type. Policies have none: their form says every type.',
    mend: 'Remove the tag. A text that begins with ! stands in quotes.',
    wrong: 'contact: !help §desk\n',
    right: 'contact: "!help desk"\n',
  },
  incomplete: {
    means:
      'A part could not be read, and no other fault says why. No text is known that brings this about: please report it.',
    mend: 'Compare the part with the description of the form in `rules/policy.schema.json`.',
    wrong: null,
    right: null,
  },
} satisfies DiagnosticPages
