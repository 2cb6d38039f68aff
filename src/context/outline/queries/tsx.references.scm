; TSX: the elements.

(jsx_opening_element name: (identifier) @call)
(jsx_self_closing_element name: (identifier) @call)
(jsx_closing_element name: (_) @ignore)
(jsx_attribute (property_identifier) @reference)
