; Python: which names are used, and how.

(identifier) @reference
(attribute object: (_) @receiver attribute: (_) @member)
(call function: (identifier) @call)
(call function: (attribute attribute: (_) @call))
(decorator (identifier) @call)
(type (identifier) @type)
(type (generic_type (identifier) @type))
(class_definition superclasses: (argument_list (identifier) @type))
(except_clause (identifier) @type)

; Names that are local.
(assignment left: [(identifier) @local (pattern_list (identifier) @local) (tuple_pattern (identifier) @local)])
(named_expression name: (identifier) @local)
(for_statement left: [(identifier) @local (pattern_list (identifier) @local) (tuple_pattern (identifier) @local)])
(for_in_clause left: [(identifier) @local (pattern_list (identifier) @local) (tuple_pattern (identifier) @local)])
(as_pattern_target (identifier) @local)
(parameters [(identifier) @local (default_parameter name: (identifier) @local)
  (typed_parameter [(identifier) @local (list_splat_pattern (identifier) @local)
    (dictionary_splat_pattern (identifier) @local)]) (typed_default_parameter name: (identifier) @local)
  (list_splat_pattern (identifier) @local) (dictionary_splat_pattern (identifier) @local)])
(lambda_parameters (identifier) @local)
[(function_definition) (lambda) (list_comprehension) (dictionary_comprehension) (set_comprehension)
 (generator_expression)] @scope
