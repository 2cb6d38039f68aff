; TypeScript and TSX: types, and what their grammars call otherwise than JavaScript's.

(function_signature name: (_) @name) @function
(abstract_class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(type_alias_declaration name: (_) @name) @type
(enum_declaration name: (_) @name body: (_) @body) @enum
(internal_module name: (_) @name body: (_) @body) @module
(module name: (_) @name body: (_) @body) @module
(ambient_declaration "global" @name (statement_block) @body) @module

; Members.
(public_field_definition name: (_) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @method
(public_field_definition name: (_) @name value: (_)? @body) @member
(abstract_method_signature name: (_) @name) @member
(class_body (method_signature name: (_) @name) @member)
(interface_body [(property_signature name: (_) @name) (method_signature name: (_) @name)] @member)
(type_alias_declaration
  value: (object_type [(property_signature name: (_) @name) (method_signature name: (_) @name)] @member))
(enum_body name: (_) @name @member)
(enum_assignment name: (_) @name) @member
; A parameter with an access modifier is a field, too.
(method_definition
  parameters: (formal_parameters
    (required_parameter [(accessibility_modifier) "readonly"] @self pattern: (identifier) @name) @member))

; What wraps a declaration.
(ambient_declaration (_) @wrapped) @wrapper
(expression_statement . (internal_module) @wrapped) @wrapper
(class_body (decorator) @attribute)

; Imports.
(import_statement
  (import_require_clause (identifier) @whole source: (string) @source)) @import
(export_statement "=" . (identifier) @export)
(object_type) @scope
(interface_body) @scope
(enum_body) @scope
