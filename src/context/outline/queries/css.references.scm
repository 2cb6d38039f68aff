; CSS: which names are used.

(class_name) @reference
(id_name) @reference
(tag_name) @reference
(keyframes_name) @reference
(property_name) @reference
(call_expression (function_name) @call)
(arguments (plain_value) @reference)
