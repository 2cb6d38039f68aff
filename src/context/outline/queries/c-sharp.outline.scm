; C#.

(namespace_declaration name: (_) @name body: (_) @body) @module
(class_declaration name: (_) @name body: (_)? @body) @class
(struct_declaration name: (_) @name body: (_)? @body) @class
(record_declaration name: (_) @name body: (_)? @body) @class
(interface_declaration name: (_) @name body: (_) @body) @interface
(enum_declaration name: (_) @name body: (_) @body) @enum
(delegate_declaration name: (_) @name) @type

(method_declaration name: (_) @name body: (_) @body) @method
(method_declaration name: (_) @name) @member
(constructor_declaration name: (_) @name body: (_) @body) @method
(destructor_declaration name: (_) @name body: (_) @body) @method
(operator_declaration operator: _ @name body: (_) @body) @method
(local_function_statement name: (_) @name body: (_) @body) @function
(property_declaration name: (_) @name) @member
(indexer_declaration "this" @name) @member
(event_declaration name: (_) @name) @member
(field_declaration (variable_declaration (variable_declarator name: (_) @name))) @member
(event_field_declaration (variable_declaration (variable_declarator name: (_) @name))) @member
(enum_member_declaration name: (_) @name) @member
(record_declaration (parameter_list (parameter name: (_) @name) @member))

(using_directive !name [(identifier) (qualified_name) (alias_qualified_name)] @source) @import
(using_directive name: (_) @whole [(identifier) (qualified_name) (generic_name)] @source) @import

[(block) (declaration_list) (enum_member_declaration_list) (accessor_list) (switch_body) (lambda_expression)] @scope
(comment) @comment
