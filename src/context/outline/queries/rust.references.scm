; Rust: which names are used, and how.

(identifier) @reference
(type_identifier) @type
(field_expression value: (_) @receiver field: (field_identifier) @member)
(scoped_identifier path: (_) @receiver name: (_) @member)
(scoped_type_identifier path: (_) @receiver name: (_) @member @type)
(call_expression function: (identifier) @call)
(call_expression function: (field_expression field: (_) @call))
(call_expression function: (scoped_identifier name: (_) @call))
(call_expression function: (generic_function function: (identifier) @call))
(call_expression function: (generic_function function: (field_expression field: (_) @call)))
(call_expression function: (generic_function function: (scoped_identifier name: (_) @call)))
(macro_invocation macro: (identifier) @call)
(field_initializer field: (_) @reference)
(lifetime (identifier) @ignore)
(attribute (identifier) @ignore)

; Names that are local.
(let_declaration pattern: (identifier) @local)
(let_declaration pattern: (tuple_pattern (identifier) @local))
(parameter pattern: (identifier) @local)
(parameter pattern: (mut_pattern (identifier) @local))
(closure_parameters (identifier) @local)
(closure_parameters (parameter pattern: (identifier) @local))
(for_expression pattern: (identifier) @local)
(for_expression pattern: (tuple_pattern (identifier) @local))
(tuple_struct_pattern type: (_) (identifier) @local)
(field_pattern name: (shorthand_field_identifier) @local)
(type_parameter name: (type_identifier) @local)
[(function_item) (function_signature_item) (closure_expression) (block) (for_expression) (match_arm) (if_expression)
 (while_expression) (impl_item) (struct_item) (enum_item) (trait_item)] @scope
