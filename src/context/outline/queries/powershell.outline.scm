; PowerShell.

; A function's parameters may stand inside its braces.
(function_statement (function_name) @name (script_block (param_block) (script_block_body) @body)) @function
(function_statement (function_name) @name "{" @body) @function
(class_statement . (simple_name) @name "{" @body) @class
(enum_statement . (simple_name) @name "{" @body) @enum
(class_property_definition (variable) @name) @member
(class_method_definition (simple_name) @name "{" @body) @method
(enum_member (simple_name) @name) @member
(statement_list
  (pipeline
    (assignment_expression
      (left_assignment_expression
        (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression
          (format_expression (range_expression (array_literal_expression (unary_expression
            [(variable) @name
             (expression_with_unary_operator
               (cast_expression (unary_expression (variable) @name)))])))))))))))) @variable)

(command
  command_name: (command_name) @_using
  command_elements: (command_elements (generic_token) @_kind . (command_argument_sep) . (_) @source .)
  (#match? @_using "^[Uu]sing$")) @import
(command
  command_name: (command_name) @_import
  command_elements: (command_elements . (command_argument_sep) . (_) @source)
  (#match? @_import "^[Ii]mport-[Mm]odule$")) @import
(command (command_invokation_operator) @_dot command_name: (command_name_expr) @source
  (#eq? @_dot ".")) @import

(function_statement (script_block) @scope)
(class_method_definition (script_block) @scope)
[(class_statement) (statement_block) (script_block_expression)] @block
(comment) @comment
