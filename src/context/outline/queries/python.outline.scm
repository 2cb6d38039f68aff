; Python.

(function_definition name: (_) @name body: (_) @body) @function
(class_definition name: (_) @name body: (_) @body) @class
(type_alias_statement left: (type (identifier) @name)) @type
(decorated_definition definition: (_) @wrapped) @wrapper

; A string that a body begins with.
(function_definition body: (block . (expression_statement . (string) @doc)))
(class_definition body: (block . (expression_statement . (string) @doc)))

; Names of values; what stands in a class is a field of it.
(expression_statement
  (assignment left: (identifier) @name right: (_)? @body)) @variable
(expression_statement (assignment left: (pattern_list (identifier) @name))) @variable
(assignment
  left: (pattern_list (attribute object: (identifier) @self attribute: (identifier) @name)) (#eq? @self "self")) @member
(assignment left: (attribute object: (identifier) @self attribute: (identifier) @name) (#eq? @self "self")) @member

; Imports.
(import_statement name: (dotted_name) @source) @import
(import_statement name: (aliased_import name: (_) @source alias: (_) @whole)) @import
(import_from_statement module_name: (_) @source) @import
(import_from_statement name: (dotted_name) @imported)
(import_from_statement name: (aliased_import name: (_) @imported alias: (_) @alias))
(import_from_statement (wildcard_import) @imported)

; Names in branches and loops are seen behind them.
(function_definition body: (block) @scope)
(class_definition body: (block) @scope)
(lambda) @scope
(block) @block
(comment) @comment
