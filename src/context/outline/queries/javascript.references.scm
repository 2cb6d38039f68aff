; JavaScript: what its grammar calls otherwise than TypeScript's.

(class_heritage (identifier) @type)
(class_heritage (member_expression object: (_) @receiver property: (_) @member @type))
(formal_parameters (identifier) @local)
(jsx_opening_element name: (identifier) @call)
(jsx_self_closing_element name: (identifier) @call)
(jsx_closing_element name: (_) @ignore)
(jsx_attribute (property_identifier) @reference)
