; Java: which names are used, and how.

(identifier) @reference
(type_identifier) @type
(field_access object: (_) @receiver field: (_) @member)
(method_invocation !object name: (_) @call)
(method_invocation object: (_) @receiver name: (_) @member @call)
(method_reference . (_) @receiver (identifier) @member .)
(object_creation_expression type: (type_identifier) @call)
(object_creation_expression type: (generic_type . (type_identifier) @call))
(marker_annotation name: (identifier) @type)
(annotation name: (identifier) @type)

; Names that are local.
(local_variable_declaration declarator: (variable_declarator name: (_) @local))
(formal_parameter name: (_) @local)
(spread_parameter (variable_declarator name: (_) @local))
(enhanced_for_statement name: (_) @local)
(catch_formal_parameter name: (_) @local)
(resource name: (_) @local)
(instanceof_expression name: (_) @local)
(inferred_parameters (identifier) @local)
(lambda_expression parameters: (identifier) @local)
(type_parameter (type_identifier) @local)
[(method_declaration) (constructor_declaration) (lambda_expression) (block) (for_statement) (enhanced_for_statement)
 (catch_clause) (try_with_resources_statement) (class_declaration) (interface_declaration)] @scope
