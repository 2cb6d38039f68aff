; PHP.

(namespace_definition name: (_) @name body: (_) @body) @module
(class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(trait_declaration name: (_) @name body: (_) @body) @class
(enum_declaration name: (_) @name body: (_) @body) @enum
(function_definition name: (_) @name body: (_) @body) @function
(method_declaration name: (_) @name body: (_) @body) @method
(method_declaration name: (_) @name) @member
(property_declaration (property_element name: (variable_name (name) @name))) @member
(property_promotion_parameter name: (variable_name (name) @name) @self) @member
(const_declaration (const_element (name) @name)) @constant
(enum_case name: (_) @name) @member
(expression_statement
  (function_call_expression function: (name) @_define
    arguments: (arguments . (argument (string (string_content) @name))))
  (#eq? @_define "define")) @constant
(program (expression_statement (assignment_expression left: (variable_name (name) @name) right: (_) @body)) @variable)

(namespace_use_declaration !body (namespace_use_clause [(qualified_name) (name)] @source !alias)) @import
(namespace_use_declaration !body
  (namespace_use_clause [(qualified_name) (name)] @source alias: (_) @whole)) @import
(namespace_use_declaration (namespace_name) @source body: (_)) @import
(namespace_use_group (namespace_use_clause . [(name) (qualified_name)] @imported alias: (_)? @alias))
(include_expression [(string) @source (binary_expression right: (string) @source)]) @import
(include_once_expression [(string) @source (binary_expression right: (string) @source)]) @import
(require_expression [(string) @source (binary_expression right: (string) @source)]) @import
(require_once_expression [(string) @source (binary_expression right: (string) @source)]) @import

(function_definition body: (_) @scope)
(method_declaration body: (_) @scope)
(anonymous_function body: (_) @scope)
[(declaration_list) (enum_declaration_list) (compound_statement) (switch_block) (match_block)] @block
(comment) @comment
