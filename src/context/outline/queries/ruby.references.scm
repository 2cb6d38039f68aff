; Ruby: which names are used, and how.

(identifier) @reference
(constant) @type
(call !receiver method: (identifier) @call)
(call receiver: (_) @receiver method: (_) @member @call)
(scope_resolution scope: (_) @receiver name: (_) @member)
(instance_variable) @reference
(simple_symbol) @reference

; Names that are local.
(assignment left: (identifier) @local)
(left_assignment_list (identifier) @local)
(operator_assignment left: (identifier) @local)
(method_parameters [(identifier) @local (optional_parameter name: (_) @local) (keyword_parameter name: (_) @local)
  (splat_parameter name: (_) @local) (hash_splat_parameter name: (_) @local) (block_parameter name: (_) @local)])
(block_parameters [(identifier) @local (optional_parameter name: (_) @local) (splat_parameter name: (_) @local)])
(lambda_parameters (identifier) @local)
(exception_variable (identifier) @local)
[(method) (singleton_method) (block) (do_block) (lambda)] @scope
