import type { Expression, ExpressionType } from './expression.ts'

/** An action that rules may name. */
export interface ActionDeclaration {
  /** Given once for an order part with the same parameters, or with each decision. */
  readonly per: 'order' | 'decision'
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>
}

/** A parameter of an action. */
export interface ParameterDeclaration {
  readonly type: ExpressionType
  /** Null but for numbers. */
  readonly quantity: ParameterQuantity | null
}

/** A number among the parameters: whether it grows over an order's decisions, and how many decimals leave the service. */
export interface ParameterQuantity {
  readonly cumulative: boolean
  readonly scale: number | 'currency' | 'exact'
}

/** An action that a rule names: every declared parameter it is given. */
export interface Action {
  readonly name: string
  readonly per: ActionDeclaration['per']
  readonly parameters: ReadonlyMap<string, ActionParameter>
}

/** One parameter of a named action. */
export interface ActionParameter {
  readonly formula: Expression
  /**
   * What it means beside earlier decisions: a part of what the action is; a total, of which the
   * difference is given; what this decision adds, as it reads `refund` or a named amount; or nothing, as it
   * reads a personal fact, which an erasure removes.
   */
  readonly use: 'identity' | 'cumulative' | 'added' | 'personal'
  /** Null for what is no number. */
  readonly scale: ParameterQuantity['scale'] | null
}
