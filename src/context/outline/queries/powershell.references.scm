; PowerShell: which names are used, and how.

(variable) @reference
(command command_name: (command_name) @call)
(command_parameter) @reference
(invokation_expression . (_) @receiver (member_name (simple_name) @member @call))
(member_access . (_) @receiver (member_name (simple_name) @member))
(type_identifier) @type

; Names that are local.
(left_assignment_expression
  (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression
    (format_expression (range_expression (array_literal_expression (unary_expression
      [(variable) @local
       (expression_with_unary_operator (cast_expression (unary_expression (variable) @local)))]))))))))))
(script_parameter (variable) @local)
(class_method_parameter (variable) @local)
(foreach_statement (variable) @local)
[(function_statement) (class_method_definition) (script_block_expression)] @scope
