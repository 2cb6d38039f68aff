; Ruby.

(method name: (_) @name body: (_)? @body) @method
(singleton_method name: (_) @name body: (_)? @body) @method
(class name: [(constant) @name (scope_resolution name: (_) @name)] body: (_)? @body) @class
(module name: [(constant) @name (scope_resolution name: (_) @name)] body: (_)? @body) @module
(assignment
  left: (constant) @name
  right: (call receiver: (constant) @_base method: (identifier) @_new block: (_)? @body)
  (#any-of? @_base "Struct" "Class" "Data" "Module")
  (#any-of? @_new "new" "define")) @class
(assignment left: (constant) @name right: (_) @body) @constant
(alias name: (_) @name) @method

; Accessors, and what a class body declares by calls.
(call method: (identifier) @_accessor arguments: (argument_list (simple_symbol) @name)
  (#any-of? @_accessor "attr_accessor" "attr_reader" "attr_writer")) @member
(call method: (identifier) @_macro
  arguments: (argument_list . (simple_symbol) @name (lambda) @body)
  (#any-of? @_macro "define_method" "scope")) @method
(call method: (identifier) @_alias arguments: (argument_list . (simple_symbol) @name (simple_symbol))
  (#eq? @_alias "alias_method")) @method
(call method: (identifier) @_define arguments: (argument_list . (simple_symbol) @name) block: (_) @body
  (#eq? @_define "define_method")) @method
(assignment left: (instance_variable) @self @name) @member

((identifier) @access (#any-of? @access "private" "protected" "public"))
(call method: (identifier) @_access arguments: (argument_list (method) @wrapped)
  (#any-of? @_access "private" "protected" "private_class_method" "module_function" "memoize")) @wrapper

(call method: (identifier) @_require arguments: (argument_list . (string) @source)
  (#any-of? @_require "require" "require_relative" "load")) @import
(call method: (identifier) @_autoload arguments: (argument_list . (simple_symbol) (string) @source)
  (#eq? @_autoload "autoload")) @import

(method body: (body_statement) @scope)
(singleton_method body: (body_statement) @scope)
(class body: (body_statement) @block)
(module body: (body_statement) @block)
(singleton_class body: (body_statement) @block)
[(block) (do_block)] @scope
[(then) (else) (do)] @block
(comment) @comment
