; Bash and other shells: which names are used, and how.

(variable_name) @reference
(command name: (command_name (word) @call))

; Names that are local.
(declaration_command "local" [(variable_assignment name: (variable_name) @local) (variable_name) @local])
(for_statement variable: (variable_name) @local)
(function_definition) @scope
