; PHP: which names are used, and how.

(variable_name (name) @reference)
(function_call_expression function: [(name) @call (qualified_name (name) @call)])
(member_call_expression object: (_) @receiver name: (name) @member @call)
(nullsafe_member_call_expression object: (_) @receiver name: (name) @member @call)
(scoped_call_expression scope: (_) @receiver name: (name) @member @call)
(scoped_call_expression scope: (name) @type)
(member_access_expression object: (_) @receiver name: (name) @member)
(nullsafe_member_access_expression object: (_) @receiver name: (name) @member)
(class_constant_access_expression . (_) @receiver (name) @member .)
(class_constant_access_expression . (name) @type)
(scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @member))
(object_creation_expression [(name) @call @type (qualified_name (name) @call @type)])
(named_type [(name) @type (qualified_name (name) @type)])
(base_clause [(name) @type (qualified_name (name) @type)])
(class_interface_clause [(name) @type (qualified_name (name) @type)])
(use_declaration [(name) @type (qualified_name (name) @type)])
(attribute [(name) @type (qualified_name (name) @type)])
(namespace_use_clause [(name) @type (qualified_name (name) @type)])
[(argument (name) @reference) (binary_expression (name) @reference) (return_statement (name) @reference)
  (assignment_expression right: (name) @reference) (array_element_initializer (name) @reference)]
(binary_expression "instanceof" right: (name) @type)

; Names that are local.
(assignment_expression left: (variable_name (name) @local))
(simple_parameter name: (variable_name (name) @local))
(variadic_parameter name: (variable_name (name) @local))
(property_promotion_parameter name: (variable_name (name) @local))
(foreach_statement (pair (variable_name (name) @local)))
(foreach_statement (_) (variable_name (name) @local))
(catch_clause name: (variable_name (name) @local))
(list_literal (variable_name (name) @local))
[(function_definition) (method_declaration) (anonymous_function) (arrow_function)] @scope
