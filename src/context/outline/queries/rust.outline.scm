; Rust.

(function_item name: (_) @name body: (_) @body) @function
(function_signature_item name: (_) @name) @member
(struct_item name: (_) @name body: (_)? @body) @class
(union_item name: (_) @name body: (_) @body) @class
(enum_item name: (_) @name body: (_) @body) @enum
(trait_item name: (_) @name body: (_) @body) @interface
(impl_item
  type: [(type_identifier) @name
         (generic_type type: (type_identifier) @name)
         (generic_type type: (scoped_type_identifier name: (_) @name))
         (scoped_type_identifier name: (_) @name)
         (reference_type type: (type_identifier) @name)]
  body: (_) @body) @section
(mod_item name: (_) @name body: (_)? @body) @module
(macro_definition name: (_) @name (macro_rule) @body) @function
(type_item name: (_) @name) @type
(associated_type name: (_) @name) @member
(const_item name: (_) @name value: (_)? @body) @constant
(static_item name: (_) @name value: (_)? @body) @constant
(field_declaration name: (_) @name) @member
(enum_variant name: (_) @name) @member

(attribute_item) @attribute

(use_declaration argument: (_) @source) @import
(extern_crate_declaration name: (_) @source) @import
(extern_crate_declaration name: (_) @source alias: (_) @whole) @import

[(block) (declaration_list) (field_declaration_list) (enum_variant_list) (match_block) (closure_expression)] @scope
[(line_comment) (block_comment)] @comment
