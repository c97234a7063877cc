/** Bounds of what a single fact may be, shared by the reader and the JSON Schema so that both agree. */

/** Characters (code points) of a string fact. */
export const longestText = 2000
/** Characters of a text that names an order or an account; such a text is never empty. */
export const longestIdentity = 200
/** Significant digits up to which every JSON number still says what was meant. */
export const exactDigits = 15
/** No control character, no half of a surrogate pair: everything that every store and every hash keeps as it is. */
export const textPattern = '^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*$'
/** No control character, no half of a surrogate pair, none that nobody sees, no accent apart from its letter. */
const unseen =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u0300-\\u036f\\u1160-\\u11ff\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2064\\u3099\\u309a\\ufeff\\ud800-\\udfff'
/** A text that names an order, a part, an account or a payment: texts that look alike are the same one. No blank at either end. */
export const identityPattern = `^(?:[^\\s${unseen}](?:[^${unseen}]*[^\\s${unseen}])?)?$`
export const integerPattern = '^-?(?:0|[1-9][0-9]{0,23})$'
export const decimalPattern = '^-?(?:0|[1-9][0-9]{0,23})(?:\\.[0-9]{1,24})?$'
/** RFC 3339 with an offset, from the year 1000 on; no leap second. Which days a month has is checked apart. */
export const timestampPattern =
  '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$'
export const datePattern = '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$'
