; C and C++.

; Functions, with pointers, references and conversions before their declarator.
(function_definition declarator: (function_declarator declarator: (identifier) @name) body: (_) @body) @function
(function_definition
  declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
  body: (_) @body) @function
(function_definition
  declarator: (pointer_declarator
    declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
  body: (_) @body) @function
(function_definition
  declarator: (reference_declarator (function_declarator declarator: (identifier) @name)) body: (_) @body) @function
(function_definition
  declarator: (function_declarator
    declarator: [(field_identifier) (destructor_name) (operator_name)] @name) body: (_)? @body) @method
(function_definition
  declarator: (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name))
  body: (_)? @body) @method
(function_definition
  declarator: (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
  body: (_)? @body) @method

; A member defined outside of its class.
(function_definition
  declarator: [
    (function_declarator
      declarator: (qualified_identifier
        scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
        name: [(identifier) (destructor_name) (operator_name)] @name))
    (pointer_declarator
      declarator: (function_declarator
        declarator: (qualified_identifier
          scope: [(namespace_identifier) @owner (template_type name: (_) @owner)] name: (identifier) @name)))
    (reference_declarator
      (function_declarator
        declarator: (qualified_identifier
          scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
          name: [(identifier) (operator_name)] @name)))]
  body: (_)? @body) @method
(function_definition
  declarator: (function_declarator
    declarator: (qualified_identifier
      scope: (_)
      name: (qualified_identifier
        scope: [(namespace_identifier) @owner (template_type name: (_) @owner)]
        name: [(identifier) (destructor_name) (operator_name)] @name)))
  body: (_) @body) @method

; Prototypes.
(declaration declarator: (function_declarator declarator: (identifier) @name)) @function
(declaration declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @function
(declaration
  declarator: (pointer_declarator
    declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))) @function
(declaration declarator: (reference_declarator (function_declarator declarator: (identifier) @name))) @function

; Types.
(class_specifier name: [(type_identifier) @name (template_type name: (_) @name)] body: (_) @body) @class
(struct_specifier name: [(type_identifier) @name (template_type name: (_) @name)] body: (_) @body) @class
(union_specifier name: (type_identifier) @name body: (_) @body) @class
(enum_specifier name: (type_identifier) @name body: (_) @body) @enum
(type_definition
  type: [(struct_specifier body: (_) @body) (union_specifier body: (_) @body)]
  declarator: (type_identifier) @name) @class
(type_definition type: (enum_specifier body: (_) @body) declarator: (type_identifier) @name) @enum
(type_definition declarator: (type_identifier) @name) @type
(type_definition declarator: (pointer_declarator declarator: (type_identifier) @name)) @type
(type_definition
  declarator: (function_declarator
    declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))) @type
(alias_declaration name: (_) @name) @type
(concept_definition name: (_) @name) @type
(namespace_definition name: (_) @name body: (_) @body) @module

; Members.
(field_declaration declarator: (field_identifier) @name) @member
(field_declaration declarator: (pointer_declarator declarator: (field_identifier) @name)) @member
(field_declaration declarator: (array_declarator declarator: (field_identifier) @name)) @member
(field_declaration declarator: (reference_declarator (field_identifier) @name)) @member
(field_declaration declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name)) @member
(field_declaration
  declarator: (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))) @member
(field_declaration
  declarator: (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))) @member
(field_declaration
  declarator: (function_declarator
    declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))) @member
(enumerator name: (_) @name) @member

; Values and macros.
(preproc_def name: (_) @name) @constant
(preproc_function_def name: (_) @name) @function
(declaration declarator: (init_declarator declarator: (identifier) @name value: (_) @body)) @variable
(declaration
  declarator: (init_declarator declarator: [(pointer_declarator declarator: (identifier) @name)
    (array_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (array_declarator declarator: (identifier) @name))] value: (_) @body)) @variable
(declaration declarator: (identifier) @name) @variable
(declaration
  declarator: [(pointer_declarator declarator: (identifier) @name)
    (array_declarator declarator: (identifier) @name)]) @variable

(template_declaration [(class_specifier) (struct_specifier) (union_specifier) (function_definition) (declaration)
  (alias_declaration) (concept_definition) (field_declaration)] @wrapped) @wrapper
(field_declaration_list (access_specifier) @access)

(preproc_include path: (_) @source) @import
(import_declaration name: (_) @source) @import

[(compound_statement) (field_declaration_list) (enumerator_list) (lambda_expression)] @scope
(namespace_definition body: (_) @block)
(comment) @comment
