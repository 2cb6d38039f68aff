; JavaScript, TypeScript and TSX: which names are used, and how.

(identifier) @reference
(shorthand_property_identifier) @reference
(pair key: (property_identifier) @reference)
(member_expression object: (_) @receiver property: (_) @member)
(call_expression function: (identifier) @call)
(call_expression function: (member_expression property: (_) @call))
(new_expression constructor: (identifier) @call)
(new_expression constructor: (member_expression property: (_) @call))

; Names that are local.
(variable_declarator name: (identifier) @local)
(object_pattern [(shorthand_property_identifier_pattern) @local (pair_pattern value: (identifier) @local)
  (object_assignment_pattern left: (_) @local)])
(array_pattern (identifier) @local)
(rest_pattern (identifier) @local)
(arrow_function parameter: (identifier) @local)
(catch_clause parameter: (identifier) @local)
(for_in_statement left: (identifier) @local)
(assignment_pattern left: (identifier) @local)
[(function_declaration) (generator_function_declaration) (function_expression) (generator_function) (arrow_function)
 (method_definition) (catch_clause) (for_statement) (for_in_statement) (statement_block)] @scope
