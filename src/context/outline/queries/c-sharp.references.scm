; C#: which names are used, and how.

(identifier) @reference
(member_access_expression expression: (_) @receiver name: [(identifier) @member (generic_name (identifier) @member)])
(conditional_access_expression condition: (_) @receiver (member_binding_expression name: (identifier) @member))
(qualified_name qualifier: (_) @receiver name: (identifier) @member @type)
(invocation_expression function: [(identifier) @call (generic_name (identifier) @call)])
(invocation_expression
  function: (member_access_expression name: [(identifier) @call (generic_name (identifier) @call)]))
(invocation_expression
  function: (conditional_access_expression (member_binding_expression name: (identifier) @call)))
(object_creation_expression type: [(identifier) @call @type (generic_name (identifier) @call @type)])
(generic_name (identifier) @type)
(base_list (identifier) @type)
(attribute name: (identifier) @type)
(_ type: (identifier) @type)
(_ type: (nullable_type type: (identifier) @type))
(_ type: (array_type type: (identifier) @type))
(type_argument_list (identifier) @type)
(_ returns: (identifier) @type)

; Names that are local.
(local_declaration_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(using_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(for_statement initializer: (variable_declaration (variable_declarator name: (identifier) @local)))
(foreach_statement left: (identifier) @local)
(parameter name: (identifier) @local)
(implicit_parameter) @local
(recursive_pattern name: (identifier) @local)
(declaration_pattern name: (identifier) @local)
(declaration_expression name: (identifier) @local)
(catch_declaration name: (identifier) @local)
(type_parameter name: (identifier) @local)
[(method_declaration) (constructor_declaration) (local_function_statement) (lambda_expression) (block) (for_statement)
 (foreach_statement) (catch_clause) (using_statement) (class_declaration) (interface_declaration)] @scope
