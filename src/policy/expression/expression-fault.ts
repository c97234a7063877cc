/** What can be wrong with a formula; the codes are stable. */
export type ExpressionFaultCode =
  | 'formula_empty'
  | 'formula_too_long'
  | 'formula_too_complex'
  | 'formula_syntax'
  | 'formula_construct'
  | 'formula_number'
  | 'formula_unknown_name'
  | 'formula_unknown_function'
  | 'formula_unknown_table'
  | 'formula_unknown_condition'
  | 'formula_table_kind'
  | 'formula_table_key'
  | 'formula_table_not_exhaustive'
  | 'formula_argument_count'
  | 'formula_argument'
  | 'formula_type'
  | 'formula_value_not_listed'
  | 'formula_calculation'
  | 'formula_working_days'

/** One fault of a formula: `offset` counts characters from its beginning, `hint` says how to mend it. */
export interface ExpressionFault {
  readonly code: ExpressionFaultCode
  readonly offset: number
  readonly message: string
  readonly hint: string
}

/** Orders faults by place, then code. */
export function compareExpressionFaults(left: ExpressionFault, right: ExpressionFault): number {
  return left.offset - right.offset || left.code.localeCompare(right.code)
}
