; C and C++: which names are used, and how.

(identifier) @reference
(type_identifier) @type
(field_expression argument: (_) @receiver field: (field_identifier) @member)
(field_expression argument: (_) @receiver field: (template_method name: (_) @member))
(qualified_identifier scope: (_) @receiver name: [(identifier) (type_identifier)] @member)
(qualified_identifier scope: (_) @receiver name: (template_function name: (_) @member))
(qualified_identifier scope: (_) @receiver name: (template_type name: (_) @member))
(call_expression function: (identifier) @call)
(call_expression function: (field_expression field: (field_identifier) @call))
(call_expression function: (qualified_identifier name: (identifier) @call))
(call_expression function: (template_function name: (identifier) @call))
(call_expression function: (qualified_identifier name: (template_function name: (_) @call)))
(field_designator (field_identifier) @reference)

; Names that are local.
(declaration declarator: [(identifier) @local
  (init_declarator declarator: [(identifier) @local (pointer_declarator declarator: (identifier) @local)
    (array_declarator declarator: (identifier) @local) (reference_declarator (identifier) @local)])
  (pointer_declarator declarator: (identifier) @local) (array_declarator declarator: (identifier) @local)])
(parameter_declaration declarator: [(identifier) @local (pointer_declarator declarator: (identifier) @local)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @local))
  (array_declarator declarator: (identifier) @local) (reference_declarator (identifier) @local)])
(optional_parameter_declaration declarator: (identifier) @local)
(for_range_loop declarator: [(identifier) @local (reference_declarator (identifier) @local)])
(type_parameter_declaration (type_identifier) @local)
[(function_definition) (lambda_expression) (compound_statement) (for_statement) (for_range_loop) (catch_clause)
 (template_declaration)] @scope
