; Java.

(class_declaration name: (_) @name body: (_) @body) @class
(record_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(annotation_type_declaration name: (_) @name body: (_) @body) @interface
(enum_declaration name: (_) @name body: (_) @body) @enum

(method_declaration name: (_) @name body: (_) @body) @method
(method_declaration name: (_) @name) @member
(constructor_declaration name: (_) @name body: (_) @body) @method
(compact_constructor_declaration name: (_) @name body: (_) @body) @method
(field_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @member
(constant_declaration declarator: (variable_declarator name: (_) @name value: (_)? @body)) @constant
(enum_constant name: (_) @name body: (_)? @body) @member
(annotation_type_element_declaration name: (_) @name) @member
(record_declaration parameters: (formal_parameters (formal_parameter name: (_) @name) @member))

(import_declaration [(scoped_identifier) (identifier)] @source) @import
(import_declaration (asterisk) @imported)

[(block) (constructor_body) (class_body) (interface_body) (enum_body) (annotation_type_body) (switch_block)
 (lambda_expression)] @scope
[(line_comment) (block_comment)] @comment
