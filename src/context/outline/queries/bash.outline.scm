; Bash and other shells.

(function_definition name: (_) @name body: (_) @body) @function
(declaration_command "readonly" (variable_assignment name: (variable_name) @name)) @constant
(declaration_command ["export" "declare" "typeset"] (variable_assignment name: (variable_name) @name)) @variable
(declaration_command ["declare" "typeset" "export"] (variable_name) @name) @variable
(variable_assignment name: (variable_name) @name) @variable
(variable_assignments (variable_assignment name: (variable_name) @name) @variable)

(command name: (command_name (word) @_source)
  . argument: [(word) (string) (raw_string) (concatenation)] @source
  (#any-of? @_source "source" ".")) @import

(function_definition body: (_) @scope)
[(compound_statement) (subshell) (do_group) (if_statement) (case_item)] @block
(comment) @comment
