// Where each language binds literals to names: node types of its grammar as data, one row per grammar.

import type { Binding } from '../base/range.ts';
import type { GrammarName } from './grammars.ts';

export interface LiteralRoles {
  /** Nodes of the form `NAME … VALUE`, and what they are. */
  readonly binds: Readonly<Record<string, Binding['kind']>>;
  /** Calls and constructions: the callee's name, and arguments. */
  readonly calls?: readonly string[];
  /** Nodes with two sides, which compare when their operator does, and join values otherwise. */
  readonly twoSided?: readonly string[];
  /** Lists; two texts alone in one of `pairs` are a name and its value. */
  readonly lists?: readonly string[];
  readonly pairs?: readonly string[];
  /** Command lines: `--name value`, `--name=value`. */
  readonly commands?: readonly string[];
  readonly strings: readonly string[];
  /** What stands in a string between its delimiters and interpolations. */
  readonly parts: readonly string[];
  /** What a value may be wrapped in, beside what all languages have. */
  readonly wrappers?: readonly string[];
}

const c: LiteralRoles = {
  binds: {
    init_declarator: 'assignment',
    assignment_expression: 'assignment',
    preproc_def: 'assignment',
    field_declaration: 'assignment',
    initializer_pair: 'property',
    optional_parameter_declaration: 'default',
  },
  calls: ['call_expression', 'new_expression'],
  twoSided: ['binary_expression'],
  lists: ['initializer_list'],
  pairs: ['initializer_list'],
  strings: ['string_literal', 'raw_string_literal', 'preproc_arg'],
  parts: ['string_content', 'raw_string_content'],
  wrappers: ['argument_list', 'initializer_list', 'compound_literal_expression'],
};

const javascript: LiteralRoles = {
  binds: {
    variable_declarator: 'assignment',
    assignment_expression: 'assignment',
    augmented_assignment_expression: 'assignment',
    field_definition: 'property',
    pair: 'property',
    assignment_pattern: 'default',
    object_assignment_pattern: 'default',
    jsx_attribute: 'property',
  },
  calls: ['call_expression', 'new_expression'],
  twoSided: ['binary_expression'],
  lists: ['array'],
  strings: ['string', 'template_string'],
  parts: ['string_fragment'],
  wrappers: ['jsx_expression', 'as_expression', 'satisfies_expression', 'non_null_expression', 'type_assertion'],
};

const typescript: LiteralRoles = {
  ...javascript,
  binds: {
    ...javascript.binds,
    public_field_definition: 'property',
    required_parameter: 'default',
    optional_parameter: 'default',
    enum_assignment: 'property',
  },
};

const powershellLevels = ['logical', 'bitwise', 'comparison', 'additive', 'multiplicative', 'format', 'range'];

