; CSS.

(rule_set (selectors) @name (block) @body) @section
(media_statement "@media" @name (block) @body) @section
(supports_statement "@supports" @name (block) @body) @section
(keyframes_statement (keyframes_name) @name (keyframe_block_list) @body) @section
(at_rule (at_keyword) @name (block) @body) @section
(declaration (property_name) @name (#match? @name "^--")) @variable

(import_statement [(string_value) @source (call_expression (arguments [(string_value) (plain_value)] @source))]) @import

[(block) (keyframe_block_list)] @block
(comment) @comment
