; Go.

(function_declaration name: (_) @name body: (_) @body) @function
(function_declaration name: (_) @name) @function
(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [(type_identifier) @owner
             (pointer_type (type_identifier) @owner)
             (generic_type type: (type_identifier) @owner)
             (pointer_type (generic_type type: (type_identifier) @owner))]))
  name: (_) @name body: (_) @body) @method

(type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @class
(type_spec name: (_) @name type: (interface_type "{" @body)) @interface
(type_spec name: (_) @name) @type
(type_alias name: (_) @name) @type
(field_declaration name: (_) @name) @member
(method_elem name: (_) @name) @member

(const_spec name: (identifier) @name value: (_)? @body) @constant
(var_spec name: (identifier) @name value: (_)? @body) @variable

; One declaration for one name is the whole unit.
(type_declaration . [(type_spec) (type_alias)] @wrapped .) @wrapper
(const_declaration . (const_spec) @wrapped .) @wrapper
(var_declaration . (var_spec) @wrapped .) @wrapper

(import_spec !name path: (_) @source) @import
(import_spec name: [(package_identifier) (blank_identifier)] @whole path: (_) @source) @import
(import_spec name: (dot) @all path: (_) @source) @import

[(block) (expression_case) (type_case) (communication_case) (default_case)] @scope
(struct_type (field_declaration_list) @scope)
(interface_type) @scope
(comment) @comment