export const literalRoles: Readonly<Record<GrammarName, LiteralRoles>> = {
  bash: {
    binds: { variable_assignment: 'assignment' },
    twoSided: ['binary_expression'],
    commands: ['command'],
    strings: ['string', 'raw_string', 'ansi_c_string', 'word', 'number', 'extglob_pattern'],
    parts: ['string_content'],
    wrappers: ['concatenation', 'expansion'],
  },
  'c-sharp': {
    binds: {
      variable_declarator: 'assignment',
      assignment_expression: 'assignment',
      property_declaration: 'property',
      parameter: 'default',
      argument: 'argument',
    },
    calls: ['invocation_expression', 'object_creation_expression', 'attribute'],
    twoSided: ['binary_expression'],
    lists: ['initializer_expression'],
    pairs: ['initializer_expression'],
    strings: ['string_literal', 'verbatim_string_literal', 'raw_string_literal', 'interpolated_string_expression'],
    parts: ['string_literal_content', 'raw_string_content', 'string_content'],
    wrappers: ['arrow_expression_clause', 'attribute_argument', 'collection_expression', 'collection_element'],
  },
  cpp: c,
  css: {
    binds: { declaration: 'property', attribute_selector: 'comparison' },
    strings: ['string_value', 'plain_value'],
    parts: ['string_content'],
  },
  go: {
    binds: {
      var_spec: 'assignment',
      const_spec: 'assignment',
      short_var_declaration: 'assignment',
      assignment_statement: 'assignment',
      keyed_element: 'property',
    },
    calls: ['call_expression'],
    twoSided: ['binary_expression'],
    lists: ['literal_value'],
    pairs: ['literal_value'],
    strings: ['interpreted_string_literal', 'raw_string_literal'],
    parts: ['interpreted_string_literal_content', 'raw_string_literal_content'],
    wrappers: ['literal_element', 'type_conversion_expression', 'expression_list'],
  },
  ini: {
    binds: { setting: 'entry' },
    strings: ['setting_value'],
    parts: [],
  },
  java: {
    binds: { variable_declarator: 'assignment', assignment_expression: 'assignment', element_value_pair: 'property' },
    calls: ['method_invocation', 'object_creation_expression', 'annotation'],
    twoSided: ['binary_expression'],
    strings: ['string_literal'],
    parts: ['string_fragment', 'multiline_string_fragment'],
    wrappers: ['element_value_array_initializer', 'array_initializer'],
  },
  javascript,
  php: {
    binds: {
      assignment_expression: 'assignment',
      augmented_assignment_expression: 'assignment',
      const_element: 'assignment',
      property_element: 'property',
      static_variable_declaration: 'assignment',
      array_element_initializer: 'entry',
      simple_parameter: 'default',
      property_promotion_parameter: 'default',
      argument: 'argument',
    },
    calls: [
      'function_call_expression',
      'member_call_expression',
      'nullsafe_member_call_expression',
      'scoped_call_expression',
      'object_creation_expression',
    ],
    twoSided: ['binary_expression'],
    strings: ['string', 'encapsed_string', 'heredoc', 'nowdoc'],
    parts: ['string_content', 'nowdoc_string'],
    wrappers: ['array_creation_expression', 'array_element_initializer'],
  },
  powershell: {
    binds: { assignment_expression: 'assignment', hash_entry: 'entry', script_parameter: 'default' },
    calls: ['invokation_expression'],
    twoSided: ['comparison_expression', 'comparison_argument_expression'],
    commands: ['command_elements'],
    strings: [
      'expandable_string_literal',
      'verbatim_string_characters',
      'expandable_here_string_literal',
      'verbatim_here_string_characters',
      'generic_token',
    ],
    parts: [],
    wrappers: [
      ...powershellLevels.flatMap((level) => [`${level}_expression`, `${level}_argument_expression`]),
      ...['pipeline', 'pipeline_chain', 'array_literal_expression', 'string_literal', 'argument_expression'],
      ...['argument_expression_list', 'script_parameter_default', 'expression_with_unary_operator'],
    ],
  },
  python: {
    binds: {
      assignment: 'assignment',
      augmented_assignment: 'assignment',
      named_expression: 'assignment',
      pair: 'property',
      keyword_argument: 'argument',
      default_parameter: 'default',
      typed_default_parameter: 'default',
    },
    calls: ['call'],
    twoSided: ['comparison_operator', 'binary_operator', 'boolean_operator'],
    lists: ['list', 'tuple'],
    pairs: ['tuple'],
    strings: ['string'],
    parts: ['string_content'],
    wrappers: ['concatenated_string', 'expression_list', 'await'],
  },
  ruby: {
    binds: {
      assignment: 'assignment',
      operator_assignment: 'assignment',
      pair: 'property',
      optional_parameter: 'default',
      keyword_parameter: 'default',
    },
    calls: ['call'],
    twoSided: ['binary'],
    lists: ['array'],
    strings: ['string', 'heredoc_body', 'bare_string', 'chained_string'],
    parts: ['string_content', 'heredoc_content'],
    wrappers: ['parenthesized_statements', 'right_assignment_list', 'chained_string'],
  },
  rust: {
    binds: {
      let_declaration: 'assignment',
      const_item: 'assignment',
      static_item: 'assignment',
      assignment_expression: 'assignment',
      field_initializer: 'property',
    },
    calls: ['call_expression'],
    twoSided: ['binary_expression'],
    lists: ['array_expression', 'tuple_expression'],
    pairs: ['tuple_expression', 'token_tree'],
    strings: ['string_literal', 'raw_string_literal'],
    parts: ['string_content'],
    wrappers: ['reference_expression', 'try_expression'],
  },
  tsx: typescript,
  typescript,
};

/** What a value may be wrapped in, in any language. */
export const commonWrappers: readonly string[] = [
  ...['parenthesized_expression', 'await_expression', 'cast_expression', 'unary_expression', 'argument'],
  ...['ternary_expression', 'conditional_expression', 'conditional', 'concatenated_string', 'ERROR'],
];
