; JavaScript, TypeScript and TSX: what their grammars share.

; Functions and classes.
(function_declaration name: (_) @name body: (_) @body) @function
(generator_function_declaration name: (_) @name body: (_) @body) @function
(class_declaration name: (_) @name body: (_) @body) @class

; Functions and classes as values of names.
(lexical_declaration
  (variable_declarator name: (identifier) @name
    value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)
            (generator_function body: (_) @body)])) @function
(variable_declaration
  (variable_declarator name: (identifier) @name
    value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)
            (generator_function body: (_) @body)])) @function
(lexical_declaration (variable_declarator name: (identifier) @name value: (class body: (_) @body))) @class
(variable_declaration (variable_declarator name: (identifier) @name value: (class body: (_) @body))) @class

; Prototypes, CommonJS exports, and what is hung on an object.
(expression_statement
  (assignment_expression
    left: (member_expression
      object: (member_expression object: (_) @owner property: (property_identifier) @_prototype)
      property: (property_identifier) @name)
    right: [(function_expression body: (_) @body) (arrow_function body: (_) @body)])
  (#eq? @_prototype "prototype")) @method
(expression_statement
  (assignment_expression
    left: (member_expression object: (identifier) @owner property: (property_identifier) @name)
    right: [(function_expression body: (_) @body) (arrow_function body: (_) @body)])) @function
(program
  (expression_statement
    (assignment_expression
      left: (member_expression object: (identifier) @_module property: (property_identifier) @name)
      right: (object) @body)
    (#eq? @_module "module")
    (#eq? @name "exports")) @constant)
(program
  (expression_statement
    (assignment_expression
      left: (member_expression object: (_) @_exports property: (property_identifier) @name)
      right: (class body: (_) @body))
    (#any-of? @_exports "exports" "module.exports")) @class)
(program
  (expression_statement
    (assignment_expression
      left: (member_expression object: (_) @_exports property: (property_identifier) @name)
      right: [(object) (array) (call_expression) (new_expression) (member_expression) (string) (template_string) (number)
              (regex) (true) (false) (binary_expression)] @body)
    (#any-of? @_exports "exports" "module.exports")) @constant)

; Members of classes and objects.
(method_definition name: (_) @name body: (_) @body) @method
(pair key: (property_identifier) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @method
(assignment_expression
  left: (member_expression object: (this) @self property: (property_identifier) @name)) @member

; Names of values.
(lexical_declaration "const" (variable_declarator name: (identifier) @name value: (_)? @body)) @constant
(lexical_declaration "let" (variable_declarator name: (identifier) @name value: (_)? @body)) @variable
(variable_declaration (variable_declarator name: (identifier) @name value: (_)? @body)) @variable
(lexical_declaration
  (variable_declarator
    name: (object_pattern
      [(shorthand_property_identifier_pattern) @name
       (pair_pattern value: (identifier) @name)
       (object_assignment_pattern left: (_) @name)]))) @constant
(lexical_declaration (variable_declarator name: (array_pattern (identifier) @name))) @constant

; What a file exports.
(export_statement declaration: (_) @wrapped) @wrapper
(export_statement !source (export_clause (export_specifier name: (_) @export)))
(export_statement value: (identifier) @export)
(assignment_expression
  left: (member_expression object: (identifier) @_module property: (property_identifier) @_exports)
  right: [(identifier) @export
          (object [(shorthand_property_identifier) @export (pair value: (identifier) @export)])]
  (#eq? @_module "module")
  (#eq? @_exports "exports"))
(assignment_expression
  left: (member_expression object: (_) @_exports)
  right: (identifier) @export
  (#any-of? @_exports "exports" "module.exports"))

; Imports and re-exports.
(import_statement source: (string) @source) @import
(import_specifier name: (_) @imported alias: (_)? @alias)
(import_clause (identifier) @default)
(namespace_import (identifier) @whole)
(export_statement source: (string) @source) @reexport
(export_specifier name: (_) @imported alias: (_)? @alias)
(namespace_export (_) @whole)
(export_statement "*" @imported source: (_))
(variable_declarator
  name: (identifier) @whole
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @source))
  (#eq? @_require "require")) @import
(variable_declarator
  name: (object_pattern)
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @source))
  (#eq? @_require "require")) @import
(variable_declarator
  name: (object_pattern
    [(shorthand_property_identifier_pattern) @imported
     (pair_pattern key: (property_identifier) @imported value: (identifier) @alias)])
  value: (call_expression function: (identifier) @_require)
  (#eq? @_require "require"))
(variable_declarator
  name: (identifier) @alias
  value: (member_expression
    object: (call_expression function: (identifier) @_require arguments: (arguments . (string) @source))
    property: (property_identifier) @imported)
  (#eq? @_require "require")) @import
(call_expression
  function: (identifier) @_require
  arguments: (arguments . (string) @source)
  (#eq? @_require "require")) @import
(call_expression function: (import) arguments: (arguments . (string) @source)) @import

; Scopes and comments.
[(statement_block) (class_body) (switch_body)] @scope
(comment) @comment
