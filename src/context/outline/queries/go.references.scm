; Go: which names are used, and how.

(identifier) @reference
(type_identifier) @type
(selector_expression operand: (_) @receiver field: (_) @member)
(qualified_type package: (_) @receiver name: (_) @member @type)
(call_expression function: (identifier) @call)
(call_expression function: (selector_expression field: (_) @call))
(keyed_element key: (literal_element (identifier) @reference))

; Names that are local.
(short_var_declaration left: (expression_list (identifier) @local))
(range_clause left: (expression_list (identifier) @local))
(receive_statement left: (expression_list (identifier) @local))
(var_spec name: (identifier) @local)
(const_spec name: (identifier) @local)
(parameter_declaration name: (identifier) @local)
(variadic_parameter_declaration name: (identifier) @local)
(type_parameter_declaration name: (identifier) @local)
(type_switch_statement alias: (expression_list (identifier) @local))
[(type_spec) (method_elem) (function_type) (function_declaration) (method_declaration) (func_literal) (block) (for_statement) (if_statement)
 (expression_switch_statement) (type_switch_statement) (communication_case)] @scope
