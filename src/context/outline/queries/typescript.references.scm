; TypeScript and TSX: types, and what their grammars call otherwise than JavaScript's.

(type_identifier) @type
(nested_type_identifier module: (_) @receiver name: (_) @member @type)
(extends_clause value: (identifier) @type)
(required_parameter pattern: (identifier) @local)
(optional_parameter pattern: (identifier) @local)
(type_parameter name: (_) @local)
[(class_declaration) (abstract_class_declaration) (interface_declaration) (type_alias_declaration) (function_signature)
 (method_signature) (abstract_method_signature) (function_type) (call_signature) (construct_signature)] @scope
